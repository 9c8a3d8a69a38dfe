import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { restoreBackup } from '#src/cli/backup/read.ts';
import { makeBackup } from '#src/cli/backup/write.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { checkKeysFit } from '#src/server/keys/fit.ts';
import { areKeysElsewhere, keyFileOf, readKeys } from '#src/server/keys/key-place.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { emptyDatabase } from '../../support/shared/empty-database.ts';
import { backedUpPlace, dataPlace, sentenceOf } from '../database/backup-place.ts';

const refusal = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    return error instanceof CannotStart ? error.message : `${String(error)} is no CannotStart`;
  }
  return 'accepted';
};

describe('a data folder without keys', () => {
  test('is refused when something in its database is sealed, and gets none', async () => {
    const { data } = await dataPlace();
    rmSync(join(data, 'keys.json'));
    expect(refusal(() => openKeyRing(data))).toMatch(
      /keys\.json is missing, and what is sealed in the database cannot be read without it: put it back/,
    );
    expect(existsSync(join(data, 'keys.json'))).toBe(false);
  });

  test('gets its first ones when nothing is sealed yet', async () => {
    const { data, file } = await dataPlace();
    rmSync(join(data, 'keys.json'));
    rmSync(file);
    copyFileSync(await emptyDatabase(), file);
    expect(openKeyRing(data).seal('x', 'a')).toMatch(/^[0-9a-f]{8}\./);
  });
});

describe('keys from the environment', () => {
  test('open what the file of the data folder had sealed, and nothing is written into that folder', async () => {
    const { data } = await dataPlace();
    const sealed = openKeyRing(data).seal('Mum fell', 'a');
    const keys = readFileSync(join(data, 'keys.json'), 'utf8');
    rmSync(join(data, 'keys.json'));
    const given = { dataFolder: data, keys };
    expect(openKeyRing(given).unseal(sealed, 'a')).toBe('Mum fell');
    expect(existsSync(join(data, 'keys.json'))).toBe(false);
    expect([keyFileOf(given), areKeysElsewhere(given)]).toEqual([null, true]);
  });

  test('in a file of their own are never made by themselves', async () => {
    const { data, root } = await dataPlace();
    const keysFile = join(root, 'secret', 'keys.json');
    expect(refusal(() => readKeys({ dataFolder: data, keysFile }))).toContain('there is no such file');
    mkdirSync(join(root, 'secret'));
    writeFileSync(keysFile, readFileSync(join(data, 'keys.json')));
    const sealed = openKeyRing(data).seal('Mum fell', 'a');
    expect(openKeyRing({ dataFolder: data, keysFile }).unseal(sealed, 'a')).toBe('Mum fell');
  });

  test.each(['', 'not json', '{"current":"aaaaaaaa","keys":{}}'])('that are "%s" stop the start', (keys) => {
    expect(refusal(() => readKeys({ dataFolder: '/nowhere', keys }))).toContain('FRONT_DOOR_KEYS is not');
  });

  test('of another place are refused; a single key that is missing is named, and the rest goes on', async () => {
    const { data, file, root } = await dataPlace();
    const other = join(root, 'other');
    mkdirSync(other);
    openKeyRing(other);
    const db = openDatabase(file);
    const place = { dataFolder: data };
    expect(await checkKeysFit(db, place)).toEqual([]);
    expect(await sentenceOf(checkKeysFit(db, { dataFolder: other }))).toMatch(
      /CannotStart: The keys in .* are not those of this database/,
    );
    const lost = openKeyRing(other).seal('x', 'report-words:r');
    await db.updateTable('account').set({ totp_sealed: lost }).execute();
    expect(await checkKeysFit(db, place)).toEqual([lost.slice(0, 8)]);
    await db.destroy();
  });
});

describe('a backup of a place whose keys come from the environment', () => {
  test('takes none along, refuses a folder for them, and is restored with those of the environment', async () => {
    const { data, request, restore, root } = await dataPlace();
    const keys = readFileSync(join(data, 'keys.json'), 'utf8');
    rmSync(join(data, 'keys.json'));
    expect(await sentenceOf(makeBackup({ ...request, keys }))).toMatch(/leave --keys out/);
    await makeBackup({ ...request, keys, keysTo: null });
    const again = { ...restore, keysFrom: null, given: { keys }, into: join(root, 'again') };
    await restoreBackup(again);
    expect(existsSync(join(again.into, 'keys.json'))).toBe(false);
    const db = openDatabase(join(again.into, 'front-door.sqlite'));
    const { sealed_content: sealed } = await db
      .selectFrom('feedback')
      .select('sealed_content')
      .executeTakeFirstOrThrow();
    await db.destroy();
    expect(openKeyRing({ dataFolder: again.into, keys }).unseal(sealed, 'feedback:f1')).toContain('hello');
  });

  test('is not restored with other keys', async () => {
    const { restore, root } = await backedUpPlace();
    mkdirSync(join(root, 'other'));
    openKeyRing(join(root, 'other'));
    const keys = readFileSync(join(root, 'other', 'keys.json'), 'utf8');
    expect(await sentenceOf(restoreBackup({ ...restore, keysFrom: null, given: { keys } }))).toMatch(
      /The keys in the environment are not those of this backup/,
    );
  });
});
