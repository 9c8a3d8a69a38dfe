import {
  copyFileSync,
  constants,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { contentsOfFile, faultsOfFile } from '#db/backup.ts';
import { openDatabase } from '#db/connection.ts';
import { migrateToLatest, unknownMigrations } from '#db/migrate.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import type { KeyPlace } from '#src/server/keys/key-place.ts';
import { flushToDisk, isWithin } from './files.ts';
import { copyKeys, includesKeys, printsOf } from './keys.ts';
import { DATABASE_FILE, readManifest, sha256OfFile, type Manifest } from './manifest.ts';
import { BackupRefused, explainDisk } from './refused.ts';
import { beginAgain, type BegunAgain } from './begin-again.ts';
import { checkSeals, checkTrail } from './checks.ts';

export interface RestoreRequest {
  from: string; // absolute, all of these
  keysFrom: string | null; // null: the environment's, which stay where they are
  given?: Pick<KeyPlace, 'keys' | 'keysFile'>; // the environment's
  into: string; // absent or empty
  at: Date;
}

/** A folder that a disk makes by itself. */
const NOT_OURS = ['lost+found'];

/**
 * Makes a data folder of a backup and its keys: every part is checked, copied, and checked again where it lies, and
 * gets its name when all is well. Ends the sessions that were open then. Refuses (BackupRefused) with the first thing
 * that is wrong; then the folder is as it was.
 */
export async function restoreBackup(request: RestoreRequest): Promise<{ manifest: Manifest } & BegunAgain> {
  const { from, keysFrom, into, at } = request;
  const manifest = readManifest(from);
  checkPlaces(request, manifest);
  const draft = join(into, `.unfinished-${process.pid}`);
  const isNew = !existsSync(into);
  try {
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    if (keysFrom !== null) copyKeys({ dataFolder: keysFrom }, draft);
    const file = join(draft, DATABASE_FILE);
    copyFileSync(join(from, DATABASE_FILE), file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    chmodSync(file, 0o600);
    await checkFile(file, from, manifest);
    const begun = await prepare(file, keysOf(request), manifest, at);
    flushToDisk(file);
    // The database last: without it nobody takes this for a data folder.
    const names = [...(keysFrom === null ? [] : ['keys.json']), DATABASE_FILE];
    for (const name of names) renameSync(join(draft, name), join(into, name));
    rmSync(draft, { recursive: true });
    flushToDisk(into);
    return { manifest, ...begun };
  } catch (error) {
    rmSync(isNew ? into : draft, { recursive: true, force: true });
    throw explainDisk(error, into);
  }
}

const keysOf = ({ keysFrom, given, into }: RestoreRequest): KeyPlace =>
  keysFrom === null ? { dataFolder: into, ...given } : { dataFolder: keysFrom };

function checkPlaces(request: RestoreRequest, manifest: Manifest): void {
  const { from, keysFrom, into } = request;
  if (existsSync(into)) {
    if (!statSync(into).isDirectory()) throw new BackupRefused(`${into} is a file: give an empty folder.`);
    if (readdirSync(into).some((name) => !NOT_OURS.includes(name)))
      throw new BackupRefused(`${into} is not empty, and nothing is ever overwritten: give an empty folder.`);
  }
  if (isWithin(into, from)) throw new BackupRefused(`${into} lies within the backup: give a folder apart.`);
  if (!includesKeys(printsOf(keysOf(request)), manifest.keys))
    throw new BackupRefused(
      `The keys in ${keysFrom ?? 'the environment'} are not those of this backup: give the ones that were kept with it.`,
    );
}

/** The copied file must be the one that was backed up, whole, and one that this version knows. */
async function checkFile(file: string, from: string, { database }: Manifest): Promise<void> {
  const damaged = (why: string): BackupRefused =>
    new BackupRefused(`${join(from, DATABASE_FILE)} is damaged (${why}): use another backup.`);
  if (statSync(file).size !== database.bytes) throw damaged('it is longer or shorter than it was');
  if ((await sha256OfFile(file)) !== database.sha256)
    throw damaged('its bytes are not those that were written');
  const [fault] = faultsOfFile(file);
  if (fault !== undefined) throw damaged(`SQLite says "${fault}"`);
  const [newer] = unknownMigrations(contentsOfFile(file).migrations);
  if (newer !== undefined)
    throw new BackupRefused(
      `The backup was made by a newer version of Front Door (it has "${newer}"): restore it with that version or a later one.`,
    );
}

/** Brings the copy up to date, checks what only the program can check, and makes it fit to be used again. */
async function prepare(file: string, place: KeyPlace, manifest: Manifest, at: Date): Promise<BegunAgain> {
  const db = openDatabase(file);
  try {
    await migrateToLatest(db);
    const keys = openKeyRing(place);
    await checkTrail(db, keys, manifest.auditHead);
    await checkSeals(db, keys);
    return await beginAgain(db, manifest, at);
  } finally {
    await db.destroy();
  }
}
