import { Worker } from 'node:worker_threads';
import type { Db } from '#db/connection.ts';
import { collectPieces, type Piece } from './hand-over.ts';
import type { IndexContent } from './open.ts';
import { packIndex } from './pack.ts';
import { readSources, readVersion } from './read.ts';
import { markOf, readSnapshot, type Built, type SnapshotKey } from './snapshot.ts';
import type { Task } from './worker.ts';

/** Makes an index for a day from the database. */
export type Builder = (day: string, content: IndexContent) => Promise<Built>;

/** Builds on the spot, for commands and tests: nothing else runs meanwhile. */
export const buildHere =
  (db: Db): Builder =>
  async (day, content) =>
    packIndex(await readSources(db, day, content));

/**
 * Takes the index that the last build kept, when nothing it was made from has changed since; else builds aside and
 * keeps that.
 */
export function buildOrRecall(db: Db, file: string, snapshot: string): Builder {
  const marks = new WeakMap<IndexContent['needs'], string>();
  return async (day, content) => {
    const made = marks.get(content.needs) ?? markOf(content);
    marks.set(content.needs, made);
    const key: SnapshotKey = { ...(await readVersion(db)), day, made };
    return readSnapshot(snapshot, key) ?? buildAside(file, { file: snapshot, made })(day, content);
  };
}

/** Builds in a thread of its own, so that requests are answered meanwhile. Rejects when the thread fails. */
export const buildAside =
  (file: string, snapshot: Task['snapshot'] = null): Builder =>
  (day, content) =>
    new Promise((resolve, reject) => {
      const task: Task = { file, day, content, snapshot };
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
