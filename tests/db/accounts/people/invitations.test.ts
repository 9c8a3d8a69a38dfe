import { describe, expect, test } from 'vitest';
import { acceptInvitation } from '#src/features/accounts/commands/acceptance.ts';
import { createAdministrator } from '#src/features/accounts/commands/administrators.ts';
import { invite, inviteAgain, withdrawInvitation } from '#src/features/accounts/commands/invitations.ts';
import { stopAccount } from '#src/features/accounts/commands/people/stop.ts';
import { signInWithPassword } from '#src/features/accounts/commands/signing-in/password.ts';
import { listHeldRoles } from '#src/features/accounts/queries/sign-in-state.ts';
import type { GivenRole } from '#src/features/accounts/visit.ts';
import {
  actorOf,
  addAccount,
  after,
  KEYS,
  NOW,
  OTHER_PASSWORD,
  POST,
  readEvents,
  readMessages,
  stateOf,
  valueOf,
  VISIT,
} from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';
import { idOf, writeDirectory } from '../../../support/directory.ts';

const EDITOR: GivenRole = { role: 'editor', organisationId: null };
const BOSS = actorOf('boss');

async function inviting(roles: readonly GivenRole[] = [EDITOR], email = 'ada@example.org') {
  const db = await testDatabase();
  await writeDirectory(db, []);
  const result = await invite(db, POST, { email, name: 'Ada E', roles }, BOSS, NOW);
  const again = (id: string, at = NOW) => inviteAgain(db, POST, id, BOSS, at);
  const accept = (token: string, { password = OTHER_PASSWORD as string | null, at = NOW } = {}) =>
    acceptInvitation(
      db,
      KEYS,
      { token, name: 'Ada Example', password, siteName: 'Marlbridge Directory', visit: VISIT },
      at,
    );
  return { db, result, again, accept };
}

const tokenOf = ({ link }: { link: string }): string => link.split('/').at(-1) ?? '';

describe('an invitation', () => {
  test('makes an account that nobody can sign in to yet, and sends the link', async () => {
    const { db, result } = await inviting([EDITOR, EDITOR]);
    const { accountId, link } = valueOf(result);
    expect(link).toMatch(/^https:\/\/directory\.example\.org\/invitations\/[\w-]{22}$/);
    const [message] = await readMessages(db);
    expect(message).toMatchObject({
      template: 'invitation',
      to: 'ada@example.org',
      token: tokenOf({ link }),
    });
    expect(message?.text).toContain('7 days');
    expect(await listHeldRoles(db, accountId)).toEqual([
      { role: 'editor', organisationId: null, organisationName: null },
    ]);
    const typed = { email: 'ada@example.org', password: OTHER_PASSWORD, visit: VISIT };
    expect((await signInWithPassword(db, KEYS, typed, NOW)).ok).toBe(false);
    expect((await readEvents(db)).at(-1)).toBe('account.invite by boss');
    const event = await db
      .selectFrom('audit_event')
      .selectAll()
      .where('action', '=', 'account.invite')
      .executeTakeFirst();
    expect(event?.after).toContain('editor');
    expect(event?.after).not.toMatch(/ada|example/i);
  });

  test('names who invites', async () => {
    const { db } = await inviting();
    const boss = await addAccount(db, { email: 'boss@example.org' });
    const invited = { email: 'ben@example.org', name: 'Ben E', roles: [EDITOR] };
    const { accountId } = valueOf(await invite(db, POST, invited, actorOf(boss), NOW));
    expect((await readMessages(db)).at(-1)?.text).toContain('Ada Example');
    const ben = await db
      .selectFrom('account')
      .select('created_by')
      .where('id', '=', accountId)
      .executeTakeFirst();
    expect(ben?.created_by).toBe(boss);
  });

  test('is refused for an address that has an account, in whatever letters', async () => {
    const { db } = await inviting();
    const twice = { email: ' ADA@Example.org', name: 'Ada E', roles: [] };
    expect(await invite(db, POST, twice, BOSS, NOW)).toEqual({ ok: false, error: 'has-account' });
    expect(await readMessages(db)).toHaveLength(1);
  });

  test.each<[string, GivenRole]>([
    ['at an organisation that is not in the directory', { role: 'organisation_editor', organisationId: 'x' }],
    ['of an organisation without one', { role: 'organisation_editor', organisationId: null }],
    [
      'that counts everywhere, at an organisation',
      { role: 'editor', organisationId: idOf('organisation', 'club') },
    ],
  ])('is refused with a role %s', async (_, given) => {
    const { db, result } = await inviting([given]);
    expect(result).toEqual({ ok: false, error: 'unknown-organisation' });
    expect(await db.selectFrom('account').selectAll().execute()).toEqual([]);
    expect(await readMessages(db)).toEqual([]);
  });

  test('is for an organisation of the directory', async () => {
    const organisationId = idOf('organisation', 'club');
    const { db, result } = await inviting([{ role: 'organisation_manager', organisationId }]);
    expect(await listHeldRoles(db, valueOf(result).accountId)).toEqual([
      { role: 'organisation_manager', organisationId, organisationName: 'Kettle and Co' },
    ]);
  });
});

