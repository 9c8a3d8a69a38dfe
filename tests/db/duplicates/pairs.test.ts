import { expect, test } from 'vitest';
import { sayDifferent } from '#src/features/duplicates/commands/decide.ts';
import { keepPairs } from '#src/features/duplicates/commands/pairs.ts';
import { findPairEvidence, listPairs, WRITTEN_HERE } from '#src/features/duplicates/queries/pairs.ts';
import { takeBack } from '#src/features/undo/commands/take-back.ts';
import { actorOf, readEvents, valueOf } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { put, putKettleTwice } from './two-sources.ts';

const AT = new Date('2026-11-21T10:00:00.000Z');
const EDITOR = actorOf('editor-1');
const ALL = { kind: 'service', organisationIds: null, sourceId: null, page: 1, perPage: 10 } as const;

test('what was found is kept for the desk, with why, and what was found before goes', async () => {
  const db = await testDatabase();
  await putKettleTwice(db);
  await db
    .insertInto('duplicate_pair')
    .values({
      kind: 'service',
      first_id: 'kettle-north',
      second_id: 'menders',
      level: 'possible',
      score: 1,
      reasons: '[]',
    })
    .execute();
  expect(await keepPairs(db, 'service')).toBe(1);
  const { pairs, total } = await listPairs(db, ALL);
  expect(total).toBe(1);
  expect(pairs).toMatchObject([{ first: { id: 'kettle-north' }, second: { id: 'kettle-south' } }]);
  expect(pairs[0]?.reasons).toContainEqual(
    expect.objectContaining({ kind: 'postcode', postcode: 'MB1 1QG' }),
  );
  expect(await findPairEvidence(db, 'service', ['kettle-north', 'kettle-south'])).toMatchObject({
    level: pairs[0]?.level,
  });
  expect(await findPairEvidence(db, 'service', ['kettle-north', 'menders'])).toBeUndefined();
});

test('pairs are found by organisation and by source, and those that are merged are not shown', async () => {
  const db = await testDatabase();
  await putKettleTwice(db);
  await put(db, 'tea-here', { name: 'Tea Cosy Corner', postcode: 'MB2 2QG' });
  await put(db, 'tea-south', { name: 'Tea Cosy Corner', source: 'south', postcode: 'MB2 2QG' });
  expect(await keepPairs(db, 'service')).toBe(2);
  const shown = async (filter: {
    organisationIds?: string[];
    sourceId?: string;
    page?: number;
    perPage?: number;
  }) => (await listPairs(db, { ...ALL, ...filter })).pairs.map(({ first }) => first.id);
  const { organisation_id: owner } = await db
    .selectFrom('service')
    .select('organisation_id')
    .where('id', '=', 'tea-here')
    .executeTakeFirstOrThrow();
  expect(await shown({ organisationIds: [owner] })).toEqual(['tea-here']);
  expect(await shown({ organisationIds: [] })).toEqual([]);
  expect(await shown({ sourceId: 'north' })).toEqual(['kettle-north']);
  expect(await shown({ sourceId: WRITTEN_HERE })).toEqual(['tea-here']);
  expect((await shown({ sourceId: 'south' })).sort()).toEqual(['kettle-north', 'tea-here']);
  expect((await shown({ perPage: 1 })).concat(await shown({ perPage: 1, page: 2 })).sort()).toEqual([
    'kettle-north',
    'tea-here',
  ]);
  await db.updateTable('service').set({ merged_into: 'tea-here' }).where('id', '=', 'tea-south').execute();
  expect(await shown({})).toEqual(['kettle-north']);
});

test('a pair that is said to be different goes from the list, in whichever order, until that is taken back', async () => {
  const db = await testDatabase();
  await putKettleTwice(db);
  await keepPairs(db, 'service');
  const say = (a: string, b: string) => sayDifferent(db, 'service', [a, b], EDITOR, AT);
  expect(await say('kettle-north', 'nobody')).toEqual({ ok: false, error: 'unknown' });
  expect(await say('kettle-north', 'kettle-north')).toEqual({ ok: false, error: 'unknown' });
  const { undoId } = valueOf(await say('kettle-south', 'kettle-north'));
  expect((await listPairs(db, ALL)).total).toBe(0);
  expect(await say('kettle-north', 'kettle-south')).toEqual({ ok: false, error: 'decided-already' });
  await keepPairs(db, 'service');
  expect((await listPairs(db, ALL)).total).toBe(0);
  expect(await takeBack(db, undoId, EDITOR, AT)).toMatchObject({ ok: true });
  expect((await listPairs(db, ALL)).total).toBe(1);
  expect(await readEvents(db)).toEqual(['service.different by editor-1', 'undo.take-back by editor-1']);
});
