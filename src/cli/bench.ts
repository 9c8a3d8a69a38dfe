import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Measures how quick everything is: `npm run bench`, or a part of it, `npm run bench -- --only search`. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const args = [join(root, 'tests', 'bench', 'run.ts'), ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
