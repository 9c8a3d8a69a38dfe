import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { countOf } from '#src/lib/text.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig, type Config } from '#src/server/config/config.ts';
import { createKeyFile, firstKeys, withNewKey, type KeyFile } from '#src/server/keys/key-file.ts';
import { keyFileOf, readKeys } from '#src/server/keys/key-place.ts';
import {
  forgetKeys,
  idleKeys,
  listKeys,
  resealEverything,
  rotateKeys,
  settlesIn,
  type KeyFacts,
  type Rotation,
} from './keys/rotation.ts';
import { countKeyUse } from '#src/server/keys/sealed-rows.ts';
import { showProgress, type Progress } from './import/progress.ts';
import { readKeysOptions, WrongKeysOption, type KeysOptions } from './options/keys.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ENVIRONMENT =
  'The keys come from FRONT_DOOR_KEYS, which is changed where it is set: "npm run keys -- rotate --into FILE" writes what to put there, and "npm run keys -- reseal" does the rest after that.';

const placeOf = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

function keyInWords({ id, isCurrent, isHeld, rows, shortLived, audit }: KeyFacts): string {
  const parts = [
    rows > 0 ? countOf(rows, 'value') : '',
    shortLived > 0 ? `${countOf(shortLived, 'value')} that go by themselves within days` : '',
    audit > 0 ? `${countOf(audit, 'value')} in the audit trail, which keeps its keys for good` : '',
  ].filter((part) => part !== '');
  const seals = parts.length === 0 ? 'nothing' : parts.join(', ');
  const role = isCurrent ? 'seals now' : isHeld ? 'only opens' : 'IS MISSING';
  return `${id}  ${role}; sealed with it: ${seals}`;
}

async function status(db: Db, config: Config): Promise<boolean> {
  const facts = await listKeys(db, config);
  console.log(`The keys are in ${keyFileOf(config) ?? 'FRONT_DOOR_KEYS'}.`);
  for (const key of facts) console.log(keyInWords(key));
  const missing = facts.filter((key) => !key.isHeld);
  if (missing.length > 0)
    console.error(
      `What was sealed with ${missing.map(({ id }) => id).join(', ')} cannot be read: put the key back from where older keys are kept.`,
    );
  else tellIdle(idleKeys(facts));
  return missing.length === 0;
}

const tellIdle = (ids: readonly string[]): void => {
  if (ids.length > 0)
    console.log(
      `Nothing here is sealed with ${ids.join(', ')} any more. "npm run keys -- forget" drops it; a backup from before can then only be read with the keys that were kept with it.`,
    );
};

async function withProgress<T>(db: Db, work: (onProgress: (n: number) => void) => Promise<T>): Promise<T> {
  const { rows } = await countKeyUse(db);
  const total = [...rows.values()].reduce((sum, n) => sum + n, 0);
  const bar: Progress = showProgress('Sealing anew', total);
  return work((done) => bar.update(done)).finally(() => bar.stop());
}

async function tellRotation(
  db: Db,
  config: Config,
  { current, resealed, unopened, isTrailWhole }: Omit<Rotation, 'isNew'>,
): Promise<boolean> {
  console.log(`${countOf(resealed, 'value')} sealed anew with ${current}.`);
  if (unopened.length > 0)
    console.error(
      `${countOf(unopened.length, 'value')} did not open and ${unopened.length === 1 ? 'was' : 'were'} left (${[...new Set(unopened)].join(', ')}): altered, or its key is missing.`,
    );
  if (!isTrailWhole)
    console.error(
      'The audit trail is not whole, so its seals were left as they are: "npm run audit -- verify" says why.',
    );
  for (const key of await listKeys(db, config)) console.log(keyInWords(key));
  return unopened.length === 0 && isTrailWhole;
}

async function rotate(db: Db, config: Config, into: string | null): Promise<boolean> {
  if (into !== null) {
    write(placeOf(into), withNewKey(readKeys(config)));
    console.log(
      'It holds a new key beside the ones there are. Put it where FRONT_DOOR_KEYS or FRONT_DOOR_KEYS_FILE comes from, start the website again, then: npm run keys -- reseal',
    );
    return true;
  }
  const result = await withProgress(db, (onProgress) => rotateKeys(db, config, new Date(), onProgress));
  if (!result.ok) throw new CannotStart(ENVIRONMENT);
  if (!result.value.isNew)
    console.log(
      `An earlier rotation to ${result.value.current} had not ended; it has now. Rotate again for a new key.`,
    );
  return tellRotation(db, config, result.value);
}

async function forget(db: Db, config: Config): Promise<boolean> {
  const pause = settlesIn(config, new Date());
  if (pause > 0) {
    console.log(
      `Waiting ${countOf(Math.ceil(pause / 1000), 'second')}, until every program uses the new key.`,
    );
    await wait(pause);
  }
  const result = await forgetKeys(db, config, new Date());
  if (!result.ok) throw new CannotStart(ENVIRONMENT);
  console.log(
    result.value.length === 0
      ? 'Every key is still needed: none was dropped.'
      : `Dropped: ${result.value.join(', ')}. Backups from before need the keys that were kept with them.`,
  );
  return true;
}

function write(file: string, content: KeyFile): void {
  if (!createKeyFile(file, content))
    throw new CannotStart(`There is something at ${file} already: name another file.`);
  console.log(`Written to ${file}, readable by you only.`);
}

async function run(options: KeysOptions, db: Db, config: Config): Promise<boolean> {
  switch (options.command) {
    case 'status':
      return status(db, config);
    case 'rotate': {
      const isWell = await rotate(db, config, options.into);
      if (!options.forget) {
        if (options.into === null) tellIdle(idleKeys(await listKeys(db, config)));
        return isWell;
      }
      return (await forget(db, config)) && isWell;
    }
    case 'reseal':
      return tellRotation(db, config, await withProgress(db, (on) => resealEverything(db, config, on)));
    case 'forget':
      return forget(db, config);
    case 'make':
      return true;
  }
}

try {
  const options = readKeysOptions(process.argv.slice(2));
  if (options.command === 'make') {
    write(placeOf(options.file), firstKeys());
  } else {
    const config = readConfig(process.env, ROOT);
    if (!existsSync(config.databaseFile))
      throw new CannotStart(`There is no directory in ${config.dataFolder} yet, so nothing is sealed.`);
    const db = openDatabase(config.databaseFile);
    try {
      await migrateToLatest(db);
      if (!(await run(options, db, config))) process.exitCode = 1;
    } finally {
      await db.destroy();
    }
  }
} catch (error) {
  const isExpected = error instanceof WrongKeysOption || error instanceof CannotStart;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongKeysOption ? 2 : 1;
}
