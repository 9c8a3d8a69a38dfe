import { createHmac, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Keys } from '#src/lib/security/keys.ts';
import { sealWith, unsealWith } from '#src/lib/security/seal.ts';
import { CannotStart } from '../config/cannot-start.ts';

const KEY_BYTES = 32;

const key = z.base64().refine((text) => Buffer.from(text, 'base64').length === KEY_BYTES);
const KeyFile = z
  .strictObject({
    current: z.string(), // the id of the key that seals; the others only open what they sealed
    keys: z.record(z.string().regex(/^[a-z0-9]{8}$/), key),
    lookup: key.optional(), // hashes what must be found again; the first files had none
  })
  .refine((file) => file.keys[file.current] !== undefined);
type KeyFile = z.infer<typeof KeyFile>;

export type KeyRing = Keys;

/**
 * Opens the keys of a data folder, `keys.json`, readable by its owner only; a folder without gets a first key.
 * Throws CannotStart when the file is damaged: going on would seal new data with a key nobody kept.
 */
export function openKeyRing(dataFolder: string): KeyRing {
  const file = join(dataFolder, 'keys.json');
  if (!existsSync(file)) createKeyFile(file);
  const read = KeyFile.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!read.success) {
    throw new CannotStart(
      `${file} is damaged, and sealed data cannot be read without it: put it back from a backup.`,
    );
  }
  const { lookup } = read.data;
  return lookup === undefined
    ? openKeyRing(withLookupKey(file, dataFolder, read.data))
    : keyRing(read.data, lookup);
}

/** What tells the keys of one folder from those of another, and from which no key can be told. */
export interface KeyPrints {
  current: string; // the id of the key that seals
  prints: Record<string, string>; // by id
  lookup: string;
}

/** The prints of a folder's keys. Null where there is no whole key file; nothing is made. */
export function readKeyPrints(folder: string): KeyPrints | null {
  const file = join(folder, 'keys.json');
  const read = existsSync(file) ? KeyFile.safeParse(parseJson(readFileSync(file, 'utf8'))) : null;
  if (read?.data?.lookup === undefined) return null;
  const { current, keys, lookup } = read.data;
  const prints = Object.entries(keys).map(([id, text]) => [id, printOf(text)] as const);
  return { current, prints: Object.fromEntries(prints), lookup: printOf(lookup) };
}

const printOf = (key: string): string =>
  createHmac('sha256', Buffer.from(key, 'base64')).update('front-door key print').digest('base64url');

/** Gives an older file its lookup key. */
function withLookupKey(file: string, dataFolder: string, content: KeyFile): string {
  const draft = writeDraft(file, { ...content, lookup: newKey() });
  renameSync(draft, file);
  return dataFolder;
}

const newKey = (): string => randomBytes(KEY_BYTES).toString('base64');

function keyRing(file: KeyFile, lookup: string): KeyRing {
  const lookupKey = Buffer.from(lookup, 'base64');
  const key = (id: string): Buffer => {
    const text = file.keys[id];
    if (text === undefined) throw new Error(`The key ring holds no key ${id}`);
    return Buffer.from(text, 'base64');
  };
  return {
    seal: (text, context) => `${file.current}.${sealWith(key(file.current), text, context)}`,
    unseal(sealed, context) {
      const [, id, body] = /^([a-z0-9]{8})\.([\w-]+)$/.exec(sealed) ?? [];
      if (id === undefined || body === undefined) throw new Error('Not a sealed text');
      const text = unsealWith(key(id), body, context);
      if (text === null) throw new Error('A sealed text was altered, moved or cut short');
      return text;
    },
    hash: (text, purpose) =>
      createHmac('sha256', lookupKey).update(purpose).update('\0').update(text).digest('base64url'),
  };
}

/** Written whole and flushed before it gets its name; when two processes start at once, the first one's keys stay. */
function createKeyFile(file: string): void {
  const id = randomBytes(4).toString('hex');
  const draft = writeDraft(file, { current: id, keys: { [id]: newKey() }, lookup: newKey() });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
}

/** Writes the content beside the file, flushed to the disk, and gives the name it stands under. */
function writeDraft(file: string, content: KeyFile): string {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  writeSync(handle, `${JSON.stringify(content, null, 2)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  return draft;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
