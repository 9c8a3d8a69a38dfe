import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { headInWords } from '#src/features/audit/chain.ts';
import { sealTrail } from '#src/features/audit/commands/seal.ts';
import { findHead } from '#src/features/audit/queries.ts';
import { findUnsealed, sealContext } from '#src/features/audit/queries/seals.ts';
import { verifyTrail } from '#src/features/audit/queries/verify.ts';
import { hashOfEvent } from '#src/features/audit/rules.ts';
import { testDatabase } from '../../support/database.ts';
import { AT, record, tamper, testKeys } from './trail.ts';

const keys = testKeysOnce();

/** One ring for all: what differs is the trail. */
function testKeysOnce() {
  let ring: ReturnType<typeof testKeys> | undefined;
  return () => (ring ??= testKeys());
}

async function trailOf(count: number): Promise<Db> {
  const db = await testDatabase();
  await record(db, count);
  return db;
}

const sentences = async (db: Db, options = {}) =>
  (await verifyTrail(db, keys(), { batch: 4, ...options })).faults.map(({ text }) => text);

/** Writes the trail anew from an event on, each hash as it should be, as somebody with the file but no keys could. */
async function rewriteFrom(db: Db, first: number): Promise<void> {
  const rows = await db.selectFrom('audit_event').selectAll().orderBy('sequence').execute();
  let previous = rows[first - 2]?.hash ?? '0'.repeat(64);
  const statements = rows.slice(first - 1).map((row) => {
    const forged = { ...row, reason: 'forged' };
    const hash = hashOfEvent(previous, forged);
    const text = `update audit_event set reason = 'forged', previous_hash = '${previous}', hash = '${hash}' where sequence = ${row.sequence}`;
    previous = hash;
    return text;
  });
  await tamper(db, ...statements, `update audit_head set hash = '${previous}'`);
}

describe('verifying the trail', () => {
  test('finds a trail as it was written whole, at any size of batch', async () => {
    const db = await trailOf(9);
    for (const batch of [1, 3, 9, 10]) {
      const report = await verifyTrail(db, keys(), { batch });
      expect(report).toMatchObject({ isWhole: true, events: 9, faults: [], head: await findHead(db) });
    }
  });

  test('finds an empty trail whole', async () => {
    expect(await verifyTrail(await testDatabase(), keys())).toMatchObject({ isWhole: true, events: 0 });
  });

  test.each([
    ["update audit_event set actor = 'nobody' where sequence = 5", 'Event 5 was altered'],
    ["update audit_event set reason = '' where sequence = 8", 'Event 8 was altered'],
    ['delete from audit_event where sequence = 4', 'Event 4 is missing'],
    ['delete from audit_event where sequence in (4, 5)', 'Events 4 to 5 are missing'],
    ['delete from audit_event where sequence > 6', 'Events 7 to 9 are missing. The trail was cut off'],
    ['delete from audit_event', 'Events 1 to 9 are missing'],
    ['update audit_event set sequence = 12 where sequence = 9', 'Event 9 is missing'],
    ['update audit_event set sequence = -1 where sequence = 2', 'Event -1 stands before the first'],
    [`update audit_head set hash = '${'0'.repeat(64)}'`, 'is not the one that was recorded as the last'],
    ['update audit_head set sequence = 8', '1 event after the recorded end'],
    ['delete from audit_head', 'The recorded end of the trail is gone'],
  ])('finds %s', async (statement, sentence) => {
    const db = await trailOf(9);
    await tamper(db, statement);
    expect((await sentences(db)).join(' ')).toContain(sentence);
  });

  test('finds a trigger taken off, weakened or added', async () => {
    const gone = await trailOf(1);
    await sql`drop trigger audit_event_never_goes`.execute(gone);
    expect(await sentences(gone)).toEqual([
      'The trigger audit_event_never_goes is gone or was changed: the trail can be altered.',
    ]);
    const weak = await trailOf(1);
    await sql`drop trigger audit_event_never_changes`.execute(weak);
    await sql`create trigger audit_event_never_changes before update on audit_event begin select 1; end`.execute(
      weak,
    );
    await sql`create trigger quietly after insert on audit_event begin delete from task; end`.execute(weak);
    expect(await sentences(weak)).toEqual([
      'The trigger audit_event_never_changes is gone or was changed: the trail can be altered.',
      'The trigger quietly on the trail is not one of this program.',
    ]);
  });

  test('lists the first twenty faults and counts them all', async () => {
    const db = await trailOf(30);
    await tamper(db, "update audit_event set actor = 'nobody'");
    const report = await verifyTrail(db, keys(), { batch: 7 });
    expect([report.isWhole, report.faults.length, report.faultCount]).toEqual([false, 20, 30]);
  });

  test('looks only as far as it is told, and says when the trail ends before', async () => {
    const db = await trailOf(9);
    await tamper(db, "update audit_event set actor = 'nobody' where sequence = 8");
    expect(await verifyTrail(db, keys(), { upTo: 7, batch: 4 })).toMatchObject({ isWhole: true, events: 7 });
    expect(await sentences(await trailOf(2), { upTo: 3 })).toEqual(['The trail ends at event 2, before 3.']);
  });

  test('compares a head that was noted elsewhere', async () => {
    const db = await trailOf(9);
    const noted = await findHead(db);
    await record(db, 3);
    expect(await sentences(db, { noted })).toEqual([]);
    await rewriteFrom(db, 5);
    expect(await sentences(db)).toEqual([]);
    expect(await sentences(db, { noted })).toEqual([
      'Event 9 is not the one that was noted: the trail was rewritten.',
    ]);
  });
});

