import { expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { mergeOrganisations } from '#src/features/duplicates/commands/merge-organisations.ts';
import { valueOf } from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';
import { importRows, NOW, tea } from '../../imports/small-import.ts';
import { EDITOR, merge } from './place.ts';

const idOf = async (db: Db, key: string, source: string): Promise<string> =>
  (
    await db
      .selectFrom('service')
      .innerJoin('source', 'source.id', 'service.source_id')
      .select('service.id')
      .where('source_record_id', '=', key)
      .where('source.name', '=', source)
      .executeTakeFirstOrThrow()
  ).id;

const rowOf = (db: Db, id: string) =>
  db.selectFrom('service').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('an import neither brings back a service that was merged away nor writes over what was chosen', async () => {
  const db = await testDatabase();
  await importRows(db, [tea('1', { about: 'Of the north.' })], { source: 'North' });
  await importRows(db, [tea('1', { about: 'Of the south.' })], { source: 'South' });
  const [kept, gone] = [await idOf(db, '1', 'North'), await idOf(db, '1', 'South')];
  valueOf(await merge(db, kept, gone, { description: 'second' }));
  const hidden = await rowOf(db, gone);

  const again = await importRows(db, [tea('1', { about: 'Changed in the south.' })], { source: 'South' });
  expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 1, gone: 0 });
  expect(await rowOf(db, gone)).toEqual(hidden);
  await importRows(db, [tea('1', { about: 'Changed in the north.', email: 'tea@example.org' })], {
    source: 'North',
  });
  expect(await rowOf(db, kept)).toMatchObject({
    description: 'Of the south.',
    email: 'tea@example.org',
    visibility: 'public',
  });
});

test('new services of an organisation that was merged belong to the one that took its place', async () => {
  const db = await testDatabase();
  await importRows(db, [tea('1')], { source: 'North' });
  await importRows(db, [tea('1', { org: 'Friends of Marl' })], { source: 'South' });
  const owner = async (id: string): Promise<string> => (await rowOf(db, id)).organisation_id;
  const keptId = await owner(await idOf(db, '1', 'North'));
  const goneId = await owner(await idOf(db, '1', 'South'));
  valueOf(await mergeOrganisations(db, { keptId, goneId }, EDITOR, NOW));
  await importRows(
    db,
    [tea('1', { org: 'Friends of Marl', about: 'Another text.' }), tea('2', { org: 'Friends of Marl' })],
    { source: 'South' },
  );
  expect(await owner(await idOf(db, '1', 'South'))).toBe(keptId);
  expect(await owner(await idOf(db, '2', 'South'))).toBe(keptId);
  const gone = await db
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', goneId)
    .executeTakeFirstOrThrow();
  expect(gone).toMatchObject({ visibility: 'hidden', merged_into: keptId });
});
