import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { eraseRequest } from '#src/features/records/commands/erase.ts';
import { holdRequest } from '#src/features/records/commands/hold.ts';
import { deleteDue } from '#src/features/records/commands/retention.ts';
import { countWaiting, hasDue } from '#src/features/records/queries/due.ts';
import { listRetentionRuns } from '#src/features/records/queries/retention.ts';
import { deletedOn, RETENTION_RULES, ruleFor } from '#src/features/records/rules.ts';
import { CLOSED_REASONS, type ClosedReason } from '#src/features/requests/moves.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { testDatabase } from '../../support/database.ts';
import { addRequest } from '../../support/requests/request.ts';
import { testKeys } from '../audit/trail.ts';
import { fillRecord } from './record.ts';
import { valuesAbout } from './values.ts';

const DAYS = { closedRequestDays: 365, withdrawnRequestDays: 183, erasedRequestDays: 1096 };
const NIGHT = '2026-11-22T04:05:00.000Z';
const ACTOR = programActor('job');

const run = (db: Db, at = NIGHT, batch = 2) =>
  deleteDue(db, { days: DAYS, at: new Date(at), now: () => new Date(at), batch });

async function closed(db: Db, keys: Keys, endedAt: string, reason: ClosedReason = 'helped'): Promise<string> {
  const { id } = await addRequest(db, keys, {
    state: 'closed',
    closedReason: reason,
    sentAt: new Date(endedAt),
  });
  return id;
}

const idsOf = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('request').select('id').orderBy('id').execute()).map(({ id }) => id);

