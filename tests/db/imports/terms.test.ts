import { expect, test } from 'vitest';
import { testDatabase } from '../../support/database.ts';
import { importItems, versionOf } from './feed/small-feed.ts';
import { synthetics } from './feed/synthetic.ts';

const ITEMS = synthetics(3);
const TERMS = { name: 'Test feed', licence: 'OGL', attribution: null, url: null };

test('new terms alone change the directory, once, and are recorded as what they were and are', async () => {
  const db = await testDatabase();
  await importItems(db, ITEMS);
  const before = await versionOf(db);
  const terms = { ...TERMS, licence: 'For this website only', republish: false };
  expect((await importItems(db, ITEMS, { terms })).counts).toMatchObject({ updated: 0, unchanged: 3 });
  expect(await versionOf(db)).toBe(before + 1);
  const events = await db
    .selectFrom('audit_event')
    .select(['before', 'after'])
    .where('action', '=', 'source.terms')
    .execute();
  expect(events.map(({ before: was, after }) => [JSON.parse(was ?? ''), JSON.parse(after ?? '')])).toEqual([
    [
      { licence: 'OGL', republish: 1 },
      { licence: 'For this website only', republish: 0 },
    ],
  ]);
  await importItems(db, ITEMS, { terms });
  expect(await versionOf(db)).toBe(before + 1);
});

test('what is left out of the terms stays, and how often it is read is nothing that visitors see', async () => {
  const db = await testDatabase();
  await importItems(db, ITEMS, { terms: { ...TERMS, republish: false } });
  const before = await versionOf(db);
  await importItems(db, ITEMS, { terms: { ...TERMS, refreshDays: 7 } });
  expect(
    await db.selectFrom('source').select(['republish', 'refresh_days']).executeTakeFirstOrThrow(),
  ).toEqual({ republish: 0, refresh_days: 7 });
  expect(await versionOf(db)).toBe(before);
});
