import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { signInByLink } from '#src/features/accounts/commands/signing-in/link.ts';
import { handleLinkRequests, requestLink } from '#src/features/accounts/commands/signing-in/link-requests.ts';
import { findToken } from '#src/features/accounts/queries/tokens.ts';
import type { Visit } from '#src/features/accounts/visit.ts';
import {
  addAccount,
  after,
  KEYS,
  NOW,
  POST,
  readEvents,
  readMessages,
  stateOf,
  valueOf,
  VISIT,
  type AddedAccount,
} from '../../../support/accounts/accounts.ts';
import { atOnce } from '../../../support/accounts/at-once.ts';
import { testDatabase } from '../../../support/database.ts';

async function withAda(changes: AddedAccount = {}) {
  const db = await testDatabase();
  return { db, ada: await addAccount(db, { email: 'ada@example.org', ...changes }) };
}

interface Asked {
  email?: string;
  purpose?: 'sign-in' | 'reset';
  visit?: Partial<Visit>;
  at?: Date;
}

const ask = (db: Db, { email = 'ada@example.org', purpose = 'sign-in', visit, at = NOW }: Asked = {}) =>
  requestLink(db, KEYS, { email, purpose, visit: { ...VISIT, ...visit } }, at);

/** The secret of the link that somebody was sent. */
async function linkFor(db: Db, asked: Asked = {}): Promise<string> {
  await ask(db, asked);
  await handleLinkRequests(db, POST, asked.at ?? NOW);
  return (await readMessages(db)).at(-1)?.token ?? '';
}

const follow = (db: Db, token: string, at: Date = NOW, visit: Partial<Visit> = {}) =>
  signInByLink(db, { token, visit: { ...VISIT, ...visit } }, at);

describe('asking for a link', () => {
  test('leaves the same trace for an address that nobody has', async () => {
    const { db } = await withAda();
    await ask(db);
    await ask(db, { email: 'nobody@example.org' });
    const requests = await db.selectFrom('sign_in_link_request').selectAll().execute();
    expect(requests.map(({ purpose, handled_at }) => ({ purpose, handled_at }))).toEqual([
      { purpose: 'sign-in', handled_at: null },
      { purpose: 'sign-in', handled_at: null },
    ]);
    expect(JSON.stringify(requests)).not.toMatch(/ada@|nobody@/);
    expect(await readMessages(db)).toEqual([]);
  });

  test('sends one to the address of the account, and forgets what was typed', async () => {
    const { db, ada } = await withAda();
    await ask(db, { email: ' ADA@example.org' });
    await ask(db, { email: 'nobody@example.org' });
    expect(await handleLinkRequests(db, POST, NOW)).toBe(1);
    const [message, ...more] = await readMessages(db);
    expect(message).toMatchObject({ template: 'sign-in-link', to: 'ada@example.org' });
    expect(message?.text).toContain(`https://directory.example.org/sign-in/link/${message?.token}`);
    expect(message?.text).toContain('15 minutes');
    expect(more).toEqual([]);
    const requests = await db.selectFrom('sign_in_link_request').selectAll().execute();
    expect(requests.map(({ email_sealed }) => email_sealed)).toEqual(['', '']);
    expect(await readEvents(db)).toEqual(['account.sign-in-link by visitor']);
    expect((await db.selectFrom('audit_event').select('entity_id').executeTakeFirst())?.entity_id).toBe(ada);
  });

  test('for a forgotten password sends another message, good for an hour', async () => {
    const { db } = await withAda();
    const token = await linkFor(db, { purpose: 'reset' });
    const [message] = await readMessages(db);
    expect(message?.template).toBe('password-reset');
    expect(message?.text).toContain(`/sign-in/new-password/${token}`);
    expect((await findToken(db, token, 'reset', after(59))).ok).toBe(true);
    expect(await findToken(db, token, 'reset', after(60))).toEqual({ ok: false, error: 'expired' });
  });

  test('is done once, however often it is looked after', async () => {
    const { db } = await withAda();
    await ask(db);
    await Promise.all([handleLinkRequests(db, POST, NOW), handleLinkRequests(db, POST, NOW)]);
    expect(await readMessages(db)).toHaveLength(1);
  });

  test('sends nothing to a stopped account, before the invitation is taken up, or after an hour', async () => {
    const { db, ada } = await withAda();
    await addAccount(db, { email: 'invited@example.org', isWaiting: true });
    await ask(db, { email: 'invited@example.org' });
    await ask(db);
    await db.updateTable('account').set({ stopped_at: NOW.toISOString() }).where('id', '=', ada).execute();
    expect(await handleLinkRequests(db, POST, NOW)).toBe(0);
    await db.updateTable('account').set({ stopped_at: null }).where('id', '=', ada).execute();
    await ask(db);
    expect(await handleLinkRequests(db, POST, after(60))).toBe(0);
    expect(await readMessages(db)).toEqual([]);
  });

  test('more than five times in an hour sends no more, and one stranger leaves some for the owner', async () => {
    const { db } = await withAda();
    for (let each = 0; each < 12; each += 1) await ask(db, { visit: { addressHash: 'stranger' } });
    expect(await handleLinkRequests(db, POST, NOW)).toBe(5);
    await ask(db);
    expect(await handleLinkRequests(db, POST, NOW)).toBe(1);
    await ask(db, { visit: { addressHash: 'stranger' }, at: after(61) });
    expect(await handleLinkRequests(db, POST, after(61))).toBe(1);
  });

  test('in a known browser is open whatever strangers ask for', async () => {
    const { db } = await withAda();
    const { deviceToken } = valueOf(await follow(db, await linkFor(db)));
    for (let each = 0; each < 30; each += 1) await ask(db, { visit: { addressHash: `p${each}` } });
    await handleLinkRequests(db, POST, NOW);
    await ask(db);
    expect(await handleLinkRequests(db, POST, NOW)).toBe(0);
    await ask(db, { visit: { deviceToken } });
    expect(await handleLinkRequests(db, POST, NOW)).toBe(1);
  });

  test('that cannot be opened does not keep the others waiting', async () => {
    const { db } = await withAda();
    await ask(db);
    await db.updateTable('sign_in_link_request').set({ email_sealed: 'damaged' }).execute();
    await ask(db);
    await expect(handleLinkRequests(db, POST, NOW)).rejects.toThrow('altered');
    expect(await readMessages(db)).toHaveLength(1);
  });
});

