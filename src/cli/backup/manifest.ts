import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { BackupRefused } from './refused.ts';

export const MANIFEST_FILE = 'manifest.json';
export const DATABASE_FILE = 'front-door.sqlite';
const FORMAT = 1;

const StoredFile = z.object({
  path: z.string(), // within the backup
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What stands in a backup beside the database: enough to know it whole, and nothing that opens anything. */
const Manifest = z.object({
  format: z.literal(FORMAT),
  id: z.uuid(),
  madeAt: z.iso.datetime(),
  program: z.object({ name: z.literal('front-door'), version: z.string() }),
  migrations: z.array(z.string()),
  database: StoredFile.extend({ path: z.literal(DATABASE_FILE) }),
  counts: z.record(z.string(), z.int()), // rows by table
  auditHead: z.string().nullable(), // "SEQUENCE:HASH"
  /** Keyed hashes of a fixed text by the id of the key: they tell the right keys from others, and no key can be told from them. */
  keys: z.object({ current: z.string(), prints: z.record(z.string(), z.string()), lookup: z.string() }),
  files: z.array(StoredFile), // beside the database; there are none yet
});
export type Manifest = z.infer<typeof Manifest>;

/** A manifest of the present format. */
export const toManifest = (parts: Omit<Manifest, 'format'>): Manifest => ({ format: FORMAT, ...parts });

/** Reads the manifest of a backup. Refuses a folder that holds none, one that cannot be read, and a newer format. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST_FILE);
  if (!existsSync(file))
    throw new BackupRefused(`${folder} is no whole backup: there is no ${MANIFEST_FILE} in it.`);
  const content = parseJson(readFileSync(file, 'utf8'));
  const format = z.object({ format: z.int() }).safeParse(content);
  if (format.success && format.data.format > FORMAT)
    throw new BackupRefused(
      `${folder} was made by a newer version of Front Door: restore it with that version or a later one.`,
    );
  const read = Manifest.safeParse(content);
  if (!read.success) throw new BackupRefused(`${file} is damaged: use another backup.`);
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** SHA-256 of a file's bytes, in hex. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
