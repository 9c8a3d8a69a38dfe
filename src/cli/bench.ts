import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the pages when they are not what the sources say, then measures: `npm run bench -- --only search`. */
function run(file: string, args: readonly string[]): number {
  return (
    spawnSync(process.execPath, [join(ROOT, file), ...args], { cwd: ROOT, stdio: 'inherit' }).status ?? 1
  );
}

const built = run('src/cli/bootstrap.mjs', ['build']);
process.exitCode = built === 0 ? run('tests/bench/run.ts', process.argv.slice(2)) : built;
