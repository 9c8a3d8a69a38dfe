import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '#db/connection.ts';
import { piecesOf, sendPieces } from './hand-over.ts';
import type { IndexContent } from './open.ts';
import { packIndex } from './pack.ts';
import { readSources, readVersion } from './read.ts';
import { writeSnapshot } from './snapshot.ts';

/** What the thread that builds an index is told. */
export interface Task {
  file: string;
  day: string;
  content: IndexContent;
  /** Where to keep the index for the next start, and the mark to keep it under. */
  snapshot: { file: string; made: string } | null;
}

/* Builds one index from the database file, hands it over and ends: its memory goes with it. */
if (parentPort !== null) {
  const { file, day, content, snapshot } = workerData as Task;
  const db = openDatabase(file);
  // Read before the services: a change in between then makes the key wrong, never the index.
  const version = await readVersion(db);
  const sources = await readSources(db, day, content).finally(() => db.destroy());
  const { packed, gazetteer } = packIndex(sources);
  if (snapshot !== null)
    writeSnapshot(snapshot.file, { ...version, day, made: snapshot.made }, { packed, gazetteer });
  sendPieces(parentPort, piecesOf(packed, gazetteer));
  parentPort.postMessage('ready');
}
