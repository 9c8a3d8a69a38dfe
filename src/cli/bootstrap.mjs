// @ts-check
/**
 * The first thing that runs: `npm start`, `npm test` and the rest come here. Plain JavaScript for any Node from 20.19
 * on, with nothing installed. It installs what package-lock.json names when that is not what node_modules holds,
 * then does the work with the Node that was installed along with it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NODE_TO_INSTALL = 20;
const NODE_TO_RUN = 24; // runs TypeScript as it is
const INSTALL_STAMP = join(ROOT, 'node_modules', '.front-door-installed');
const BUILD_STAMP = join(ROOT, 'dist', '.front-door-built');
/** What the built pages are made of. */
const SOURCES = ['src', 'db', 'content', 'public', 'astro.config.mjs', 'tsconfig.json', 'package-lock.json'];

process.chdir(ROOT);
const [command = 'start', ...rest] = process.argv.slice(2);

if (major(process.versions.node) < NODE_TO_INSTALL) {
  stop(`Front Door needs Node ${NODE_TO_INSTALL} or newer to begin with; this is ${process.versions.node}.`);
}
if (
  !['start', 'build'].includes(command) &&
  !(/^[a-z][a-z-]*$/.test(command) && existsSync(script(command)))
) {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  stop(`There is no command "${command}". The commands are: ${Object.keys(scripts).join(', ')}.`);
}
install();
const node = findNode();
process.env.ASTRO_TELEMETRY_DISABLED = '1';
// Starting takes half as long when what Node compiled the last time is kept.
process.env.NODE_COMPILE_CACHE ??= join(ROOT, 'node_modules', '.cache', 'front-door', 'compiled');
if (command === 'build') {
  build();
} else if (command === 'start') {
  process.env.NODE_ENV ??= 'production';
  build();
  run([script('serve'), ...rest]);
} else {
  run([script(command), ...rest]);
}

/** @param {string} version */
function major(version) {
  return Number(version.split('.')[0]);
}

/** @param {string} name */
function script(name) {
  return join(ROOT, 'src', 'cli', `${name}.ts`);
}

/** @param {string} sentence @returns {never} */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function install() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  const wanted = createHash('sha256')
    .update(lock)
    .update(process.platform)
    .update(process.arch)
    .digest('hex');
  if (existsSync(INSTALL_STAMP) && readFileSync(INSTALL_STAMP, 'utf8') === wanted) return;
  console.log('Installing. This takes about half a minute, the first time only.');
  // Without --include=dev, NODE_ENV=production would leave out what building needs.
  const npm = spawnSync('npm', ['ci', '--include=dev', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) stop('Installing did not work: see the messages above, then try again.');
  writeFileSync(INSTALL_STAMP, wanted);
}

/** The Node of package-lock.json, or this one when no copy could be installed for this machine. */
function findNode() {
  const own = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(own) && spawnSync(own, ['--version'], { shell: process.platform === 'win32' }).status === 0)
    return own;
  if (major(process.versions.node) >= NODE_TO_RUN) return process.execPath;
  return stop(
    `Node ${NODE_TO_RUN} or newer is needed and could not be installed here; this is ${process.versions.node}.`,
  );
}

/** Builds the pages when what they are made of is not what was built last. */
function build() {
  const sources = hashOf(SOURCES);
  if (existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === sources) return;
  console.log('Building the pages.');
  const astro = join(ROOT, 'node_modules', 'astro', 'bin', 'astro.mjs');
  const built = spawnSync(node, [astro, 'build', '--silent'], { stdio: 'inherit' });
  if (built.status !== 0) stop('Building did not work: see the messages above.');
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(BUILD_STAMP, sources);
}

/** @param {string[]} names */
function hashOf(names) {
  const hash = createHash('sha256');
  /** @param {string} path @param {boolean} isFolder */
  const add = (path, isFolder) => {
    if (isFolder) {
      const entries = readdirSync(path, { withFileTypes: true });
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (!entry.name.startsWith('.')) add(join(path, entry.name), entry.isDirectory());
      }
    } else {
      hash.update(path).update('\0').update(readFileSync(path));
    }
  };
  for (const name of names) if (existsSync(name)) add(name, !/\.[a-z]+$/.test(name));
  return hash.digest('hex');
}

/** Becomes, for all that matters outside, the program it runs: same signals, same exit code. @param {string[]} args */
function run(args) {
  const child = spawn(node, args, { stdio: 'inherit', env: process.env });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => stop(`Could not run ${node}: ${error.message}`));
  child.on('exit', (code, signal) =>
    process.exit(code ?? 128 + (signal === null ? 1 : constants.signals[signal])),
  );
}
