import { chmodSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { contentsOfFile, copyDatabase, faultsOfFile } from '#db/backup.ts';
import { openDatabase } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { flushToDisk, isWithin, writeDurably } from './files.ts';
import { copyKeys, printsOf } from './keys.ts';
import type { KeyPlace } from '#src/server/keys/key-place.ts';
import { DATABASE_FILE, MANIFEST_FILE, sha256OfFile, toManifest, type Manifest } from './manifest.ts';
import { BackupRefused, explainDisk } from './refused.ts';

export interface BackupRequest extends KeyPlace {
  databaseFile: string;
  to: string; // absolute, must not exist
  keysTo: string | null; // absolute
  version: string; // of the program
  at: Date;
  onProgress?: (pages: number, total: number) => void;
}

/** Where a backup is made until it is whole: beside its place, on the same disk. */
export const draftOf = (to: string): string =>
  join(dirname(to), `.${basename(to)}.unfinished-${process.pid}`);

/**
 * Makes a backup of a database that is in use: a folder with the copied file, verified, and its manifest, the keys in
 * another folder if asked for. The folder gets its name when all of it is on the disk. Refuses (BackupRefused) a place
 * that exists, keys inside the backup, and whatever the disk does not take; then nothing is left there.
 */
export async function makeBackup(request: BackupRequest): Promise<Manifest> {
  checkPlaces(request);
  const draft = draftOf(request.to);
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    const manifest = await writeDraft(request, draft);
    if (request.keysTo !== null) copyKeys(request, request.keysTo);
    await tellAudit(request, manifest);
    renameSync(draft, request.to);
    flushToDisk(dirname(request.to));
    return manifest;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw explainDisk(error, request.to);
  }
}

function checkPlaces({ databaseFile, dataFolder, to, keysTo }: BackupRequest): void {
  if (!existsSync(databaseFile))
    throw new BackupRefused(`There is no directory in ${dataFolder} to back up.`);
  if (lstatSync(to, { throwIfNoEntry: false }) !== undefined)
    throw new BackupRefused(`${to} exists already: give each backup a name of its own.`);
  if (!existsSync(dirname(to))) throw new BackupRefused(`There is no folder ${dirname(to)} to write into.`);
  if (isWithin(to, dataFolder))
    throw new BackupRefused(
      `${to} lies within the data folder: put backups elsewhere, best on another disk.`,
    );
  if (keysTo !== null && (isWithin(keysTo, to) || isWithin(to, keysTo)))
    throw new BackupRefused(
      'The keys must not lie with the backup, nor the backup with them: whoever finds both can read everything. Give --keys a folder apart.',
    );
}

async function writeDraft(request: BackupRequest, draft: string): Promise<Manifest> {
  const file = join(draft, DATABASE_FILE);
  await copyDatabase(request.databaseFile, file, request.onProgress);
  chmodSync(file, 0o600);
  flushToDisk(file);
  const [fault] = faultsOfFile(file);
  if (fault !== undefined)
    throw new BackupRefused(`The database is damaged, so no backup was made of it: SQLite says "${fault}".`);
  const { migrations, counts, auditHead } = contentsOfFile(file);
  const manifest = toManifest({
    id: uuidv7(),
    madeAt: request.at.toISOString(),
    program: { name: 'front-door', version: request.version },
    migrations,
    database: { path: DATABASE_FILE, bytes: statSync(file).size, sha256: await sha256OfFile(file) },
    counts,
    auditHead,
    keys: printsOf(request),
    files: [],
  });
  writeDurably(join(draft, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  flushToDisk(draft);
  return manifest;
}

/** Notes in the running database that all it holds was copied. One from before there was an audit trail cannot. */
async function tellAudit({ databaseFile, at }: BackupRequest, manifest: Manifest): Promise<void> {
  if (manifest.auditHead === null) return;
  const db = openDatabase(databaseFile);
  try {
    await db.transaction().execute((trx) =>
      recordEvent(trx, {
        at,
        actor: programActor('command-line'),
        action: 'backup.make',
        entity: 'backup',
        entityId: manifest.id,
        after: { sha256: manifest.database.sha256, auditHead: manifest.auditHead },
      }),
    );
  } finally {
    await db.destroy();
  }
}
