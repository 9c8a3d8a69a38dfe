import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import { ROOT } from '../server.ts';
import type { Act, ActData } from './at-once-worker.ts';

/**
 * Does these things at the same moment, each in a thread with a connection of its own, as two processes would; answers
 * what each gave, or the sentence it threw.
 */
export async function atOnce(db: Db, acts: readonly Act[]): Promise<unknown[]> {
  const { rows } = await sql<{
    file: string;
  }>`select file from pragma_database_list where name = 'main'`.execute(db);
  const gate = new SharedArrayBuffer(4);
  const workers = acts.map((act) => {
    const workerData: ActData = { file: rows[0]?.file ?? '', act, gate };
    return new Worker(join(ROOT, 'tests/support/accounts/at-once-worker.ts'), { workerData, execArgv: [] });
  });
  try {
    await Promise.all(workers.map((worker) => once(worker, 'message')));
    const results = workers.map((worker) => once(worker, 'message'));
    Atomics.store(new Int32Array(gate), 0, 1);
    Atomics.notify(new Int32Array(gate), 0);
    return (await Promise.all(results)).map(([result]: unknown[]) => result);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
