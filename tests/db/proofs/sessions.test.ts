import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { proveByBirth } from '#src/features/proofs/commands/prove.ts';
import { sendProofCode } from '#src/features/proofs/commands/send-code.ts';
import {
  endSession,
  endSessionsOf,
  keepSession,
  openSession,
  tidyProofs,
} from '#src/features/proofs/commands/sessions.ts';
import { findProof } from '#src/features/proofs/queries/sessions.ts';
import { testDatabase } from '../../support/database.ts';
import { START, minutesLater } from '../../support/messages/outbox.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { anAnswers } from '../../support/requests/answers.ts';
import { addRequest } from '../../support/requests/request.ts';

const BORN = '1950-03-14';
const open = (db: Db, subjectId = 'request-1'): Promise<{ secret: string }> =>
  db
    .transaction()
    .execute((trx) => openSession(trx, { subject: 'track', subjectId, holder: 'person' }, START));
const isOpen = async (db: Db, secret: string, at: Date): Promise<boolean> =>
  (await findProof(db, secret, 'track', at)) !== undefined;

describe('a session', () => {
  test('ends 30 minutes after the last page, which counts again from each page', async () => {
    const db = await testDatabase();
    const { secret } = await open(db);
    expect(await isOpen(db, secret, minutesLater(29))).toBe(true);
    expect(await isOpen(db, secret, minutesLater(30))).toBe(false);
    await keepSession(db, secret, minutesLater(29));
    expect(await isOpen(db, secret, minutesLater(58))).toBe(true);
  });

  test('ends after eight hours, however busy', async () => {
    const db = await testDatabase();
    const { secret } = await open(db);
    await keepSession(db, secret, minutesLater(479));
    expect(await isOpen(db, secret, minutesLater(479))).toBe(true);
    expect(await isOpen(db, secret, minutesLater(480))).toBe(false);
  });

  test('that is only idle is still known for taking words, until the eight hours are over', async () => {
    const db = await testDatabase();
    const { secret } = await open(db);
    const idle = (at: Date) => findProof(db, secret, 'track', at, { isIdleToo: true });
    expect(await idle(minutesLater(300))).toMatchObject({ subjectId: 'request-1' });
    expect(await idle(minutesLater(480))).toBeUndefined();
  });

  test('is of its own kind of link, and of a secret that exists', async () => {
    const db = await testDatabase();
    const { secret } = await open(db);
    expect(await findProof(db, secret, 'referral', START)).toBeUndefined();
    expect(await findProof(db, `${secret}x`, 'track', START)).toBeUndefined();
    expect(await findProof(db, '', 'track', START)).toBeUndefined();
  });

  test('is ended by its holder, or with all others of its link', async () => {
    const db = await testDatabase();
    const [first, second, other] = [await open(db), await open(db), await open(db, 'request-2')];
    await endSession(db, first.secret);
    await endSession(db, first.secret);
    expect(await isOpen(db, first.secret, START)).toBe(false);
    expect(await isOpen(db, second.secret, START)).toBe(true);
    await db.transaction().execute((trx) => endSessionsOf(trx, { subject: 'track', subjectId: 'request-1' }));
    expect(await isOpen(db, second.secret, START)).toBe(false);
    expect(await isOpen(db, other.secret, START)).toBe(true);
  });

  test('is forgotten once it has run out, with the counts of two days ago', async () => {
    const db = await testDatabase();
    const { id } = await addRequest(db, TEST_KEYS);
    await proveByBirth(db, TEST_KEYS, { requestId: id, date: '1951-01-01', holder: 'person' }, START);
    await open(db);
    expect(await tidyProofs(db, minutesLater(60))).toBe(0);
    expect(await tidyProofs(db, minutesLater(481))).toBe(1);
    expect(await tidyProofs(db, minutesLater(3 * 24 * 60))).toBe(1);
    expect(await db.selectFrom('proof_code').selectAll().execute()).toEqual([]);
  });
});

describe('a date of birth', () => {
  const prove = (db: Db, requestId: string, date: string, at = START) =>
    proveByBirth(db, TEST_KEYS, { requestId, date, holder: 'person' }, at);

  test('that is right opens a session of that request', async () => {
    const db = await testDatabase();
    const { id } = await addRequest(db, TEST_KEYS);
    const proven = await prove(db, id, BORN);
    expect(proven.ok && (await findProof(db, proven.value.secret, 'track', START))).toMatchObject({
      subjectId: id,
      holder: 'person',
    });
  });

  test('is refused alike when it is wrong, was never said, was erased, or there is no such request', async () => {
    const db = await testDatabase();
    const wrong = { ok: false, error: 'wrong' };
    const { id } = await addRequest(db, TEST_KEYS);
    const without = await addRequest(db, TEST_KEYS, { answers: anAnswers({ dateOfBirth: undefined }) });
    const draft = await addRequest(db, TEST_KEYS, { state: 'draft' });
    const erased = await addRequest(db, TEST_KEYS);
    await db.updateTable('request').set({ answers_sealed: null }).where('id', '=', erased.id).execute();
    expect(await prove(db, id, '1950-03-15')).toEqual(wrong);
    expect(await prove(db, without.id, BORN)).toEqual(wrong);
    expect(await prove(db, without.id, 'none')).toEqual(wrong);
    expect(await prove(db, draft.id, BORN)).toEqual(wrong);
    expect(await prove(db, erased.id, BORN)).toEqual(wrong);
    expect(await prove(db, 'no-such-request', BORN)).toEqual(wrong);
    expect(await db.selectFrom('proof_session').selectAll().execute()).toEqual([]);
  });

  test('can be wrong five times a day, also at once; the right one opens again on the next day', async () => {
    const db = await testDatabase();
    const { id } = await addRequest(db, TEST_KEYS);
    const answers = await Promise.all(Array.from({ length: 8 }, () => prove(db, id, '1950-03-15')));
    const errors = answers.map((answer) => (answer.ok ? 'ok' : answer.error)).sort();
    expect(errors).toEqual([...Array<string>(3).fill('too-many'), ...Array<string>(5).fill('wrong')]);
    expect(await prove(db, id, BORN, minutesLater(60))).toEqual({ ok: false, error: 'too-many' });
    expect((await prove(db, id, BORN, minutesLater(24 * 60))).ok).toBe(true);
    expect(await db.selectFrom('proof_code').select('holder').execute()).toHaveLength(1);
  });

  test('that is wrong five times leaves the code as a way', async () => {
    const db = await testDatabase();
    const { id } = await addRequest(db, TEST_KEYS);
    for (let index = 0; index < 5; index += 1) await prove(db, id, '1950-03-15');
    const sent = await sendProofCode(
      db,
      TEST_POST,
      { subject: 'track', subjectId: id, to: 'ada@example.org', kind: 'email' },
      START,
    );
    expect(sent).toEqual({ ok: true, value: 'sent' });
  });
});
