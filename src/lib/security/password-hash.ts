import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Makes and checks what is stored of a password. Passed in, so that a test can count how often it works. */
export interface PasswordHash {
  hash(password: string): Promise<string>;
  /** True when the password gives the hash. `null` stands for nobody: the same work, and always false. */
  verify(password: string, stored: string | null): Promise<boolean>;
}

interface Parameters {
  memory: number; // KiB
  passes: number;
  parallelism: number;
}

/** OWASP Password Storage Cheat Sheet, argon2id, second of its equal settings. */
const PARAMETERS: Parameters = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const VERSION = 19; // 0x13, RFC 9106

const derive = promisify(argon2);

/** One password however it is typed: composed letters and letter-and-accent are the same (Unicode NFC). */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFC'), 'utf8');

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

const toPhc = ({ memory, passes, parallelism }: Parameters, salt: Uint8Array, tag: Uint8Array): string =>
  `$argon2id$v=${VERSION}$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,172})$/;

interface Stored {
  parameters: Parameters;
  salt: Buffer;
  tag: Buffer;
}

function readPhc(stored: string): Stored {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(stored) ?? [];
  if (salt === undefined || tag === undefined) throw new Error('Not an argon2id hash in PHC form');
  return {
    parameters: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

/** Nobody's: no password is known to give it. */
const NOBODYS = toPhc(PARAMETERS, randomBytes(SALT_BYTES), randomBytes(TAG_BYTES));

async function verify(password: string, stored: string | null): Promise<boolean> {
  const { parameters, salt, tag } = readPhc(stored ?? NOBODYS);
  const made = await derive('argon2id', {
    message: bytesOf(password),
    nonce: salt,
    ...parameters,
    tagLength: tag.length,
  });
  return timingSafeEqual(made, tag) && stored !== null;
}

async function hash(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive('argon2id', {
    message: bytesOf(password),
    nonce: salt,
    ...PARAMETERS,
    tagLength: TAG_BYTES,
  });
  return toPhc(PARAMETERS, salt, tag);
}

/** argon2id by node:crypto, stored as a PHC string: "$argon2id$v=19$m=19456,t=2,p=1$SALT$TAG". */
export const ARGON2: PasswordHash = { hash, verify };

/** True when a stored hash was made with other parameters than are used now, so that it should be made anew. */
export function isOutdated(stored: string): boolean {
  const { parameters, salt, tag } = readPhc(stored);
  return toPhc(parameters, salt, tag) !== toPhc(PARAMETERS, salt, tag) || tag.length !== TAG_BYTES;
}
