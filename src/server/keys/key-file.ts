import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const KEY_BYTES = 32;

const key = z.base64().refine((text) => Buffer.from(text, 'base64').length === KEY_BYTES);
const KeyFile = z
  .strictObject({
    current: z.string(), // the id of the key that seals; the others only open what they sealed
    keys: z.record(z.string().regex(/^[a-z0-9]{8}$/), key),
    lookup: key.optional(), // hashes what must be found again; the first files had none
  })
  .refine((file) => Object.hasOwn(file.keys, file.current));
export type KeyFile = z.infer<typeof KeyFile>;

/** Keys with which everything can be sealed, opened and found again. */
export type WholeKeys = KeyFile & { lookup: string };

/** Reads the text of a key file; null when it is damaged. */
export function readKeyFile(text: string): KeyFile | null {
  try {
    return KeyFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export const writeKeyFile = (content: KeyFile): string => `${JSON.stringify(content, null, 2)}\n`;

const newKey = (): string => randomBytes(KEY_BYTES).toString('base64');

/** The first keys of a place. */
export function firstKeys(): WholeKeys {
  const id = newId({});
  return { current: id, keys: { [id]: newKey() }, lookup: newKey() };
}

/** The same keys with a new one that seals from now on. The lookup key stays: what it hashed is not kept to hash anew. */
export function withNewKey(content: WholeKeys): WholeKeys {
  const id = newId(content.keys);
  return { ...content, current: id, keys: { ...content.keys, [id]: newKey() } };
}

/** The same keys without some that seal no more; the current one stays whatever is asked. */
export const withoutKeys = (content: WholeKeys, ids: readonly string[]): WholeKeys => ({
  ...content,
  keys: Object.fromEntries(
    Object.entries(content.keys).filter(([id]) => id === content.current || !ids.includes(id)),
  ),
});

export const withLookupKey = (content: KeyFile): WholeKeys => ({
  ...content,
  lookup: content.lookup ?? newKey(),
});

function newId(taken: Readonly<Record<string, string>>): string {
  const id = randomBytes(4).toString('hex');
  return Object.hasOwn(taken, id) ? newId(taken) : id;
}

/** What tells the keys of one place from those of another, and from which no key can be told. */
export interface KeyPrints {
  current: string; // the id of the key that seals
  prints: Record<string, string>; // by id
  lookup: string;
}

export function printsOfKeys({ current, keys, lookup }: WholeKeys): KeyPrints {
  const prints = Object.entries(keys).map(([id, text]) => [id, printOf(text)] as const);
  return { current, prints: Object.fromEntries(prints), lookup: printOf(lookup) };
}

const printOf = (text: string): string =>
  createHmac('sha256', Buffer.from(text, 'base64')).update('front-door key print').digest('base64url');

/**
 * Puts a key file in the place of another at once, whole and flushed: a program that reads it meanwhile gets the old
 * one or the new one.
 */
export function replaceKeyFile(file: string, content: KeyFile): void {
  const draft = writeDraft(file, content);
  try {
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  flushNames(file);
}

/** Writes a key file where there is none, flushed before it gets its name. False: there is one already, and it stays. */
export function createKeyFile(file: string, content: KeyFile): boolean {
  const draft = writeDraft(file, content);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
  flushNames(file);
  return true;
}

/** Writes the content beside the file, flushed to the disk, and gives the name it stands under. */
function writeDraft(file: string, content: KeyFile): string {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, writeKeyFile(content));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return draft;
}

/** Until its folder is flushed, a name may be lost in a power cut. */
function flushNames(file: string): void {
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
