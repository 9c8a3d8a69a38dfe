import { expect, test } from 'vitest';
import type { Role } from '#src/features/accounts/roles.ts';
import { listHeldRoles } from '#src/features/accounts/queries/sign-in-state.ts';
import { giveRoles } from '#src/features/team/commands/give-roles.ts';
import { changeTeamRoles, removeFromTeam } from '#src/features/team/commands/member.ts';
import { listTeam } from '#src/features/team/queries/team.ts';
import { actorOf, addAccount, NOW, POST, readEvents, readMessages } from '../../support/accounts/accounts.ts';
import { atOnce } from '../../support/accounts/at-once.ts';
import { testDatabase } from '../../support/database.ts';
import { idOf, writeDirectory } from '../../support/directory.ts';

const CLUB = idOf('organisation', 'club');
const MANAGER = { role: 'organisation_manager' as const, organisationId: CLUB };
const EDITOR = { role: 'organisation_editor' as const, organisationId: CLUB };

async function club() {
  const db = await testDatabase();
  await writeDirectory(db, []);
  const ada = await addAccount(db, { email: 'ada@example.org', roles: [MANAGER] });
  const give = (email: string, roles: readonly Role[] = ['organisation_editor']) =>
    giveRoles(db, POST, { organisationId: CLUB, email, name: 'Ben', roles }, actorOf(ada), NOW);
  const change = (accountId: string, roles: readonly Role[], version: number | null = null) =>
    changeTeamRoles(db, { organisationId: CLUB, accountId, roles, version }, actorOf(ada), NOW);
  const remove = (accountId: string) =>
    removeFromTeam(db, { organisationId: CLUB, accountId, version: null }, actorOf(ada), NOW);
  const team = async () => (await listTeam(db, CLUB)).map(({ email, roles }) => `${email}: ${roles.join()}`);
  return { db, ada, give, change, remove, team };
}

test('a colleague without an account is invited; one with an account gets the role and a mail', async () => {
  const { db, give, team } = await club();
  const ben = await addAccount(db, { email: 'ben@example.org', roles: ['editor'] });
  expect(await give('ben@example.org')).toMatchObject({ ok: true, value: { accountId: ben, isNew: false } });
  expect(await give('cy@example.org')).toMatchObject({ ok: true, value: { isNew: true } });
  expect((await readMessages(db)).map(({ template, to }) => `${template} to ${to}`)).toEqual([
    'team-added to ben@example.org',
    'invitation to cy@example.org',
  ]);
  expect(await team()).toEqual([
    'ada@example.org: organisation_manager',
    'ben@example.org: organisation_editor',
    'cy@example.org: organisation_editor',
  ]);
  expect((await listHeldRoles(db, ben)).map(({ role }) => role)).toContain('editor');
  expect((await readEvents(db)).filter((event) => event.startsWith('account.roles'))).toHaveLength(1);
});

test('giving a role that is held already tells nobody twice', async () => {
  const { db, give } = await club();
  await addAccount(db, { email: 'ben@example.org' });
  await give('ben@example.org');
  await give('BEN@example.org');
  expect(await readMessages(db)).toHaveLength(1);
});

test('somebody whose account was stopped gets neither a role nor a mail', async () => {
  const { db, give, team } = await club();
  const ben = await addAccount(db, { email: 'ben@example.org' });
  await db.updateTable('account').set({ stopped_at: NOW.toISOString() }).where('id', '=', ben).execute();
  expect(await give('ben@example.org')).toEqual({ ok: false, error: 'stopped' });
  expect(await team()).toEqual(['ada@example.org: organisation_manager']);
  expect(await readMessages(db)).toEqual([]);
});

test('roles change at this organisation only, and a choice made beside another one is refused', async () => {
  const { db, change, team } = await club();
  const ben = await addAccount(db, { email: 'ben@example.org', roles: [EDITOR, 'commissioner'] });
  expect(await change(ben, ['organisation_manager'], 1)).toEqual({ ok: true, value: 'changed' });
  expect(await change(ben, ['organisation_editor'], 1)).toEqual({ ok: false, error: 'stale' });
  expect(await team()).toContain('ben@example.org: organisation_manager');
  expect((await listHeldRoles(db, ben)).map(({ role }) => role).sort()).toEqual([
    'commissioner',
    'organisation_manager',
  ]);
});

test('the last manager can neither leave nor become something less; an invitation does not count as one', async () => {
  const { ada, give, change, remove, team } = await club();
  await give('cy@example.org', ['organisation_manager']);
  expect(await remove(ada)).toEqual({ ok: false, error: 'last-manager' });
  expect(await change(ada, ['organisation_editor'])).toEqual({ ok: false, error: 'last-manager' });
  expect(await team()).toContain('ada@example.org: organisation_manager');
});

test('of two managers who leave at once, one stays', async () => {
  const { db, ada, team } = await club();
  const ben = await addAccount(db, { email: 'ben@example.org', roles: [MANAGER] });
  const results = await atOnce(db, [
    { name: 'leaveTeam', first: ada, second: CLUB },
    { name: 'leaveTeam', first: ben, second: CLUB },
  ]);
  expect(results.map((result) => (result as { ok: boolean }).ok).sort()).toEqual([false, true]);
  expect(await team()).toHaveLength(1);
});

test('nobody of another organisation can be removed, and an invitation for nothing else is withdrawn', async () => {
  const { db, give, remove } = await club();
  const stranger = await addAccount(db, { email: 'eve@example.org' });
  expect(await remove(stranger)).toEqual({ ok: false, error: 'unknown' });
  const given = await give('cy@example.org');
  if (!given.ok) throw new Error(given.error);
  expect((await remove(given.value.accountId)).ok).toBe(true);
  const left = await db
    .selectFrom('account')
    .select('id')
    .where('email_key', '=', 'cy@example.org')
    .execute();
  expect(left).toEqual([]);
  expect(await readMessages(db)).toEqual([]);
});