describe('seals', () => {
  test('give away a trail that was rewritten from before them, even one whose hashes all fit', async () => {
    const db = await trailOf(6);
    expect(await sealTrail(db, keys(), AT)).toMatchObject({ kind: 'sealed', events: 6 });
    await record(db, 3);
    expect(await verifyTrail(db, keys())).toMatchObject({ isWhole: true, seals: 1 });
    await rewriteFrom(db, 5);
    expect(await sentences(db)).toEqual(['Event 6 is not the one that was sealed: the trail was rewritten.']);
  });

  test('give away a trail that was cut off before them together with its recorded end', async () => {
    const db = await trailOf(6);
    await sealTrail(db, keys(), AT);
    const fourth = await db.selectFrom('audit_event').select('hash').where('sequence', '=', 4).execute();
    await tamper(
      db,
      'delete from audit_event where sequence > 4',
      `update audit_head set sequence = 4, hash = '${fourth[0]?.hash ?? ''}'`,
    );
    expect(await sentences(db)).toEqual(['Event 6 was sealed once, and is missing.']);
  });

  test('cannot be made without the keys, altered, or moved to another event', async () => {
    const db = await trailOf(6);
    await sealTrail(db, keys(), AT);
    await record(db, 1);
    const head = await findHead(db);
    const sealed = testKeys().seal(headInWords(head), sealContext(head.sequence));
    await db
      .insertInto('audit_seal')
      .values({ ...head, sealed, created_at: AT.toISOString() })
      .execute();
    expect(await sentences(db)).toEqual([
      'The seal of event 7 was altered, or was not made with these keys.',
    ]);
    await db.deleteFrom('audit_seal').where('sequence', '=', 7).execute();
    await db.updateTable('audit_seal').set({ sequence: 7, hash: head.hash }).execute();
    expect(await sentences(db)).toEqual([
      'The seal of event 7 was altered, or was not made with these keys.',
    ]);
  });

  test('are made only of what is new and whole', async () => {
    const db = await testDatabase();
    expect((await sealTrail(db, keys(), AT)).kind).toBe('nothing-new');
    await record(db, 2);
    expect(await findUnsealed(db)).toMatchObject({ sequence: 1 });
    await sealTrail(db, keys(), AT);
    expect((await sealTrail(db, keys(), AT)).kind).toBe('nothing-new');
    await record(db, 3);
    expect(await sealTrail(db, keys(), AT)).toMatchObject({
      kind: 'sealed',
      events: 3,
      head: { sequence: 5 },
    });
    await record(db, 2);
    await tamper(db, "update audit_event set actor = 'nobody' where sequence = 6");
    expect(await sealTrail(db, keys(), AT)).toMatchObject({ kind: 'broken' });
    expect(await findUnsealed(db)).toMatchObject({ sequence: 6 });
  });

  test('that are not being made are told of after three hours', async () => {
    const db = await trailOf(2);
    const later = (hours: number) => new Date(AT.getTime() + hours * 3_600_000);
    expect((await verifyTrail(db, keys(), { at: later(2) })).warnings).toEqual([]);
    expect((await verifyTrail(db, keys(), { at: later(4) })).warnings).toHaveLength(1);
    await sealTrail(db, keys(), later(4));
    expect((await verifyTrail(db, keys(), { at: later(9) })).warnings).toEqual([]);
  });
});
