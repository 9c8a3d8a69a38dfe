import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { releaseSource, setRefreshDays, setRepublish } from '#src/features/imports/sources/commands.ts';
import { findSourceByName } from '#src/features/imports/sources/queries.ts';
import { testDatabase } from '../../support/database.ts';
import { addSource } from '../jobs/sources.ts';

const NOW = new Date('2026-11-21T10:00:00.000Z');
const URL = 'https://feed.example.org/services';
const NOBODY = '0190d3a2-0000-7000-8000-000000000001';

const events = async (db: Db) =>
  (await db.selectFrom('audit_event').selectAll().where('entity', '=', 'source').execute()).map((event) => ({
    action: event.action,
    actor: event.actor,
    of: event.entity_id,
    before: JSON.parse(event.before ?? 'null') as unknown,
    after: JSON.parse(event.after ?? 'null') as unknown,
  }));
const source = (db: Db, id: string) =>
  db.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const version = async (db: Db): Promise<number> =>
  (await db.selectFrom('directory_version').select('version').executeTakeFirstOrThrow()).version;

describe('how often a source is read', () => {
  test('is set, changed and taken away, each with its event', async () => {
    const db = await testDatabase();
    const id = await addSource(db, 'Marl', { url: URL });
    expect(await setRefreshDays(db, id, 7, NOW)).toEqual({ ok: true, value: 'set' });
    expect((await source(db, id)).refresh_days).toBe(7);
    expect(await setRefreshDays(db, id, null, NOW)).toEqual({ ok: true, value: 'set' });
    expect((await source(db, id)).refresh_days).toBeNull();
    const event = { action: 'source.schedule', actor: 'command-line', of: id };
    expect(await events(db)).toEqual([
      { ...event, before: { refresh_days: null }, after: { refresh_days: 7 } },
      { ...event, before: { refresh_days: 7 }, after: { refresh_days: null } },
    ]);
  });

  test('set to what it is changes nothing and leaves no event', async () => {
    const db = await testDatabase();
    const id = await addSource(db, 'Marl', { url: URL, refreshDays: 7 });
    expect(await setRefreshDays(db, id, 7, NOW)).toEqual({ ok: true, value: 'as-it-was' });
    expect(await events(db)).toEqual([]);
  });

  test('is refused for what cannot be read again by itself, with the reason', async () => {
    const db = await testDatabase();
    const refused = async (name: string, more: Parameters<typeof addSource>[2]) =>
      setRefreshDays(db, await addSource(db, name, more), 7, NOW);
    expect(await refused('A file', {})).toEqual({ ok: false, error: 'no-address' });
    expect(await refused('A sheet', { url: URL, format: 'csv' })).toEqual({ ok: false, error: 'no-mapping' });
    expect(await refused('Postcodes', { url: URL, format: 'onspd' })).toEqual({
      ok: false,
      error: 'other-format',
    });
    expect(await setRefreshDays(db, NOBODY, 7, NOW)).toEqual({ ok: false, error: 'no-source' });
    const lost = await addSource(db, 'Lost its address', { refreshDays: 7 });
    expect(await setRefreshDays(db, lost, null, NOW)).toEqual({ ok: true, value: 'set' });
  });
});

describe('a held source', () => {
  test('is released once, with its event', async () => {
    const db = await testDatabase();
    const id = await addSource(db, 'Marl', { url: URL });
    const held = { held_since: NOW.toISOString(), held_reason: '40 of 90 are gone.' };
    await db.updateTable('source').set(held).where('id', '=', id).execute();
    expect(await releaseSource(db, id, NOW)).toEqual({ ok: true, value: 'released' });
    expect(await source(db, id)).toMatchObject({ held_since: null, held_reason: null });
    expect(await events(db)).toMatchObject([{ action: 'source.release', of: id, before: held }]);
    expect(await releaseSource(db, id, NOW)).toEqual({ ok: false, error: 'not-held' });
    expect(await releaseSource(db, NOBODY, NOW)).toEqual({ ok: false, error: 'no-source' });
  });
});

describe('whether our feed passes a source on', () => {
  test('is changed with its event, and whoever follows the feed is told', async () => {
    const db = await testDatabase();
    const id = await addSource(db, 'Marl', { url: URL });
    const before = await version(db);
    expect(await setRepublish(db, id, true, NOW)).toEqual({ ok: true, value: 'as-it-was' });
    expect(await version(db)).toBe(before);
    expect(await setRepublish(db, id, false, NOW)).toEqual({ ok: true, value: 'set' });
    expect((await source(db, id)).republish).toBe(0);
    expect(await version(db)).toBe(before + 1);
    expect(await events(db)).toMatchObject([
      { action: 'source.republish', before: { republish: 1 }, after: { republish: 0 } },
    ]);
    expect(await setRepublish(db, NOBODY, false, NOW)).toEqual({ ok: false, error: 'no-source' });
  });
});

test('a source is found however its name is capitalised, and exactly first', async () => {
  const db = await testDatabase();
  await addSource(db, 'marl');
  const upper = await addSource(db, 'MARL');
  expect((await findSourceByName(db, 'MARL'))?.id).toBe(upper);
  expect((await findSourceByName(db, ' Marl '))?.name.toLowerCase()).toBe('marl');
  expect(await findSourceByName(db, 'Nettle')).toBeUndefined();
});
