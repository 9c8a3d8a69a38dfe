import { createHash } from 'node:crypto';
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { Gazetteer } from '#src/features/places/rules.ts';
import type { IndexContent } from './open.ts';
import type { PackedIndex } from './pack.ts';

export interface Built {
  packed: PackedIndex;
  gazetteer: Gazetteer;
}

/** What an index was made from: a snapshot of anything else is of no use. */
export interface SnapshotKey {
  version: number; // of the directory
  changedAt: string; // when that version came: another database has another one
  day: string;
  made: string; // of the code and content that made it
}

const SOURCES = fileURLToPath(new URL('../..', import.meta.url));

/** A mark of the code that makes indexes and of the needs they are made with. */
export function markOf(content: IndexContent): string {
  const hash = createHash('sha256').update(process.version).update(serialize(content));
  for (const folder of ['search', 'lib', 'features']) {
    const files = readdirSync(join(SOURCES, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts')).sort()) {
      hash.update(file).update(readFileSync(join(SOURCES, folder, file)));
    }
  }
  return hash.digest('hex');
}

/** The key stands before the index, so that an old one costs no more than a look. */
const HEAD_BYTES = 512;

const headOf = (key: SnapshotKey): Buffer => {
  const { version, changedAt, day, made } = key;
  return Buffer.from(JSON.stringify([version, changedAt, day, made]).padEnd(HEAD_BYTES));
};

/** The index that was kept under this key, or null: none, another one, or one that cannot be read. */
export function readSnapshot(file: string, key: SnapshotKey): Built | null {
  try {
    return headIs(file, headOf(key)) ? (deserialize(readFileSync(file).subarray(HEAD_BYTES)) as Built) : null;
  } catch {
    return null;
  }
}

function headIs(file: string, head: Buffer): boolean {
  const handle = openSync(file, 'r');
  try {
    const found = Buffer.alloc(head.length);
    readSync(handle, found, 0, head.length, 0);
    return found.equals(head);
  } finally {
    closeSync(handle);
  }
}

/** Keeps an index for the next start; whole or not at all. A disk that is full is no reason to fail. */
export function writeSnapshot(file: string, key: SnapshotKey, built: Built): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, Buffer.concat([headOf(key), serialize(built)]), { mode: 0o600 });
    renameSync(draft, file);
  } catch {
    rmSync(draft, { force: true });
  }
}
