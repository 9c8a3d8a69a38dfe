import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '#db/connection.ts';
import { piecesOf, sendPieces } from './hand-over.ts';
import type { IndexContent } from './open.ts';
import { packIndex } from './pack.ts';
import { readSources } from './read.ts';

/** What the thread that builds an index is told. */
export interface Task {
  file: string;
  day: string;
  content: IndexContent;
}

/* Builds one index from the database file, hands it over and ends: its memory goes with it. */
if (parentPort !== null) {
  const { file, day, content } = workerData as Task;
  const db = openDatabase(file);
  const sources = await readSources(db, day, content).finally(() => db.destroy());
  const { packed, gazetteer } = packIndex(sources);
  sendPieces(parentPort, piecesOf(packed, gazetteer));
  parentPort.postMessage('ready');
}
