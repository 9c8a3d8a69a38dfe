import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { eraseRequest, type Erasure } from '#src/features/records/commands/erase.ts';
import { holdRequest, releaseRequest } from '#src/features/records/commands/hold.ts';
import { findRecords, type Sought } from '#src/features/records/queries/find.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { testDatabase } from '../../support/database.ts';
import { addRequest } from '../../support/requests/request.ts';
import { testKeys } from '../audit/trail.ts';
import { fillRecord } from './record.ts';
import { valuesAbout } from './values.ts';

const AT = new Date('2026-11-21T14:00:00.000Z');
const ACTOR = programActor('command-line');

const erase = (db: Db, keys: Keys, requestId: string, over: Partial<Erasure> = {}) =>
  eraseRequest(
    db,
    keys,
    { requestId, reason: 'asked', words: 'By letter of 20 November', ...over },
    ACTOR,
    AT,
  );

describe('erasing a request', () => {
  test('leaves its reference and its dates, who erased it and why, and nothing of the person', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const { id, reference, referralId } = await fillRecord(db, keys, { state: 'closed' });
    const other = await fillRecord(db, keys, { state: 'closed' });
    const before = await valuesAbout(db, other.id);
    expect(await erase(db, keys, id)).toEqual({ ok: true, value: 'erased' });
    const row = await db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      reference,
      state: 'closed',
      closed_reason: 'helped',
      erased_at: AT.toISOString(),
      erased_by: 'command-line',
      erased_reason: 'asked',
      answers_sealed: null,
      area: null,
      track_token_hash: null,
      track_token_sealed: null,
      draft_token_hash: null,
      feedback_sealed: null,
      closed_note_sealed: null,
    });
    expect(keys.unseal(row.erased_note_sealed ?? '', `request-erased:${id}`)).toBe(
      'By letter of 20 November',
    );
    // All that is sealed about it now is who asked for the erasure.
    const { sealed, ...kept } = await valuesAbout(db, id);
    expect(sealed).toEqual([row.erased_note_sealed]);
    expect(kept).toMatchObject({
      consent: 0,
      contact_attempt: 0,
      request_lookup: 0,
      request_note: 0,
      request_handover: 0,
      referral_link: 0,
      referral: 1,
      proofs: 0,
    });
    const referral = await db
      .selectFrom('referral')
      .select(['state', 'shared'])
      .where('id', '=', referralId)
      .executeTakeFirstOrThrow();
    expect(referral).toEqual({ state: 'completed', shared: '[]' });
    expect(await valuesAbout(db, other.id), 'another record is as it was').toEqual(before);
  });

  test('makes messages that wait never go, and takes the words of those that went', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const { id } = await fillRecord(db, keys, { state: 'closed' });
    await erase(db, keys, id);
    const messages = await db
      .selectFrom('message')
      .select(['content_sealed', 'to_sealed', 'to_hash', 'next_try_at', 'cancelled_at', 'sent_at'])
      .execute();
    expect(messages).toHaveLength(3);
    for (const message of messages)
      expect(message).toMatchObject({ content_sealed: '', to_sealed: '', to_hash: '', next_try_at: null });
    expect(messages.map(({ cancelled_at: cancelled }) => cancelled !== null)).toEqual([false, true, true]);
  });

  test('is in the audit trail with its code, and without words', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const { id } = await fillRecord(db, keys, { state: 'closed' });
    await erase(db, keys, id);
    const event = await db
      .selectFrom('audit_event')
      .select(['action', 'entity_id', 'after', 'before', 'reason'])
      .orderBy('sequence', 'desc')
      .executeTakeFirstOrThrow();
    expect(event).toEqual({
      action: 'request.erase',
      entity_id: id,
      after: '{"reason":"asked"}',
      before: null,
      reason: null,
    });
  });

  test('leaves no copy of what was sealed in the file or in its log', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const { id } = await fillRecord(db, keys, { state: 'closed' });
    const { sealed } = await valuesAbout(db, id);
    expect(sealed.length).toBeGreaterThan(8);
    const { rows } = await sql<{
      file: string;
    }>`select file from pragma_database_list where name = 'main'`.execute(db);
    const file = rows[0]?.file ?? '';
    const bytes = (): string => `${readFileSync(file, 'latin1')}${readFileSync(`${file}-wal`, 'latin1')}`;
    for (const value of sealed) expect(bytes().includes(value.slice(0, 60))).toBe(true);
    await erase(db, keys, id);
    const after = bytes();
    for (const value of sealed) expect(after.includes(value.slice(0, 60))).toBe(false);
  });

  test('is refused on hold, while it is open, and a second time; a draft goes altogether', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const open = await addRequest(db, keys, { state: 'sent' });
    expect(await erase(db, keys, open.id)).toEqual({ ok: false, error: 'still-open' });
    const withReferral = await fillRecord(db, keys, { state: 'closed', referralState: 'accepted' });
    expect(await erase(db, keys, withReferral.id)).toEqual({ ok: false, error: 'open-referrals' });
    const { id } = await fillRecord(db, keys, { state: 'closed' });
    await holdRequest(db, keys, { requestId: id, words: 'A court asked' }, ACTOR, AT);
    const before = await valuesAbout(db, id);
    expect(await erase(db, keys, id)).toEqual({ ok: false, error: 'on-hold' });
    expect(await valuesAbout(db, id)).toEqual(before);
    await releaseRequest(db, keys, { requestId: id, words: 'It is over' }, ACTOR, AT);
    expect(await erase(db, keys, id)).toEqual({ ok: true, value: 'erased' });
    expect(await erase(db, keys, id)).toEqual({ ok: false, error: 'erased-already' });
    expect(await erase(db, keys, 'nobody')).toEqual({ ok: false, error: 'unknown' });
    const draft = await addRequest(db, keys, { state: 'draft' });
    expect(await erase(db, keys, draft.id)).toEqual({ ok: true, value: 'deleted' });
    expect(
      await db.selectFrom('request').select('id').where('id', '=', draft.id).executeTakeFirst(),
    ).toBeUndefined();
  });

  test('nobody finds it any more by what was known of the person, and everybody by its reference', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const { id, reference } = await fillRecord(db, keys, { state: 'closed' });
    const found = async (sought: Sought): Promise<string[]> =>
      (await findRecords(db, keys, sought)).map((row) => row.id);
    expect(await found({ phone: '07700 900123' })).toEqual([id]);
    await erase(db, keys, id);
    expect(await found({ phone: '07700 900123' })).toEqual([]);
    expect(await found({ reference })).toEqual([id]);
  });
});

