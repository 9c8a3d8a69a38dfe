import { Worker } from 'node:worker_threads';
import type { Db } from '#db/connection.ts';
import type { Gazetteer } from '#src/features/places/rules.ts';
import { collectPieces, type Piece } from './hand-over.ts';
import type { IndexContent } from './open.ts';
import { packIndex, type PackedIndex } from './pack.ts';
import { readSources } from './read.ts';
import type { Task } from './worker.ts';

export interface Built {
  packed: PackedIndex;
  gazetteer: Gazetteer;
}

/** Makes an index for a day from the database. */
export type Builder = (day: string, content: IndexContent) => Promise<Built>;

/** Builds on the spot, for commands and tests: nothing else runs meanwhile. */
export const buildHere =
  (db: Db): Builder =>
  async (day, content) =>
    packIndex(await readSources(db, day, content));

/** Builds in a thread of its own, so that requests are answered meanwhile. Rejects when the thread fails. */
export const buildAside =
  (file: string): Builder =>
  (day, content) =>
    new Promise((resolve, reject) => {
      const task: Task = { file, day, content };
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
      const collect = collectPieces();
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`Building the index ended early (${code}).`)));
      worker.on('message', (message: Piece | 'ready') => {
        const built = message === 'ready' ? null : collect(message);
        if (built === null) return worker.postMessage('next');
        resolve(built);
        void worker.terminate();
      });
    });
