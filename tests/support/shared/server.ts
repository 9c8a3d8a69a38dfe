import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { FILLED_PLACE, startTestServer } from '../server.ts';

/**
 * Vitest calls this once before the page tests. A server fills a data folder with the example place and stops; the one
 * that all tests read from, and those that tests start for themselves because they change data, get copies of it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const filled = mkdtempSync(join(tmpdir(), 'front-door-filled-'));
  const first = await startTestServer({ FRONT_DOOR_DATA: filled, FRONT_DOOR_JOBS: 'off' });
  await first.stop();
  process.env[FILLED_PLACE] = filled;
  const server = await startTestServer();
  project.provide('siteUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(filled, { recursive: true, force: true });
  };
}
