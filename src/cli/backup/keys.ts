import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readKeyPrints, type KeyPrints } from '#src/server/keys/key-ring.ts';
import { flushToDisk, writeDurably } from './files.ts';
import { BackupRefused } from './refused.ts';

const KEYS_FILE = 'keys.json';

/** The prints of a folder's keys; refuses a folder without. */
export function printsOf(folder: string): KeyPrints {
  const prints = readKeyPrints(folder);
  if (prints === null) throw new BackupRefused(`There are no whole keys in ${join(folder, KEYS_FILE)}.`);
  return prints;
}

/** Whether a folder's keys open all that others sealed. */
export const includesKeys = (held: KeyPrints, needed: KeyPrints): boolean =>
  held.lookup === needed.lookup &&
  Object.entries(needed.prints).every(([id, print]) => held.prints[id] === print);

/**
 * Puts a copy of the keys into a folder, readable by its owner only. Keys that lie there already are kept, or replaced
 * when these include them all; others are never touched.
 */
export function copyKeys(from: string, to: string): void {
  const ours = printsOf(from);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const file = join(to, KEYS_FILE);
  if (existsSync(file)) {
    const theirs = printsOf(to);
    if (includesKeys(theirs, ours)) return chmodSync(file, 0o600);
    if (!includesKeys(ours, theirs))
      throw new BackupRefused(`${file} holds other keys, which were left alone: choose another folder.`);
  }
  const draft = `${file}.${process.pid}`;
  try {
    writeDurably(draft, readFileSync(join(from, KEYS_FILE), 'utf8'));
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  flushToDisk(to);
}
