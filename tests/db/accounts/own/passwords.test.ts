import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { changePassword, resetPassword, setPassword } from '#src/features/accounts/commands/own/passwords.ts';
import { startSession } from '#src/features/accounts/commands/sessions.ts';
import { handleLinkRequests, requestLink } from '#src/features/accounts/commands/signing-in/link-requests.ts';
import { signInWithPassword } from '#src/features/accounts/commands/signing-in/password.ts';
import { findToken } from '#src/features/accounts/queries/tokens.ts';
import type { Visit } from '#src/features/accounts/visit.ts';
import {
  actorOf,
  addAccount,
  after,
  KEYS,
  NOW,
  OTHER_PASSWORD,
  PASSWORD,
  POST,
  readEvents,
  readMessages,
  stateOf,
  userOf,
  valueOf,
  VISIT,
  type AddedAccount,
} from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';

const begin = (db: Db, accountId: string) =>
  db
    .transaction()
    .execute((trx) => startSession(trx, { accountId, strength: 1, method: 'password', visit: VISIT }, NOW));

async function signedIn(changes: AddedAccount = {}) {
  const db = await testDatabase();
  const ada = await addAccount(db, { email: 'ada@example.org', ...changes });
  const session = await begin(db, ada);
  return { db, ada, session, user: await userOf(db, session) };
}

const signIn = (db: Db, password: string, visit: Partial<Visit> = {}) =>
  signInWithPassword(
    db,
    KEYS,
    { email: 'ada@example.org', password, visit: { ...VISIT, ...visit } },
    after(1),
  );

async function askFor(db: Db, purpose: 'sign-in' | 'reset'): Promise<string> {
  await requestLink(db, KEYS, { email: 'ada@example.org', purpose, visit: VISIT }, NOW);
  await handleLinkRequests(db, POST, NOW);
  return (await readMessages(db)).at(-1)?.token ?? '';
}

describe('changing one’s password', () => {
  test('takes the new one in the place of the old, ends the other sessions and tells the person', async () => {
    const { db, ada, session, user } = await signedIn();
    const other = await begin(db, ada);
    const link = await askFor(db, 'reset');
    const change = { user, current: PASSWORD, next: OTHER_PASSWORD };
    expect(await changePassword(db, POST, change, actorOf(ada), NOW)).toEqual({ ok: true, value: 'changed' });
    expect((await stateOf(db, session)).kind).toBe('signed-in');
    expect((await stateOf(db, other)).kind).toBe('ended');
    expect(await findToken(db, link, 'reset', NOW)).toEqual({ ok: false, error: 'used' });
    expect((await readMessages(db)).at(-1)).toMatchObject({
      template: 'password-changed',
      to: 'ada@example.org',
    });
    expect((await readEvents(db)).at(-1)).toBe(`password.change by ${ada}`);
    expect((await signIn(db, PASSWORD)).ok).toBe(false);
    expect((await signIn(db, OTHER_PASSWORD)).ok).toBe(true);
  });

  test('wants the current one, and pauses after ten wrong ones without keeping anybody from signing in', async () => {
    const { db, ada, user } = await signedIn();
    const change = (current: string) =>
      changePassword(db, POST, { user, current, next: OTHER_PASSWORD }, actorOf(ada), NOW);
    for (let each = 0; each < 10; each += 1)
      expect(await change('wrong')).toEqual({ ok: false, error: 'wrong' });
    expect(await change(PASSWORD)).toEqual({ ok: false, error: 'too-many' });
    expect((await signIn(db, PASSWORD)).ok).toBe(true);
  });

  test.each([
    ['too short', 'too-short'],
    ['qwertyuiop', 'common'],
    ['Marlbridge Directory 1', 'personal'],
    ['x'.repeat(201), 'too-long'],
  ])('refuses a new one with a fault: "%s"', async (next, error) => {
    const { db, ada, user } = await signedIn();
    const change = { user, current: PASSWORD, next };
    expect(await changePassword(db, POST, change, actorOf(ada), NOW)).toEqual({ ok: false, error });
    expect(await readMessages(db)).toEqual([]);
  });
});

