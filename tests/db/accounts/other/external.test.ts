import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import {
  acceptInvitationWithOtherSystem,
  linkIdentity,
  signInWithOtherSystem,
  unlinkIdentity,
} from '#src/features/accounts/commands/external.ts';
import { invite } from '#src/features/accounts/commands/invitations.ts';
import { findWaysIn } from '#src/features/accounts/queries/external.ts';
import {
  actorOf,
  addAccount,
  after,
  NOW,
  POST,
  readEvents,
  readMessages,
  stateOf,
  valueOf,
  VISIT,
} from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';

const ISSUER = 'https://login.example.org/tenant';
const identity = { issuer: ISSUER, subject: 'abc' };
const ARRIVAL = { identity, isStrong: false, visit: VISIT };

async function withLinked(
  added: Parameters<typeof addAccount>[1] = {},
): Promise<{ db: Db; accountId: string }> {
  const db = await testDatabase();
  const accountId = await addAccount(db, added);
  valueOf(await linkIdentity(db, { accountId, identity }, actorOf(accountId), NOW));
  return { db, accountId };
}

const link = (db: Db, accountId: string, subject: string, issuer = ISSUER) =>
  linkIdentity(db, { accountId, identity: { issuer, subject } }, actorOf(accountId), NOW);

describe('signing in through another system', () => {
  test('opens the linked account, of strength 1 unless the other system took a second step', async () => {
    const { db } = await withLinked({ roles: ['editor'], secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' });
    const weak = valueOf(await signInWithOtherSystem(db, ARRIVAL, NOW));
    expect((await stateOf(db, weak)).kind).toBe('second-step');
    const strong = valueOf(await signInWithOtherSystem(db, { ...ARRIVAL, isStrong: true }, NOW));
    expect((await stateOf(db, strong)).kind).toBe('signed-in');
  });

  test('notes when it was used, and the session with its event', async () => {
    const { db, accountId } = await withLinked();
    await signInWithOtherSystem(db, ARRIVAL, after(5));
    const ways = await findWaysIn(db, accountId, ISSUER);
    expect(ways).toEqual({ hasPassword: true, linkedAt: NOW, lastUsedAt: after(5) });
    expect((await readEvents(db)).at(-1)).toBe(`session.start by ${accountId}`);
  });

  test.each([
    ['another subject', { issuer: ISSUER, subject: 'ABC' }],
    ['the same subject of another issuer', { issuer: 'https://other.example.org', subject: 'abc' }],
  ])('%s opens nothing and makes no account', async (_, other) => {
    const { db } = await withLinked();
    const result = await signInWithOtherSystem(db, { ...ARRIVAL, identity: other }, NOW);
    expect(result).toEqual({ ok: false, error: 'unknown' });
    expect(await db.selectFrom('account').select('id').execute()).toHaveLength(1);
  });

  test('a stopped account is refused, and so is one of the example place when that is off', async () => {
    const stopped = await withLinked();
    await stopped.db.updateTable('account').set({ stopped_at: NOW.toISOString() }).execute();
    expect(await signInWithOtherSystem(stopped.db, ARRIVAL, NOW)).toEqual({ ok: false, error: 'stopped' });
    const demo = await withLinked({ isDemo: true });
    expect(await signInWithOtherSystem(demo.db, ARRIVAL, NOW)).toEqual({ ok: false, error: 'unknown' });
    const here = { ...ARRIVAL, visit: { ...VISIT, allowDemo: true } };
    expect((await signInWithOtherSystem(demo.db, here, NOW)).ok).toBe(true);
  });
});

describe('linking', () => {
  test('is recorded without who the person is over there, and twice changes nothing', async () => {
    const { db, accountId } = await withLinked();
    expect(await link(db, accountId, 'abc')).toEqual({ ok: true, value: 'linked' });
    expect(await readEvents(db)).toEqual([`account.link-other-system by ${accountId}`]);
    const [event] = await db.selectFrom('audit_event').select('after').execute();
    expect(event?.after).toBe(JSON.stringify({ issuer: ISSUER }));
  });

  test('one identity belongs to one account, and one account has one identity with a system', async () => {
    const { db, accountId } = await withLinked();
    const other = await addAccount(db);
    expect(await link(db, other, 'abc')).toEqual({ ok: false, error: 'taken' });
    expect(await link(db, accountId, 'def')).toEqual({ ok: false, error: 'has-another' });
    expect((await link(db, accountId, 'def', 'https://other.example.org')).ok).toBe(true);
  });
});

describe('ending a link', () => {
  const end = (db: Db, accountId: string, sessionId: string) =>
    unlinkIdentity(db, { accountId, issuer: ISSUER, sessionId }, actorOf(accountId, sessionId), NOW);

  test('ends the sessions that began there, but this one, and opens nothing any more', async () => {
    const { db, accountId } = await withLinked();
    const here = valueOf(await signInWithOtherSystem(db, ARRIVAL, NOW));
    const elsewhere = valueOf(await signInWithOtherSystem(db, ARRIVAL, NOW));
    expect(await end(db, accountId, here.sessionId)).toEqual({ ok: true, value: 'unlinked' });
    expect((await stateOf(db, here)).kind).toBe('signed-in');
    expect((await stateOf(db, elsewhere)).kind).toBe('ended');
    expect(await signInWithOtherSystem(db, ARRIVAL, NOW)).toEqual({ ok: false, error: 'unknown' });
    expect((await readEvents(db)).at(-1)).toBe(`account.unlink-other-system by ${accountId}`);
  });

  test('is refused to somebody without a password, and where there is no link', async () => {
    const { db, accountId } = await withLinked({ password: null });
    expect(await end(db, accountId, 'x')).toEqual({ ok: false, error: 'only-way-in' });
    const other = await addAccount(db);
    expect(await end(db, other, 'x')).toEqual({ ok: false, error: 'unknown' });
  });
});

describe('taking up an invitation through another system', () => {
  async function invited() {
    const db = await testDatabase();
    const person = { email: 'new@example.org', name: 'New', roles: [] };
    const { accountId } = valueOf(await invite(db, POST, person, actorOf('command-line'), NOW));
    const [message] = await readMessages(db);
    return { db, accountId, token: message?.token ?? '' };
  }

  test('links, starts a session and uses the invitation up', async () => {
    const { db, accountId, token } = await invited();
    const started = valueOf(await acceptInvitationWithOtherSystem(db, { ...ARRIVAL, token }, NOW));
    expect(await stateOf(db, started)).toMatchObject({
      kind: 'signed-in',
      user: { accountId, method: 'oidc' },
    });
    const second = { ...ARRIVAL, identity: { issuer: ISSUER, subject: 'somebody else' }, token };
    expect(await acceptInvitationWithOtherSystem(db, second, NOW)).toEqual({ ok: false, error: 'used' });
    expect((await signInWithOtherSystem(db, ARRIVAL, NOW)).ok).toBe(true);
  });

  test('is refused after seven days, for a made-up link, and for a stopped account', async () => {
    const { db, token } = await invited();
    const late = await acceptInvitationWithOtherSystem(db, { ...ARRIVAL, token }, after(7 * 24 * 60));
    expect(late).toEqual({ ok: false, error: 'expired' });
    const foreign = await acceptInvitationWithOtherSystem(db, { ...ARRIVAL, token: 'made-up' }, NOW);
    expect(foreign).toEqual({ ok: false, error: 'unknown' });
    await db.updateTable('account').set({ stopped_at: NOW.toISOString() }).execute();
    const stopped = await acceptInvitationWithOtherSystem(db, { ...ARRIVAL, token }, NOW);
    expect(stopped).toEqual({ ok: false, error: 'stopped' });
    expect(await db.selectFrom('external_identity').selectAll().execute()).toEqual([]);
  });

  test('an identity of another account leaves the invitation as it was', async () => {
    const { db, token } = await invited();
    valueOf(await link(db, await addAccount(db), 'abc'));
    const result = await acceptInvitationWithOtherSystem(db, { ...ARRIVAL, token }, NOW);
    expect(result).toEqual({ ok: false, error: 'taken' });
    const free = { ...ARRIVAL, identity: { issuer: ISSUER, subject: 'free' }, token };
    expect((await acceptInvitationWithOtherSystem(db, free, NOW)).ok).toBe(true);
  });
});
