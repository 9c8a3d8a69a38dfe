import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { confirmPassword } from '#src/features/accounts/commands/own/confirm-password.ts';
import {
  describeRoles,
  findOrganisationsNamed,
  hasOrganisation,
} from '#src/features/accounts/queries/organisation-choices.ts';
import {
  countPeople,
  findPerson,
  isSessionOf,
  listPeople,
  recoveryCodesMark,
  type PeopleAsked,
} from '#src/features/accounts/queries/people.ts';
import { startSession } from '#src/features/accounts/commands/sessions.ts';
import { plainOrganisation } from '#src/features/services/record.ts';
import {
  actorOf,
  addAccount,
  after,
  KEYS,
  NOW,
  PASSWORD,
  userOf,
  VISIT,
} from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';
import { idOf, serviceRecord, writeDirectory } from '../../../support/directory.ts';

const named = async (db: Db, name: string, more: Parameters<typeof addAccount>[1] = {}): Promise<string> => {
  const id = await addAccount(db, more);
  await db.updateTable('account').set({ name }).where('id', '=', id).execute();
  return id;
};

const list = async (db: Db, asked: Partial<PeopleAsked> = {}) => {
  const { people, total } = await listPeople(db, {
    page: 1,
    pageSize: 50,
    partnersNeedSecondStep: false,
    ...asked,
  });
  return { names: people.map(({ name }) => name), total, people };
};

describe('the list of people', () => {
  async function some(): Promise<Db> {
    const db = await testDatabase();
    await named(db, 'Zoë Ångström', { email: 'zoe@example.org', roles: ['administrator'], secret: 'X' });
    await named(db, 'bob Baker', { roles: ['editor'] });
    await named(db, 'Ann Archer', { roles: ['commissioner'], isWaiting: true });
    const stopped = await named(db, 'Cal Cole', { roles: ['editor'] });
    await db
      .updateTable('account')
      .set({ stopped_at: NOW.toISOString() })
      .where('id', '=', stopped)
      .execute();
    return db;
  }

  test('is in the order of names as people sort them, whatever their case', async () => {
    expect((await list(await some())).names).toEqual(['Ann Archer', 'bob Baker', 'Cal Cole', 'Zoë Ångström']);
  });

  test.each([
    ['ZOE', ['Zoë Ångström']],
    ['angstrom zoe', ['Zoë Ångström']],
    ['zoe@example', ['Zoë Ångström']],
    ['person-', ['Ann Archer', 'bob Baker', 'Cal Cole']],
    ['%', ['Ann Archer', 'bob Baker', 'Cal Cole', 'Zoë Ångström']],
    ['nobody', []],
  ])('finds "%s" in names and addresses', async (words, names) => {
    expect(await list(await some(), { words })).toMatchObject({ names, total: names.length });
  });

  test('is narrowed by role and by state', async () => {
    const db = await some();
    expect((await list(db, { role: 'editor' })).names).toEqual(['bob Baker', 'Cal Cole']);
    expect((await list(db, { state: 'invited' })).names).toEqual(['Ann Archer']);
    expect((await list(db, { state: 'stopped' })).names).toEqual(['Cal Cole']);
    expect((await list(db, { state: 'active' })).names).toEqual(['bob Baker', 'Zoë Ångström']);
    // Neither who has one, nor who is not here yet, nor who may not come.
    expect((await list(db, { state: 'no-second-step' })).names).toEqual(['bob Baker']);
    expect((await list(db, { role: 'editor', state: 'active' })).total).toBe(1);
  });

  test('asks partners for a second step only when the setting says so', async () => {
    const db = await testDatabase();
    await writeDirectory(db, [serviceRecord('tea')]);
    const organisationId = idOf('organisation', 'club');
    await named(db, 'Pat Partner', { roles: [{ role: 'organisation_editor', organisationId }] });
    expect((await list(db, { state: 'no-second-step' })).names).toEqual([]);
    expect((await list(db, { state: 'no-second-step', partnersNeedSecondStep: true })).names).toEqual([
      'Pat Partner',
    ]);
    expect((await list(db)).people[0]?.roles).toEqual([
      { role: 'organisation_editor', organisationId, organisationName: 'Kettle and Co' },
    ]);
  });

  test('is cut into pages that together hold everybody once, in either order', async () => {
    const db = await testDatabase();
    for (let i = 0; i < 60; i += 1) await named(db, `Same Name ${i % 7}`);
    for (const sort of ['name', 'last-signed-in'] as const) {
      const pages = await Promise.all(
        [1, 2, 3, 4].map((page) => list(db, { page, pageSize: 25, sort }).then(({ people }) => people)),
      );
      expect(pages.map((people) => people.length)).toEqual([25, 25, 10, 0]);
      expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(60);
    }
  });

  test('puts who signed in last first, and who never did at the end', async () => {
    const db = await testDatabase();
    await named(db, 'Never', { isWaiting: true });
    const late = await named(db, 'Late');
    await named(db, 'Early');
    await db
      .updateTable('account')
      .set({ last_signed_in_at: after(5).toISOString() })
      .where('id', '=', late)
      .execute();
    expect((await list(db, { sort: 'last-signed-in' })).names).toEqual(['Late', 'Early', 'Never']);
  });

  test('is counted for the overview', async () => {
    expect(await countPeople(await some(), false)).toEqual({ active: 2, invited: 1, withoutSecondStep: 1 });
  });
});