describe('a first password', () => {
  test('is set by who signs in by link', async () => {
    const { db, ada, user } = await signedIn({ password: null });
    const current = { user, current: '', next: OTHER_PASSWORD };
    expect(await changePassword(db, POST, current, actorOf(ada), NOW)).toEqual({
      ok: false,
      error: 'no-password',
    });
    const set = { user, password: OTHER_PASSWORD };
    expect(await setPassword(db, POST, set, actorOf(ada), NOW)).toEqual({ ok: true, value: 'set' });
    expect((await signIn(db, OTHER_PASSWORD)).ok).toBe(true);
    expect((await readMessages(db)).map(({ template }) => template)).toEqual(['password-changed']);
  });

  test('is no way round the current one', async () => {
    const { db, ada, user } = await signedIn();
    const set = { user, password: OTHER_PASSWORD };
    expect(await setPassword(db, POST, set, actorOf(ada), NOW)).toEqual({ ok: false, error: 'has-password' });
    expect(await setPassword(db, POST, { user, password: 'short' }, actorOf(ada), NOW)).toEqual({
      ok: false,
      error: 'too-short',
    });
  });
});

describe('a forgotten password', () => {
  const reset = (db: Db, token: string, password = OTHER_PASSWORD, at = NOW) =>
    resetPassword(db, POST, { token, password, visit: VISIT }, at);

  test('is replaced by link: every session ends, known browsers are forgotten, and the person is told', async () => {
    const { db, ada, session } = await signedIn();
    const signInLink = await askFor(db, 'sign-in');
    const fresh = valueOf(await reset(db, await askFor(db, 'reset')));
    expect((await stateOf(db, session)).kind).toBe('ended');
    expect(await stateOf(db, fresh)).toMatchObject({ user: { accountId: ada, strength: 1 } });
    expect(fresh.deviceToken).not.toBe(session.deviceToken);
    expect(await db.selectFrom('known_device').selectAll().execute()).toHaveLength(1);
    expect(await findToken(db, signInLink, 'sign-in', NOW)).toEqual({ ok: false, error: 'used' });
    expect((await readMessages(db)).at(-1)?.template).toBe('password-changed');
    expect((await readEvents(db)).slice(-2)).toEqual([`password.reset by ${ada}`, `session.start by ${ada}`]);
    expect((await signIn(db, PASSWORD)).ok).toBe(false);
    expect((await signIn(db, OTHER_PASSWORD)).ok).toBe(true);
  });

  test('does not get round the second step', async () => {
    const { db } = await signedIn({ secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' });
    const fresh = valueOf(await reset(db, await askFor(db, 'reset')));
    expect((await stateOf(db, fresh)).kind).toBe('second-step');
  });

  test('is replaced once, within the hour, by a link of this kind; a fault does not use it up', async () => {
    const { db } = await signedIn();
    const token = await askFor(db, 'reset');
    expect(await reset(db, token, 'short')).toEqual({ ok: false, error: 'too-short' });
    expect(await reset(db, await askFor(db, 'sign-in'))).toEqual({ ok: false, error: 'unknown' });
    expect(await reset(db, token, OTHER_PASSWORD, after(60))).toEqual({ ok: false, error: 'expired' });
    expect((await reset(db, token)).ok).toBe(true);
    expect(await reset(db, token, PASSWORD)).toEqual({ ok: false, error: 'used' });
  });

  test('of two who follow the link at once, one replaces it', async () => {
    const { db } = await signedIn();
    const token = await askFor(db, 'reset');
    const results = await Promise.all([reset(db, token), reset(db, token, 'three brass kettles')]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('stays as it is for an account that was stopped, or of the example place when that is off', async () => {
    const { db, ada } = await signedIn();
    const token = await askFor(db, 'reset');
    await db.updateTable('account').set({ stopped_at: NOW.toISOString() }).where('id', '=', ada).execute();
    expect(await reset(db, token)).toEqual({ ok: false, error: 'stopped' });
    await db.updateTable('account').set({ stopped_at: null, is_demo: 1 }).where('id', '=', ada).execute();
    expect(await reset(db, await askFor(db, 'reset'))).toEqual({ ok: false, error: 'unknown' });
  });
});
