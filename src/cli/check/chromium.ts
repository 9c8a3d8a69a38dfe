import { existsSync } from 'node:fs';

/** The one that has no windows comes first: it does the same with a third of the work. */
const USUAL_PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium of this machine, CHROMIUM_PATH first; null when there is none. */
export function findChromium(): string | null {
  const given = process.env.CHROMIUM_PATH;
  return [...(given === undefined ? [] : [given]), ...USUAL_PLACES].find((file) => existsSync(file)) ?? null;
}