describe('a link', () => {
  test('signs in once, with strength 1', async () => {
    const { db, ada } = await withAda();
    const token = await linkFor(db);
    expect(valueOf(await findToken(db, token, 'sign-in', NOW))).toMatchObject({
      accountId: ada,
      email: 'ada@example.org',
      name: 'Ada Example',
    });
    const session = valueOf(await follow(db, token));
    expect(await stateOf(db, session)).toMatchObject({
      user: { accountId: ada, strength: 1, method: 'link' },
    });
    expect(await follow(db, token)).toEqual({ ok: false, error: 'used' });
    expect(await findToken(db, token, 'sign-in', NOW)).toEqual({ ok: false, error: 'used' });
  });

  test('does not get round the second step', async () => {
    const { db } = await withAda({ secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' });
    const session = valueOf(await follow(db, await linkFor(db)));
    expect((await stateOf(db, session)).kind).toBe('second-step');
  });

  test('used twice at once, in two connections, begins one session', async () => {
    const { db } = await withAda();
    const token = await linkFor(db);
    const act = { name: 'signInByLink', first: token, second: '' };
    const results = await atOnce(db, [act, act, act]);
    expect(results.filter((each) => (each as { ok?: boolean }).ok)).toHaveLength(1);
    expect(results.filter((each) => (each as { error?: string }).error === 'used')).toHaveLength(2);
    expect(await db.selectFrom('session').selectAll().execute()).toHaveLength(1);
  });

  test('works for fifteen minutes', async () => {
    const { db } = await withAda();
    const token = await linkFor(db);
    expect(await follow(db, token, after(15))).toEqual({ ok: false, error: 'expired' });
    expect((await follow(db, token, after(14.9))).ok).toBe(true);
  });

  test('of another kind, or made up, is none and is not used up', async () => {
    const { db } = await withAda();
    const reset = await linkFor(db, { purpose: 'reset' });
    for (const token of [reset, '', 'made-up', reset.slice(0, -1)])
      expect(await follow(db, token)).toEqual({ ok: false, error: 'unknown' });
    expect((await findToken(db, reset, 'reset', NOW)).ok).toBe(true);
    expect(await db.selectFrom('session').selectAll().execute()).toEqual([]);
  });

  test('is no use to an account that was stopped, or of the example place when that is off', async () => {
    const { db, ada } = await withAda();
    const token = await linkFor(db);
    await db.updateTable('account').set({ stopped_at: NOW.toISOString() }).where('id', '=', ada).execute();
    expect(await follow(db, token)).toEqual({ ok: false, error: 'stopped' });
    await db.updateTable('account').set({ stopped_at: null, is_demo: 1 }).where('id', '=', ada).execute();
    const another = await linkFor(db);
    expect(await follow(db, another)).toEqual({ ok: false, error: 'unknown' });
  });

  test('is not in the database', async () => {
    const { db } = await withAda();
    const token = await linkFor(db);
    expect(JSON.stringify(await db.selectFrom('auth_token').selectAll().execute())).not.toContain(token);
  });
});
