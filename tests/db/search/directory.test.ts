import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../support/database.ts';
import { bumpVersion, putService, putVenue } from './directory-rows.ts';
import { DAY_MS, idsOf, open } from './opened-directory.ts';

describe('the directory as it is now', () => {
  test('is one and the same index until something changes', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    const { directory } = await open(db);
    const index = await directory.current();
    expect(await directory.current()).toBe(index);
    expect(await idsOf(directory)).toEqual(['a']);
  });

  test('has an edit as soon as the version has risen, and not before', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    await putService(db, 'a');
    expect(await idsOf(directory)).toEqual([]);
    await bumpVersion(db, 'a');
    expect(await idsOf(directory)).toEqual(['a']);
  });

  test('an edit changes what is found, an end takes it out, and hidden is gone', async () => {
    const db = await testDatabase();
    for (const id of ['a', 'b', 'c']) await putService(db, id);
    const { directory } = await open(db);
    await db.updateTable('service').set({ name: 'Aardvark' }).where('id', '=', 'c').execute();
    await bumpVersion(db, 'c');
    expect(await idsOf(directory)).toEqual(['c', 'a', 'b']);
    await db.updateTable('service').set({ visibility: 'hidden' }).where('id', '=', 'a').execute();
    await db.deleteFrom('service').where('id', '=', 'b').execute();
    await bumpVersion(db, 'a', 'b');
    expect(await idsOf(directory)).toEqual(['c']);
    expect((await directory.current()).edits).toBe(2);
  });

  test('changes of several versions are patched in together, each service once', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    for (const name of ['One', 'Two', 'Three']) {
      if (name === 'One') await putService(db, 'a');
      await db.updateTable('service').set({ name }).where('id', '=', 'a').execute();
      await bumpVersion(db, 'a');
    }
    const index = await directory.current();
    expect([index.count, index.edits, index.service(index.positionOf('a')).name]).toEqual([1, 1, 'Three']);
  });

  test('a change that names no service, or too many, is built anew while the old index answers', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    const before = await directory.current();
    const ids = Array.from({ length: 60 }, (_, number) => `s${String(number).padStart(2, '0')}`);
    for (const id of ids) await putService(db, id);
    await bumpVersion(db, ...ids);
    expect(await directory.current()).toBe(before);
    await directory.settled();
    expect(await idsOf(directory)).toEqual(ids);
    const built = await directory.current();
    await bumpVersion(db);
    await directory.current();
    await directory.settled();
    expect((await directory.current()).version).toBe(built.version + 1);
    expect(await directory.current()).not.toBe(built);
  });

  test('is built anew before there is no room left for edits', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    const { directory } = await open(db);
    const before = await directory.current();
    for (let edit = 0; edit < 80; edit += 1) {
      await db
        .updateTable('service')
        .set({ name: `Name ${edit}` })
        .where('id', '=', 'a')
        .execute();
      await bumpVersion(db, 'a');
      const index = await directory.current();
      expect(index.service(index.positionOf('a')).name).toBe(`Name ${edit}`);
      if (edit === 70) await directory.settled();
    }
    const after = await directory.current();
    expect(after).not.toBe(before);
    expect(after.size).toBeLessThan(20);
  });

  test('is made anew on a new day, because seasons end and capacities grow old', async () => {
    const db = await testDatabase();
    await putService(db, 'until-today', { valid_to: '2026-11-18' });
    const { directory, pass } = await open(db);
    expect(await idsOf(directory)).toEqual(['until-today']);
    pass(DAY_MS);
    await directory.current();
    await directory.settled();
    expect(await idsOf(directory)).toEqual([]);
  });

  test('many asking at once after a change share one renewal', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    await putService(db, 'a');
    await bumpVersion(db, 'a');
    const indexes = await Promise.all(Array.from({ length: 20 }, () => directory.current()));
    expect(new Set(indexes.map((index) => index.edits))).toEqual(new Set([1]));
  });

  test('an edit made while everything is built anew is seen at once, and not lost when the new index comes', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    await bumpVersion(db);
    await directory.current();
    await putService(db, 'late');
    await bumpVersion(db, 'late');
    await directory.current();
    await directory.settled();
    await directory.current();
    await directory.settled();
    expect(await idsOf(directory)).toEqual(['late']);
  });

  test('says when what visitors see may have changed: after a commit, a patch and a build', async () => {
    const db = await testDatabase();
    const { directory } = await open(db);
    const stamps = [directory.stamp()];
    expect(directory.stamp()).toBe(stamps[0]);
    await bumpVersion(db, 'a');
    stamps.push(directory.stamp());
    await directory.current();
    stamps.push(directory.stamp());
    await bumpVersion(db);
    stamps.push(directory.stamp());
    await directory.current();
    await directory.settled();
    stamps.push(directory.stamp());
    expect(new Set(stamps).size).toBe(stamps.length);
    await db
      .insertInto('search_day')
      .values({ day: '2026-11-18', words: '', needs: '', results: 0, searches: 1 })
      .execute();
    expect(directory.stamp(), 'a write that no visitor sees').toBe(stamps.at(-1));
  });

  test('the old index goes on answering while making a new one fails, and it is tried again', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    const { directory, failures, pass } = await open(db);
    const before = await directory.current();
    await db.schema.alterTable('closure').renameTo('closure_away').execute();
    await bumpVersion(db);
    expect(await directory.current()).toBe(before);
    await directory.settled();
    expect(failures).toHaveLength(1);
    expect(await directory.current()).toBe(before);
    await directory.settled();
    expect(failures, 'not again at once').toHaveLength(1);
    await db.schema.alterTable('closure_away').renameTo('closure').execute();
    pass(6000);
    await directory.current();
    await directory.settled();
    expect((await directory.current()).version).toBe(before.version + 1);
  });

  test('learns the towns and postcodes of its own public addresses, never of a confidential one', async () => {
    const db = await testDatabase();
    await putService(db, 'a');
    await putVenue(db, 'a', 'open');
    await putVenue(db, 'a', 'hidden', { confidential: 1, area_name: 'Aldershire' }, 'MB9 9ZZ');
    const { gazetteer } = await (await open(db)).directory.current();
    expect([...gazetteer.postcodes.keys()]).toEqual(['MB3 1EF']);
    expect([...gazetteer.outcodes.keys()]).toEqual(['MB3']);
    expect(gazetteer.byName.has('tarnbury')).toBe(true);
  });
});
