import { describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { recordTrailExport, recordTrailView } from '#src/features/audit/commands/look.ts';
import { findEvent, listEvents, readEvents, type EventFilter } from '#src/features/audit/queries.ts';
import { findDoers, findNames } from '#src/features/audit/queries/names.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { testDatabase } from '../../support/database.ts';
import { AT, record } from './trail.ts';

const addAccount = async (db: Db, name: string, email: string): Promise<string> => {
  const id = uuidv7();
  await db
    .insertInto('account')
    .values({ id, name, email, email_key: email.toLowerCase(), created_at: AT.toISOString() })
    .execute();
  return id;
};

const found = async (db: Db, filter: EventFilter): Promise<number[]> =>
  (await listEvents(db, filter, { page: 1, size: 50 })).events.map(({ sequence }) => sequence);

describe('looking for events', () => {
  test('finds those that fit all that is asked, the newest first', async () => {
    const db = await testDatabase();
    const ann = await addAccount(db, 'Ann Example', 'ann@example.org');
    const by = { id: ann, sessionId: 's1', addressHash: 'a1' };
    await record(db, 1, { actor: by });
    await record(db, 1, { actor: by, action: 'tea.drink', entity: 'cup', entityId: 'c1' });
    await record(db, 1, { actor: 'job', entity: 'cup', entityId: 'c1' });
    expect(await found(db, {})).toEqual([3, 2, 1]);
    expect(await found(db, { actor: ann })).toEqual([2, 1]);
    expect(await found(db, { actor: ann, entity: 'cup' })).toEqual([2]);
    expect(await found(db, { entity: 'cup', entityId: 'c1' })).toEqual([3, 2]);
    expect(await found(db, { action: 'tea.drink' })).toEqual([2]);
    expect(await found(db, { addressHash: 'a1' })).toEqual([2, 1]);
    expect(await found(db, { sessionId: 's1', action: 'tea.make' })).toEqual([1]);
    expect(await found(db, { actor: 'nobody' })).toEqual([]);
  });

  test('takes days as London has them: both ends belong to it', async () => {
    const db = await testDatabase();
    for (const at of ['2026-06-30T22:59:59.999Z', '2026-06-30T23:00:00.000Z', '2026-07-01T22:59:59.999Z'])
      await record(db, 1, { at: new Date(at) });
    await record(db, 1, { at: new Date('2026-07-01T23:00:00.000Z') });
    expect(await found(db, { from: '2026-07-01', to: '2026-07-01' })).toEqual([3, 2]);
    expect(await found(db, { to: '2026-06-30' })).toEqual([1]);
    expect(await found(db, { from: '2026-07-02' })).toEqual([4]);
  });

  test('gives pages and how many there are in all', async () => {
    const db = await testDatabase();
    await record(db, 7);
    const { events, total } = await listEvents(db, {}, { page: 2, size: 3 });
    expect([events.map(({ sequence }) => sequence), total]).toEqual([[4, 3, 2], 7]);
  });

  test('names who did it and what it was done to, by what they are called today', async () => {
    const db = await testDatabase();
    const ann = await addAccount(db, 'Ann Example', 'ann@example.org');
    await record(db, 1, { actor: ann, entity: 'account', entityId: ann });
    await record(db, 1, { actor: 'job', entity: 'service', entityId: 'gone' });
    const { events } = await listEvents(db, {}, { page: 1, size: 5 });
    expect(events.map(({ actorName }) => actorName)).toEqual([null, 'Ann Example']);
    expect([...(await findNames(db, events))]).toEqual([[`account:${ann}`, 'Ann Example']]);
    expect((await findEvent(db, 1))?.actorName).toBe('Ann Example');
    expect(await findEvent(db, 3)).toBeUndefined();
  });

  test('finds people by their whole email address, or by part of their name in any case', async () => {
    const db = await testDatabase();
    await addAccount(db, 'Ann Example', 'ann@example.org');
    await addAccount(db, 'Joanne Example', 'joanne@example.org');
    const names = async (typed: string) => (await findDoers(db, typed)).map(({ name }) => name);
    expect(await names(' ANN@example.org')).toEqual(['Ann Example']);
    expect(await names('ann')).toEqual(['Ann Example', 'Joanne Example']);
    expect(await names('%')).toEqual([]);
    expect(await names('@example.org')).toEqual([]);
  });
});

describe('reading the trail to its end', () => {
  test('gives all that fits in batches, the oldest first, and not what is recorded meanwhile', async () => {
    const db = await testDatabase();
    await record(db, 5);
    const sizes: number[] = [];
    for await (const events of readEvents(db, {}, 2)) {
      sizes.push(events.length);
      await record(db, 1);
    }
    expect(sizes).toEqual([2, 2, 1]);
  });
});

test('looking at an event and taking events away are events themselves', async () => {
  const db = await testDatabase();
  await recordTrailView(db, 4, programActor('job'), AT);
  await recordTrailExport(db, { entity: 'cup' }, programActor('command-line'), AT, 'They asked');
  const { events } = await listEvents(db, {}, { page: 1, size: 5 });
  expect(events).toMatchObject([
    { action: 'audit.export', actor: 'command-line', after: '{"entity":"cup"}', reason: 'They asked' },
    { action: 'audit.view', entity: 'audit_event', entity_id: '4' },
  ]);
});
