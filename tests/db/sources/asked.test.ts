import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { askRefresh, takeUpRefresh } from '#src/features/imports/sources/commands.ts';
import { listSourcesDue } from '#src/features/imports/sources/queries.ts';
import { actorOf, after, NOW } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';

const by = actorOf('somebody');

async function sourceIn(db: Db, changes: { url?: string | null; held_since?: string } = {}): Promise<string> {
  const id = uuidv7();
  await db
    .insertInto('source')
    .values({
      id,
      name: `Council list ${id}`,
      licence: 'Made up',
      attribution: null,
      url: 'https://council.example.org/feed',
      format: 'open-referral',
      last_imported_at: NOW.toISOString(),
      created_at: NOW.toISOString(),
      mapping: null,
      refresh_days: null,
      held_since: null,
      held_reason: null,
      ...changes,
    })
    .execute();
  return id;
}
const due = async (db: Db): Promise<string[]> => (await listSourcesDue(db, after(1))).map(({ id }) => id);

test('a source that somebody asks for is due at once, though it is read by hand only, and for one run', async () => {
  const db = await testDatabase();
  const id = await sourceIn(db);
  expect(await due(db)).toEqual([]);
  expect(await askRefresh(db, { id, acceptLoss: true }, by, NOW)).toEqual({ ok: true, value: 'asked' });
  expect(await due(db)).toEqual([id]);
  expect(await takeUpRefresh(db, id)).toEqual({ acceptLoss: true });
  expect(await due(db)).toEqual([]);
  expect(await takeUpRefresh(db, id)).toEqual({ acceptLoss: false });
});

test('losing services is accepted only when that was asked for', async () => {
  const db = await testDatabase();
  const id = await sourceIn(db);
  await askRefresh(db, { id, acceptLoss: true }, by, NOW);
  await askRefresh(db, { id, acceptLoss: false }, by, NOW);
  expect(await takeUpRefresh(db, id)).toEqual({ acceptLoss: false });
});

test('one that is held, has no address or is not there is refused, and nothing is asked', async () => {
  const db = await testDatabase();
  const held = await sourceIn(db, { held_since: NOW.toISOString() });
  const lost = await sourceIn(db, { url: null });
  for (const [id, error] of [
    [held, 'held'],
    [lost, 'no-address'],
    ['nothing', 'no-source'],
  ] as const)
    expect(await askRefresh(db, { id, acceptLoss: false }, by, NOW)).toEqual({ ok: false, error });
  expect(await due(db)).toEqual([]);
});
