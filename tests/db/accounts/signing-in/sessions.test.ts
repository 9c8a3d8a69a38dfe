import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import {
  endAllSessions,
  endSession,
  startSession,
  touchSession,
} from '#src/features/accounts/commands/sessions.ts';
import { listSessions } from '#src/features/accounts/queries/sessions.ts';
import { may } from '#src/features/accounts/roles.ts';
import {
  actorOf,
  addAccount,
  after,
  NOW,
  readEvents,
  stateOf,
  userOf,
  VISIT,
} from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';

const begin = (db: Db, accountId: string, at: Date = NOW, deviceToken: string | null = null) =>
  db
    .transaction()
    .execute((trx) =>
      startSession(trx, { accountId, strength: 2, method: 'password', visit: { ...VISIT, deviceToken } }, at),
    );

async function withTwoSessions() {
  const db = await testDatabase();
  const ada = await addAccount(db, { roles: ['editor'] });
  return { db, ada, one: await begin(db, ada), two: await begin(db, ada, after(1)) };
}

const open = async (db: Db, accountId: string, at: Date = after(2)) =>
  (await listSessions(db, { accountId, idleMinutes: 30 }, at)).map(({ id }) => id);

describe('a session', () => {
  test('ends twelve hours after it began, however busy', async () => {
    const db = await testDatabase();
    const ada = await addAccount(db);
    const session = await begin(db, ada);
    await touchSession(db, session.sessionId, after(719));
    expect((await stateOf(db, session, after(719.9))).kind).toBe('signed-in');
    expect((await stateOf(db, session, after(720))).kind).toBe('ended');
  });

  test('ends after thirty minutes without a click', async () => {
    const db = await testDatabase();
    const session = await begin(db, await addAccount(db));
    await touchSession(db, session.sessionId, after(29));
    expect((await stateOf(db, session, after(58.9))).kind).toBe('signed-in');
    expect((await stateOf(db, session, after(59))).kind).toBe('ended');
    expect(await open(db, (await userOf(db, session, after(40))).accountId, after(59))).toEqual([]);
  });

  test('always has a token that was not there before, also in the same browser', async () => {
    const { one, two } = await withTwoSessions();
    expect(one.token).not.toBe(two.token);
    expect(one.token).toMatch(/^[\w-]{22}$/); // 128 bits
  });

  test('makes the browser known, and finds it known the next time', async () => {
    const db = await testDatabase();
    const [ada, ben] = [await addAccount(db), await addAccount(db)];
    const { deviceToken } = await begin(db, ada);
    expect((await begin(db, ada, after(1), deviceToken)).deviceToken).toBe(deviceToken);
    expect((await begin(db, ben, after(2), deviceToken)).deviceToken).not.toBe(deviceToken);
    expect((await begin(db, ada, after(3), 'forged')).deviceToken).not.toBe('forged');
    const stored = await db.selectFrom('known_device').select('token_hash').execute();
    expect(stored.map(({ token_hash }) => token_hash)).not.toContain(deviceToken);
  });

  test('goes by the roles of this moment: one that was taken away is gone at the next click', async () => {
    const { db, ada, one } = await withTwoSessions();
    expect(may((await userOf(db, one)).roles, 'jobs:read')).toBe(true);
    await db.deleteFrom('account_role').where('account_id', '=', ada).execute();
    expect(may((await userOf(db, one)).roles, 'jobs:read')).toBe(false);
  });
});

describe('ending sessions', () => {
  test('ends one and leaves the other, with one event', async () => {
    const { db, ada, one, two } = await withTwoSessions();
    expect(await open(db, ada)).toEqual([two.sessionId, one.sessionId]);
    const ended = await endSession(db, { sessionId: one.sessionId, accountId: ada }, actorOf(ada), after(2));
    expect(ended).toEqual({ ok: true, value: 'ended' });
    expect(await open(db, ada)).toEqual([two.sessionId]);
    expect((await stateOf(db, one, after(2))).kind).toBe('ended');
    expect((await stateOf(db, two, after(2))).kind).toBe('signed-in');
    expect((await readEvents(db)).at(-1)).toBe(`session.end by ${ada}`);
  });

  test('refuses a session of somebody else, one that is unknown and one that has ended', async () => {
    const { db, ada, one } = await withTwoSessions();
    const ben = await addAccount(db);
    const unknown = { ok: false, error: 'unknown' };
    const end = (sessionId: string, accountId: string) =>
      endSession(db, { sessionId, accountId }, actorOf(accountId), after(2));
    expect(await end(one.sessionId, ben)).toEqual(unknown);
    expect(await end('no-session', ada)).toEqual(unknown);
    expect((await stateOf(db, one, after(2))).kind).toBe('signed-in');
    await end(one.sessionId, ada);
    expect(await end(one.sessionId, ada)).toEqual(unknown);
  });

  test('everywhere leaves the one that asks, and nobody else’s', async () => {
    const { db, ada, one, two } = await withTwoSessions();
    const ben = await addAccount(db);
    const other = await begin(db, ben);
    const except = two.sessionId;
    expect(await endAllSessions(db, ada, { except }, actorOf(ada), after(2))).toBe(1);
    expect((await stateOf(db, one, after(2))).kind).toBe('ended');
    expect(await open(db, ada)).toEqual([two.sessionId]);
    expect(await endAllSessions(db, ada, {}, actorOf('boss'), after(2))).toBe(1);
    expect(await endAllSessions(db, ada, {}, actorOf('boss'), after(2))).toBe(0);
    expect((await stateOf(db, other, after(2))).kind).toBe('signed-in');
    expect((await readEvents(db)).slice(-2)).toEqual([
      `account.sign-out-everywhere by ${ada}`,
      'account.sign-out-everywhere by boss',
    ]);
  });

  test('that are used no more does not bring them back', async () => {
    const { db, ada, one } = await withTwoSessions();
    await endAllSessions(db, ada, {}, actorOf(ada), after(2));
    await touchSession(db, one.sessionId, after(3));
    expect((await stateOf(db, one, after(3))).kind).toBe('ended');
  });
});
