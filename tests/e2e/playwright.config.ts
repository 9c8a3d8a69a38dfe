import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { findChromium } from '../../src/cli/check/chromium.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const port = Number(process.env.E2E_PORT ?? 4390);
/** Made and removed by the main process; the workers, which read this file again, inherit its name. */
const data = process.env.E2E_DATA ?? mkdtempSync(join(tmpdir(), 'front-door-e2e-'));
if (process.env.E2E_DATA === undefined) {
  process.env.E2E_DATA = data;
  process.on('exit', () => rmSync(data, { recursive: true, force: true }));
}

const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1280, height: 900 } };

/**
 * Everything is walked small without scripts and large with them; what visitors do on a phone with scripts, where
 * suggestions and the map look otherwise, and on a desk without them, too.
 */
const LAST = 'server-log.spec.ts';
const all = { testIgnore: LAST };
const onPhones = {
  testMatch: ['map', 'suggestions'].map((name) => `${name}.spec.ts`),
};
const onDesks = { testMatch: ['find-help'].map((name) => `${name}.spec.ts`) };

export default defineConfig({
  testDir: '.',
  // Playwright empties this folder at each run.
  outputDir: join(root, 'test-results', 'e2e'),
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // A browser on a busy machine loses a race now and then; whoever passes only the second time is listed as flaky.
  retries: 1,
  timeout: 60_000,
  reporter: [
    ['list'],
    ...(process.env.E2E_REPORT === undefined
      ? []
      : [['json', { outputFile: process.env.E2E_REPORT }] as const]),
  ],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    },
    screenshot: 'only-on-failure',
    // A test gets the window of the one before, emptied of cookies and of all that was kept or set: opening a new one
    // takes longer than most of what is done in it.
    reuseContext: true,
  },
  projects: [
    { name: 'phone-no-js', use: { ...phone, javaScriptEnabled: false }, ...all },
    { name: 'phone-js', use: phone, ...onPhones },
    { name: 'desktop-js', use: desktop, ...all },
    { name: 'desktop-no-js', use: { ...desktop, javaScriptEnabled: false }, ...onDesks },
    // Once all have been walked: what the server printed meanwhile.
    {
      name: 'server-log',
      testMatch: LAST,
      dependencies: ['phone-no-js', 'phone-js', 'desktop-js', 'desktop-no-js'],
    },
  ],
  webServer: {
    command: `exec ${JSON.stringify(process.execPath)} src/cli/serve.ts > ${JSON.stringify(join(data, 'printed.log'))}`,
    cwd: root,
    url: `http://localhost:${port}/health`,
    env: { PORT: String(port), FRONT_DOOR_DATA: data, NODE_ENV: 'production' },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
    timeout: 60_000,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
