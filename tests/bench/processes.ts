import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs one file of `measures/` in a process of its own and gives what it hands to `handBack`: nothing that is measured
 * then shares memory, warm code or a garbage collector with anything else. Rejects when it ends without a result.
 */
export function measureApart<T>(
  measure: string,
  args: readonly (string | number)[] = [],
  nodeOptions: readonly string[] = ['--expose-gc'],
): Promise<T> {
  const file = fileURLToPath(new URL(`measures/${measure}.ts`, import.meta.url));
  const child = fork(file, args.map(String), {
    execArgv: [...nodeOptions],
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as T));
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`${measure} ended without a result (${signal ?? `code ${code}`}).`)),
    );
  });
}

/** In a measuring process: sends the result to the bench and ends the process. */
export function handBack(result: object): void {
  process.send?.(result, () => process.exit(0));
}

/** Frees what nobody holds any more; needs `--expose-gc`. Twice, because the first time may only begin. */
export function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error('Measuring processes run with --expose-gc.');
  globalThis.gc();
  globalThis.gc();
}
