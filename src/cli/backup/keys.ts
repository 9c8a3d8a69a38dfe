import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyPrints } from '#src/server/keys/key-file.ts';
import { keyFileOf, readKeyPrints, type KeyPlace } from '#src/server/keys/key-place.ts';
import { flushToDisk, writeDurably } from './files.ts';
import { BackupRefused } from './refused.ts';

const KEYS_FILE = 'keys.json';

/** The prints of a place's keys; refuses one without. */
export function printsOf(place: KeyPlace): KeyPrints {
  const prints = readKeyPrints(place);
  if (prints === null)
    throw new BackupRefused(`There are no whole keys in ${keyFileOf(place) ?? 'FRONT_DOOR_KEYS'}.`);
  return prints;
}

/** Whether a folder's keys open all that others sealed. */
export const includesKeys = (held: KeyPrints, needed: KeyPrints): boolean =>
  held.lookup === needed.lookup &&
  Object.entries(needed.prints).every(([id, print]) => held.prints[id] === print);

/**
 * Puts a copy of the keys into a folder, readable by its owner only. Keys that lie there already are kept, or replaced
 * when these include them all; others are never touched. Keys that the environment holds itself are refused: they are
 * kept where it gets them from.
 */
export function copyKeys(from: KeyPlace, to: string): void {
  const ours = printsOf(from);
  const source = keyFileOf(from);
  if (source === null)
    throw new BackupRefused(
      'The keys come from FRONT_DOOR_KEYS, so there is no file of them to copy: leave --keys out, and keep them where they are kept.',
    );
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const file = join(to, KEYS_FILE);
  if (existsSync(file)) {
    const theirs = printsOf({ dataFolder: to });
    if (includesKeys(theirs, ours)) return chmodSync(file, 0o600);
    if (!includesKeys(ours, theirs))
      throw new BackupRefused(`${file} holds other keys, which were left alone: choose another folder.`);
  }
  const draft = `${file}.${process.pid}`;
  try {
    writeDurably(draft, readFileSync(source, 'utf8'));
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  flushToDisk(to);
}