describe('taking up an invitation', () => {
  test('begins a session; who must take the second step is asked to set it up', async () => {
    const { db, result, accept } = await inviting();
    const { accountId, link } = valueOf(result);
    const session = valueOf(await accept(tokenOf({ link })));
    expect(await stateOf(db, session)).toMatchObject({
      kind: 'set-up-second-step',
      user: { accountId, name: 'Ada Example', strength: 1 },
    });
    const typed = { email: 'ada@example.org', password: OTHER_PASSWORD, visit: VISIT };
    expect((await signInWithPassword(db, KEYS, typed, after(1))).ok).toBe(true);
    expect(await readEvents(db)).toContain(`account.accept-invitation by ${accountId}`);
  });

  test('is possible without a password, for who signs in by link', async () => {
    const { db, result, accept } = await inviting([]);
    const session = valueOf(await accept(tokenOf(valueOf(result)), { password: null }));
    expect((await stateOf(db, session)).kind).toBe('signed-in');
    expect((await db.selectFrom('account').select('password_hash').executeTakeFirst())?.password_hash).toBe(
      null,
    );
  });

  test('works once and for seven days; a password with a fault does not use it up', async () => {
    const { result, accept } = await inviting();
    const token = tokenOf(valueOf(result));
    const week = 7 * 24 * 60;
    expect(await accept(token, { at: after(week) })).toEqual({ ok: false, error: 'expired' });
    expect(await accept(token, { password: 'Marlbridge Directory' })).toEqual({
      ok: false,
      error: 'personal',
    });
    expect(await accept('made-up')).toEqual({ ok: false, error: 'unknown' });
    expect((await accept(token, { at: after(week - 1) })).ok).toBe(true);
    expect(await accept(token)).toEqual({ ok: false, error: 'used' });
  });

  test('by two at once lets one of them in', async () => {
    const { db, result, accept } = await inviting();
    const token = tokenOf(valueOf(result));
    const results = await Promise.all([accept(token), accept(token, { password: null })]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.selectFrom('session').selectAll().execute()).toHaveLength(1);
  });

  test('is over when the account was stopped', async () => {
    const { db, result, accept } = await inviting();
    const { accountId, link } = valueOf(result);
    await stopAccount(db, POST, { accountId, reason: 'a mistake' }, BOSS, NOW);
    expect(await accept(tokenOf({ link }))).toEqual({ ok: false, error: 'used' });
    expect(await readMessages(db)).toEqual([]); // neither the invitation nor word of its end
  });
});

describe('an invitation that waits', () => {
  test('can be sent again: the former link is over, and the seven days begin anew', async () => {
    const { db, result, again, accept } = await inviting();
    const { accountId, link } = valueOf(result);
    const second = valueOf(await again(accountId, after(60)));
    expect(await accept(tokenOf({ link }))).toEqual({ ok: false, error: 'used' });
    expect((await readMessages(db)).map(({ token }) => token)).toEqual([tokenOf(second)]);
    expect((await accept(tokenOf(second), { at: after(7 * 24 * 60) })).ok).toBe(true);
    expect(await again(accountId)).toEqual({ ok: false, error: 'accepted' });
  });

  test('can be withdrawn: the account is gone, its link leads nowhere, its address is free', async () => {
    const { db, result, accept } = await inviting();
    const { accountId, link } = valueOf(result);
    const withdraw = (id: string) => withdrawInvitation(db, id, BOSS, after(1));
    expect(await withdraw(accountId)).toEqual({ ok: true, value: 'withdrawn' });
    expect(await accept(tokenOf({ link }))).toEqual({ ok: false, error: 'unknown' });
    expect(await db.selectFrom('account_role').selectAll().execute()).toEqual([]);
    expect(await readMessages(db)).toEqual([]);
    expect(await withdraw(accountId)).toEqual({ ok: false, error: 'unknown' });
    const anew = { email: 'ada@example.org', name: 'Ada E', roles: [EDITOR] };
    expect((await invite(db, POST, anew, BOSS, after(2))).ok).toBe(true);
    expect((await readEvents(db)).slice(-2)).toEqual([
      'account.withdraw-invitation by boss',
      'account.invite by boss',
    ]);
  });

  test('is one only until it is taken up, and is not sent to a stopped account', async () => {
    const { db, again, accept, result } = await inviting();
    const { accountId, link } = valueOf(result);
    await db.updateTable('account').set({ stopped_at: NOW.toISOString() }).execute();
    expect(await again(accountId)).toEqual({ ok: false, error: 'stopped' });
    await db.updateTable('account').set({ stopped_at: null }).execute();
    await accept(tokenOf({ link }));
    expect(await withdrawInvitation(db, accountId, BOSS, NOW)).toEqual({ ok: false, error: 'accepted' });
    expect(await again('nobody')).toEqual({ ok: false, error: 'unknown' });
  });
});

describe('an administrator from the command line', () => {
  test('is invited like anybody, also when there are others', async () => {
    const db = await testDatabase();
    await addAccount(db, { roles: ['administrator'] });
    const made = await createAdministrator(db, POST, { email: 'new@example.org', name: 'New' }, NOW);
    const { accountId, link } = valueOf(made);
    expect((await listHeldRoles(db, accountId)).map(({ role }) => role)).toEqual(['administrator']);
    expect((await readMessages(db)).map(({ to, token }) => [to, token])).toEqual([
      ['new@example.org', tokenOf({ link })],
    ]);
    expect(await readEvents(db)).toEqual(['account.invite by command-line']);
    const twice = await createAdministrator(db, POST, { email: 'NEW@example.org', name: 'New' }, NOW);
    expect(twice).toEqual({ ok: false, error: 'has-account' });
  });
});