describe('the retention job', () => {
  test('every way in which a request can end has one rule', () => {
    for (const reason of Object.keys(CLOSED_REASONS))
      expect(
        RETENTION_RULES.filter(({ reasons }) => (reasons as readonly string[]).includes(reason)),
        reason,
      ).toHaveLength(1);
    expect(ruleFor({ closedReason: 'withdrawn', isErased: false })?.ending).toBe('withdrawn');
    expect(ruleFor({ closedReason: 'withdrawn', isErased: true })?.ending).toBe('erased');
  });

  test('keeps each for whole days in England and deletes it on the day it was said it would', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const endedAt = '2025-11-21T23:59:00.000Z';
    const id = await closed(db, keys, endedAt);
    expect(deletedOn(new Date(endedAt), DAYS.closedRequestDays)).toBe('2026-11-22');
    expect(await hasDue(db, DAYS, new Date('2026-11-21T23:59:00.000Z'))).toBe(false);
    expect((await run(db, '2026-11-21T23:59:00.000Z')).deleted.closed).toBe(0);
    expect(await hasDue(db, DAYS, new Date(NIGHT))).toBe(true);
    expect((await run(db)).deleted.closed).toBe(1);
    expect(await idsOf(db)).not.toContain(id);
  });

  // Closed at half past midnight in England in summer: the day before in UTC.
  test.each([
    ['2026-03-28T23:30:00.000Z', '2026-09-28'],
    ['2026-03-29T23:30:00.000Z', '2026-09-30'],
    ['2026-10-24T22:30:00.000Z', '2027-04-26'],
    ['2026-10-24T23:30:00.000Z', '2027-04-27'],
    ['2026-10-25T23:30:00.000Z', '2027-04-27'],
  ])('counts days over both clock changes: withdrawn at %s it goes on %s', async (endedAt, day) => {
    const db = await testDatabase();
    await closed(db, testKeys(), endedAt, 'withdrawn');
    expect(deletedOn(new Date(endedAt), 183)).toBe(day);
    const midnight = new Date(`${day}T00:00:00.000Z`).getTime() - 3_600_000; // in summer; in winter an hour before it
    expect((await run(db, new Date(midnight - 60_000).toISOString())).deleted.withdrawn).toBe(0);
    expect((await run(db, new Date(midnight + 3_600_000).toISOString())).deleted.withdrawn).toBe(1);
  });

  test('goes by how it ended, in batches, and notes what went; a second run finds nothing', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const gone = [
      ...(await Promise.all(
        Array.from({ length: 5 }, () => closed(db, keys, '2025-11-20T10:00:00.000Z', 'partly-helped')),
      )),
      await closed(db, keys, '2026-05-01T10:00:00.000Z', 'withdrawn'),
    ];
    const kept = [
      await closed(db, keys, '2026-05-01T10:00:00.000Z', 'helped'),
      await closed(db, keys, '2026-10-01T10:00:00.000Z', 'could-not-contact'),
    ];
    expect((await run(db)).deleted).toEqual({ closed: 5, withdrawn: 1, erased: 0, draft: 0 });
    expect(await idsOf(db)).toEqual(kept.toSorted());
    const runs = (await listRetentionRuns(db, 10)).map(({ what, ending, count }) => [what, ending, count]);
    expect(runs).toEqual([
      ['request', 'closed', 5],
      ['request', 'withdrawn', 1],
    ]);
    const events = await db
      .selectFrom('audit_event')
      .select('entity_id')
      .where('action', '=', 'retention.delete')
      .execute();
    expect(events.map(({ entity_id: id }) => id).toSorted()).toEqual(gone.toSorted());
    expect((await run(db)).deleted).toEqual({ closed: 0, withdrawn: 0, erased: 0, draft: 0 });
    expect(await listRetentionRuns(db, 10)).toHaveLength(2);
  });

  test('takes all that belongs to a request, and leaves that of others', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const old = await fillRecord(db, keys, { state: 'closed', sentAt: new Date('2025-01-01T10:00:00Z') });
    const other = await fillRecord(db, keys, { state: 'closed' });
    const before = await valuesAbout(db, other.id);
    await run(db);
    expect(await valuesAbout(db, old.id)).toMatchObject({
      request: 0,
      referral: 0,
      consent: 0,
      request_lookup: 0,
      sealed: [],
    });
    expect(await db.selectFrom('proof_code').select('subject_id').execute()).toHaveLength(2);
    expect(await valuesAbout(db, other.id)).toEqual(before);
  });

  test('never takes what is on hold or open, however old', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const ancient = new Date('2020-01-01T10:00:00.000Z');
    const open = await addRequest(db, keys, { state: 'sent', sentAt: ancient });
    const held = await closed(db, keys, '2020-01-01T10:00:00.000Z');
    const referred = await fillRecord(db, keys, {
      state: 'closed',
      sentAt: ancient,
      referralState: 'started',
    });
    await holdRequest(db, keys, { requestId: held, words: 'A court asked' }, ACTOR, ancient);
    expect(await hasDue(db, DAYS, new Date(NIGHT))).toBe(false);
    await run(db);
    expect(await idsOf(db)).toEqual([open.id, held, referred.id].toSorted());
    const [rule] = RETENTION_RULES;
    if (rule === undefined) throw new Error('There is no rule');
    expect(await countWaiting(db, rule)).toEqual({ kept: 1, oldest: null, held: 1 });
  });

  test('takes drafts that expired, and the notes of erased requests in their own time', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const old = new Date('2026-09-01T10:00:00.000Z');
    const draft = await addRequest(db, keys, { state: 'draft', sentAt: old });
    const fresh = await addRequest(db, keys, { state: 'draft', sentAt: new Date('2026-11-20T10:00:00Z') });
    const erased = await closed(db, keys, '2020-01-01T10:00:00.000Z');
    await eraseRequest(
      db,
      keys,
      { requestId: erased, reason: 'asked', words: 'By letter' },
      ACTOR,
      new Date('2023-12-01T10:00:00.000Z'),
    );
    expect((await run(db)).deleted).toMatchObject({ closed: 0, erased: 0, draft: 1 });
    expect(await idsOf(db)).toEqual([fresh.id, erased].toSorted());
    expect(await idsOf(db)).not.toContain(draft.id);
    expect((await run(db, '2026-12-03T04:05:00.000Z')).deleted.erased).toBe(1);
  });

  test('that is stopped in the middle has done what it noted, and the next run does the rest', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    for (let n = 0; n < 5; n += 1) await closed(db, keys, '2025-01-01T10:00:00.000Z');
    let calls = 0;
    const now = (): Date => {
      calls += 1;
      if (calls > 2) throw new Error('killed');
      return new Date(NIGHT);
    };
    await expect(deleteDue(db, { days: DAYS, at: new Date(NIGHT), now, batch: 2 })).rejects.toThrow('killed');
    expect((await idsOf(db)).length).toBe(3);
    expect((await listRetentionRuns(db, 5)).map(({ count }) => count)).toEqual([2]);
    expect((await run(db, '2026-11-22T04:06:00.000Z')).deleted.closed).toBe(3);
    const total = (await listRetentionRuns(db, 5)).reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(5);
  });
});
