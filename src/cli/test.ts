import { spawnSync } from 'node:child_process';
import { findChromium } from './check/chromium.ts';

/** Gets the browser that the last step of the check drives: Debian's package when we may install it. */
function installChromium(): void {
  const mayInstall = process.platform === 'linux' && process.getuid?.() === 0;
  if (mayInstall && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('Installing Chromium for the browser tests.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
      env,
    });
  }
  if (findChromium() !== null) return;
  console.error(
    'The browser tests need Chromium: install it ("sudo apt install chromium", or Google Chrome on a Mac), or set CHROMIUM_PATH to where it is.',
  );
  process.exit(1);
}

if (findChromium() === null) installChromium();
await import('./check.ts');