describe('a hold', () => {
  test('keeps why, when and by whom; released, nothing is left of it but the history', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const { id } = await fillRecord(db, keys, { state: 'closed' });
    const hold = (words: string) => holdRequest(db, keys, { requestId: id, words }, ACTOR, AT);
    expect(await releaseRequest(db, keys, { requestId: id, words: 'x' }, ACTOR, AT)).toEqual({
      ok: false,
      error: 'not-held',
    });
    expect(await hold('A court asked')).toEqual({ ok: true, value: 'held' });
    const held = await db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(held).toMatchObject({ legal_hold_at: AT.toISOString(), legal_hold_by: 'command-line' });
    expect(keys.unseal(held.legal_hold_sealed ?? '', `request-hold:${id}`)).toBe('A court asked');
    await releaseRequest(db, keys, { requestId: id, words: 'It is over' }, ACTOR, AT);
    const released = await db
      .selectFrom('request')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(released).toMatchObject({ legal_hold_sealed: null, legal_hold_at: null, legal_hold_by: null });
    const events = await db
      .selectFrom('request_event')
      .selectAll()
      .where('request_id', '=', id)
      .where('kind', 'in', ['hold', 'release'])
      .orderBy('id')
      .execute();
    expect(
      events.map((event) => [
        event.kind,
        keys.unseal(event.reason_sealed ?? '', `request-event:${event.id}`),
      ]),
    ).toEqual([
      ['hold', 'A court asked'],
      ['release', 'It is over'],
    ]);
    const audited = await db
      .selectFrom('audit_event')
      .select(['action', 'after', 'reason'])
      .where('action', 'in', ['request.hold', 'request.release'])
      .execute();
    expect(audited).toEqual([
      { action: 'request.hold', after: null, reason: null },
      { action: 'request.release', after: null, reason: null },
    ]);
  });

  test('of an erased request is refused', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const { id } = await fillRecord(db, keys, { state: 'closed' });
    await erase(db, keys, id);
    const result = await holdRequest(db, keys, { requestId: id, words: 'x' }, ACTOR, AT);
    expect(result).toEqual({ ok: false, error: 'erased' });
  });
});
