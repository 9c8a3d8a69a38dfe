import type { TestProject } from 'vitest/node';
import { startTestServer } from '../server.ts';

/** Vitest calls this once before the page tests. Tests that change data start a server of their own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide('siteUrl', server.url);
  return async () => {
    await server.stop();
  };
}
