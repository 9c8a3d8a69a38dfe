import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sealWith, unsealWith } from '#src/lib/seal.ts';
import { CannotStart } from './cannot-start.ts';

const KEY_BYTES = 32;

const KeyFile = z
  .strictObject({
    current: z.string(), // the id of the key that seals; the others only open what they sealed
    keys: z.record(
      z.string().regex(/^[a-z0-9]{8}$/),
      z.base64().refine((key) => Buffer.from(key, 'base64').length === KEY_BYTES),
    ),
  })
  .refine((file) => file.keys[file.current] !== undefined);
type KeyFile = z.infer<typeof KeyFile>;

export interface KeyRing {
  /**
   * Seals a text so that the database alone tells nothing. `context` names what it belongs to, "feedback:ID": what
   * was sealed for one row cannot be opened as another's.
   */
  seal(text: string, context: string): string;
  /** Opens what `seal` made with the same context. Throws when it was altered, moved or sealed by a lost key. */
  unseal(sealed: string, context: string): string;
}

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
  return keyRing(read.data);
}

function keyRing(file: KeyFile): KeyRing {
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
  };
}

/** Written whole and flushed before it gets its name; when two processes start at once, the first one's keys stay. */
function createKeyFile(file: string): void {
  const id = randomBytes(4).toString('hex');
  const content: KeyFile = { current: id, keys: { [id]: randomBytes(KEY_BYTES).toString('base64') } };
  const draft = `${file}.${id}`;
  const handle = openSync(draft, 'wx', 0o600);
  writeSync(handle, `${JSON.stringify(content, null, 2)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
