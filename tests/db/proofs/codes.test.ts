import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { enterProofCode } from '#src/features/proofs/commands/prove.ts';
import { sendProofCode } from '#src/features/proofs/commands/send-code.ts';
import { findProof } from '#src/features/proofs/queries/sessions.ts';
import { testDatabase } from '../../support/database.ts';
import { START, minutesLater } from '../../support/messages/outbox.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { latestCode, wordsQueued } from '../../support/requests/codes.ts';

const TO = { subject: 'track', subjectId: 'request-1', to: '07700900123', kind: 'text' } as const;
const wrongFor = (code: string): string => (code === '111111' ? '222222' : '111111');

const send = (db: Db, at = START, changes = {}) => sendProofCode(db, TEST_POST, { ...TO, ...changes }, at);
const enter = (db: Db, code: string, at = START, changes = {}) =>
  enterProofCode(db, TEST_KEYS, { subject: 'track', subjectId: 'request-1', code, ...changes }, at);
const sessions = async (db: Db): Promise<number> =>
  (await db.selectFrom('proof_session').select('token_hash').execute()).length;

describe('a code', () => {
  test('is sent in a message, kept as a hash, and opens a session for whom it was sent to', async () => {
    const db = await testDatabase();
    expect(await send(db, START, { holder: 'helper' })).toEqual({ ok: true, value: 'sent' });
    const [message] = await wordsQueued(db, TEST_KEYS, 'proof-code');
    expect(message).toMatchObject({ kind: 'text', to: '07700900123' });
    const code = await latestCode(db, TEST_KEYS);
    expect(code).toMatch(/^\d{6}$/);
    const row = await db.selectFrom('proof_code').selectAll().executeTakeFirstOrThrow();
    expect(row.code_hash).not.toContain(code);
    const opened = await enter(db, code);
    expect(opened.ok).toBe(true);
    const secret = opened.ok ? opened.value.secret : '';
    expect(await findProof(db, secret, 'track', START)).toMatchObject({
      subjectId: 'request-1',
      holder: 'helper',
    });
    expect(
      (await db.selectFrom('proof_session').select('token_hash').executeTakeFirstOrThrow()).token_hash,
    ).not.toBe(secret);
  });

  test('is of its own link and of its own kind of link only', async () => {
    const db = await testDatabase();
    await send(db);
    const code = await latestCode(db, TEST_KEYS);
    expect(await enter(db, code, START, { subjectId: 'request-2' })).toEqual({ ok: false, error: 'unknown' });
    expect(await enter(db, code, START, { subject: 'referral' })).toEqual({ ok: false, error: 'unknown' });
    await send(db, START, { subjectId: 'request-2' });
    expect(await enter(db, code, START, { subjectId: 'request-2' })).toEqual({ ok: false, error: 'wrong' });
    expect(await sessions(db)).toBe(0);
  });

  test('works until 30 minutes have passed', async () => {
    const db = await testDatabase();
    await send(db);
    const code = await latestCode(db, TEST_KEYS);
    expect(await enter(db, code, minutesLater(30))).toEqual({ ok: false, error: 'expired' });
    expect((await enter(db, code, minutesLater(29))).ok).toBe(true);
  });

  test('bears five wrong tries; then even the right one does nothing', async () => {
    const db = await testDatabase();
    await send(db);
    const code = await latestCode(db, TEST_KEYS);
    for (let index = 0; index < 5; index += 1)
      expect(await enter(db, wrongFor(code))).toEqual({ ok: false, error: 'wrong' });
    expect(await enter(db, code)).toEqual({ ok: false, error: 'too-many' });
    expect(await sessions(db)).toBe(0);
  });

  test('of ten wrong ones typed at once five count and five are refused', async () => {
    const db = await testDatabase();
    await send(db);
    const wrong = wrongFor(await latestCode(db, TEST_KEYS));
    const answers = await Promise.all(Array.from({ length: 10 }, () => enter(db, wrong)));
    const errors = answers.map((answer) => (answer.ok ? 'ok' : answer.error)).sort();
    expect(errors).toEqual([...Array<string>(5).fill('too-many'), ...Array<string>(5).fill('wrong')]);
  });

  test('typed twice by a double click opens both times, but not a minute later', async () => {
    const db = await testDatabase();
    await send(db);
    const code = await latestCode(db, TEST_KEYS);
    const both = await Promise.all([enter(db, code), enter(db, code)]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await enter(db, code, minutesLater(1))).toEqual({ ok: false, error: 'expired' });
  });
});

describe('sending again', () => {
  test('replaces the code and its tries', async () => {
    const db = await testDatabase();
    await send(db);
    const first = await latestCode(db, TEST_KEYS);
    for (let index = 0; index < 5; index += 1) await enter(db, wrongFor(first));
    await send(db, minutesLater(1));
    const second = await latestCode(db, TEST_KEYS);
    if (first !== second)
      expect(await enter(db, first, minutesLater(1))).toEqual({ ok: false, error: 'wrong' });
    expect((await enter(db, second, minutesLater(1))).ok).toBe(true);
  });

  test('by a button pressed twice sends one message, and the code in it works', async () => {
    const db = await testDatabase();
    const answers = await Promise.all([send(db), send(db)]);
    expect(answers.map((answer) => answer.ok && answer.value).sort()).toEqual(['just-sent', 'sent']);
    expect(await wordsQueued(db, TEST_KEYS, 'proof-code')).toHaveLength(1);
    expect((await enter(db, await latestCode(db, TEST_KEYS))).ok).toBe(true);
  });

  test('is refused a sixth time on one day, and goes on the next day', async () => {
    const db = await testDatabase();
    for (let index = 0; index < 5; index += 1)
      expect((await send(db, minutesLater(index * 10))).ok).toBe(true);
    expect(await send(db, minutesLater(60))).toEqual({ ok: false, error: 'too-many' });
    expect(await wordsQueued(db, TEST_KEYS, 'proof-code')).toHaveLength(5);
    expect((await send(db, minutesLater(24 * 60))).ok).toBe(true);
    expect((await send(db, minutesLater(60), { subjectId: 'request-2' })).ok).toBe(true);
  });

  test('to where nothing can be sent is a mistake of ours, and leaves nothing behind', async () => {
    const db = await testDatabase();
    await expect(send(db, START, { to: 'nowhere', kind: 'email' })).rejects.toThrow('can be sent');
    expect(await db.selectFrom('proof_code').selectAll().execute()).toEqual([]);
  });
});
