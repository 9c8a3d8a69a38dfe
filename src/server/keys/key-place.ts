import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { holdsValues } from '#db/sealed.ts';
import { CannotStart, orDamaged } from '../config/cannot-start.ts';
import {
  createKeyFile,
  firstKeys,
  printsOfKeys,
  readKeyFile,
  replaceKeyFile,
  withLookupKey,
  type KeyPrints,
  type WholeKeys,
} from './key-file.ts';
import { SEALED_COLUMNS } from './sealed-columns.ts';

/** Where the keys are: what the environment gives, or else `keys.json` of the data folder. Part of Config. */
export interface KeyPlace {
  dataFolder: string;
  /** FRONT_DOOR_KEYS: the content of a key file. */
  keys?: string | null;
  /** FRONT_DOOR_KEYS_FILE: the path of one, absolute. */
  keysFile?: string | null;
}

/** The file of the keys; null when the environment holds them itself. */
export const keyFileOf = ({ dataFolder, keys, keysFile }: KeyPlace): string | null =>
  keys != null ? null : (keysFile ?? join(dataFolder, 'keys.json'));

/** Whether the data folder holds no keys, because they come from elsewhere. */
export const areKeysElsewhere = ({ keys, keysFile }: KeyPlace): boolean => keys != null || keysFile != null;

const isOwnFile = (place: KeyPlace): boolean => !areKeysElsewhere(place);

/**
 * The keys of a place. A data folder without gets its first ones, unless its database holds sealed values already: new
 * keys would open none of them, so that is refused (CannotStart), like keys that are damaged or missing elsewhere.
 */
export function readKeys(place: KeyPlace): WholeKeys {
  const file = keyFileOf(place);
  if (file === null) {
    const given = readKeyFile(place.keys ?? '');
    if (given === null || given.lookup === undefined)
      throw new CannotStart('FRONT_DOOR_KEYS is not the whole content of a key file: give all of it.');
    return { ...given, lookup: given.lookup };
  }
  if (!existsSync(file)) return makeFirstKeys(place, file);
  const read = readKeyFile(readFileSync(file, 'utf8'));
  if (read === null) {
    throw new CannotStart(
      `${file} is damaged, and sealed data cannot be read without it: put it back from a backup.`,
    );
  }
  const { lookup } = read;
  if (lookup !== undefined) return { ...read, lookup };
  const whole = withLookupKey(read);
  replaceKeyFile(file, whole);
  return whole;
}

function makeFirstKeys(place: KeyPlace, file: string): WholeKeys {
  if (!isOwnFile(place))
    throw new CannotStart(
      `FRONT_DOOR_KEYS_FILE cannot be "${file}": there is no such file. "npm run keys -- make ${file}" makes one for a new place.`,
    );
  const database = join(place.dataFolder, 'front-door.sqlite');
  if (existsSync(database) && holdsSealed(database))
    throw new CannotStart(
      `${file} is missing, and what is sealed in the database cannot be read without it: put it back from where the keys are kept, or give them as FRONT_DOOR_KEYS.`,
    );
  // When two processes start at once, the first one's keys stay.
  createKeyFile(file, firstKeys());
  return readKeys(place);
}

function holdsSealed(database: string): boolean {
  try {
    return holdsValues(database, SEALED_COLUMNS);
  } catch (error) {
    throw orDamaged(database, error);
  }
}

/** The prints of a place's keys. Null where there are none, or not whole ones; nothing is made. */
export function readKeyPrints(place: KeyPlace): KeyPrints | null {
  const file = keyFileOf(place);
  if (file !== null && !existsSync(file)) return null;
  const read = readKeyFile(file === null ? (place.keys ?? '') : readFileSync(file, 'utf8'));
  return read?.lookup === undefined ? null : printsOfKeys({ ...read, lookup: read.lookup });
}

/** Changes whenever the file of the keys is replaced; null when it is gone, or there is no file. */
export function stampOf(place: KeyPlace): string | null {
  const file = keyFileOf(place);
  const stat = file === null ? undefined : statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.ino}:${stat.mtimeMs}:${stat.size}`;
}