describe('somebody’s page', () => {
  test('holds nothing with which one could sign in as them', async () => {
    const db = await testDatabase();
    const id = await addAccount(db, { roles: ['editor'], secret: 'JBSWY3DPEHPK3PXP' });
    const { password_hash, totp_sealed } = await db
      .selectFrom('account')
      .select(['password_hash', 'totp_sealed'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const person = await findPerson(db, id);
    expect(person).toMatchObject({
      hasPassword: true,
      hasSecondStep: true,
      state: 'active',
      invitedBy: null,
    });
    expect(JSON.stringify(person)).not.toContain(password_hash ?? 'none');
    expect(JSON.stringify(person)).not.toContain(totp_sealed ?? 'none');
  });

  test('names who invited them, and the invitation that was not used', async () => {
    const db = await testDatabase();
    const inviter = await named(db, 'Ann Archer');
    const id = await addAccount(db, { isWaiting: true });
    await db.updateTable('account').set({ created_by: inviter }).where('id', '=', id).execute();
    const token = (hash: string, used: string | null, minutes: number) => ({
      token_hash: hash,
      kind: 'invitation' as const,
      account_id: id,
      created_at: after(minutes).toISOString(),
      expires_at: after(minutes + 60).toISOString(),
      used_at: used,
    });
    await db
      .insertInto('auth_token')
      .values([token('a', NOW.toISOString(), 2), token('b', null, 1)])
      .execute();
    expect(await findPerson(db, id)).toMatchObject({
      state: 'invited',
      invitedBy: 'Ann Archer',
      invitation: { sentAt: after(1).toISOString(), expiresAt: after(61).toISOString() },
    });
    expect(await findPerson(db, uuidv7())).toBeUndefined();
  });

  test('a session is its owner’s, ended or not, and nobody else’s', async () => {
    const db = await testDatabase();
    const [mine, other] = [await addAccount(db), await addAccount(db)];
    const { sessionId } = await db
      .transaction()
      .execute((trx) =>
        startSession(trx, { accountId: mine, strength: 1, method: 'password', visit: VISIT }, NOW),
      );
    expect(await isSessionOf(db, sessionId, mine)).toBe(true);
    expect(await isSessionOf(db, sessionId, other)).toBe(false);
    expect(await isSessionOf(db, uuidv7(), mine)).toBe(false);
  });

  test('recovery codes have another mark once they are replaced, not once one is used', async () => {
    const db = await testDatabase();
    const id = await addAccount(db);
    const none = await recoveryCodesMark(db, id);
    await db.insertInto('recovery_code').values({ code_hash: 'one', account_id: id }).execute();
    const some = await recoveryCodesMark(db, id);
    await db.updateTable('recovery_code').set({ used_at: NOW.toISOString() }).execute();
    expect(some).not.toBe(none);
    expect(await recoveryCodesMark(db, id)).toBe(some);
  });
});

describe('organisations to choose from', () => {
  const clubs = [
    plainOrganisation('kitchen', 'Community Kitchen', 'community'),
    plainOrganisation('cafe', 'Kitchen Café & Garden', 'voluntary'),
    plainOrganisation('other', 'Otter House', 'voluntary'),
  ];
  async function directory(): Promise<Db> {
    const db = await testDatabase();
    await writeDirectory(db, [serviceRecord('tea', { organisationKey: 'kitchen' })], clubs);
    return db;
  }
  const found = async (words: string, limit = 20) =>
    (await findOrganisationsNamed(await directory(), words, limit)).map(({ name }) => name);

  test('are found by parts of their names, those that begin so first', async () => {
    expect(await found('kitchen')).toEqual(['Kitchen Café & Garden', 'Community Kitchen']);
    expect(await found('garden CAFE')).toEqual(['Kitchen Café & Garden']);
    expect(await found('kitchen', 1)).toEqual(['Kitchen Café & Garden']);
  });

  test.each(['', '  ', '%', '&', 'zzz'])('"%s" finds none', async (words) => {
    expect(await found(words)).toEqual([]);
  });

  test('roles are shown with the names of their organisations; one that is gone has none', async () => {
    const db = await directory();
    const organisationId = idOf('organisation', 'other');
    expect(await hasOrganisation(db, organisationId)).toBe(true);
    expect(await hasOrganisation(db, 'gone')).toBe(false);
    const roles = await describeRoles(db, [
      { role: 'editor', organisationId: null },
      { role: 'organisation_manager', organisationId },
      { role: 'organisation_manager', organisationId: 'gone' },
    ]);
    expect(roles.map(({ organisationName }) => organisationName)).toEqual([null, 'Otter House', null]);
  });
});

describe('asking for the password once more', () => {
  async function signedIn(password: string | null = PASSWORD) {
    const db = await testDatabase();
    const accountId = await addAccount(db, { password });
    const session = await db
      .transaction()
      .execute((trx) => startSession(trx, { accountId, strength: 1, method: 'password', visit: VISIT }, NOW));
    const user = await userOf(db, session);
    const ask = (current: string) =>
      confirmPassword(db, KEYS, { user, current }, actorOf(accountId, session.sessionId), after(1));
    return { db, ask };
  }

  test('the right one confirms, a wrong one does not, and none is told apart', async () => {
    const { ask } = await signedIn();
    expect(await ask(PASSWORD)).toEqual({ ok: true, value: 'right' });
    expect(await ask('something else')).toEqual({ ok: false, error: 'wrong' });
    expect(await (await signedIn(null)).ask('anything')).toEqual({ ok: false, error: 'no-password' });
  });

  test('guessing comes to an end: even the right one waits then', async () => {
    const { ask } = await signedIn();
    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    for (let i = 0; i < 20; i += 1) answers.push(await ask(`guess ${i}`));
    const isStopped = (answer: Awaited<ReturnType<typeof ask>>) => !answer.ok && answer.error === 'too-many';
    expect(answers.some(isStopped)).toBe(true);
    expect(isStopped(await ask(PASSWORD))).toBe(true);
  });
});
