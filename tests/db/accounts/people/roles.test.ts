import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { changeRoles } from '#src/features/accounts/commands/people/roles.ts';
import { letAccountReturn, stopAccount } from '#src/features/accounts/commands/people/stop.ts';
import { startSession } from '#src/features/accounts/commands/sessions.ts';
import { requestLink } from '#src/features/accounts/commands/signing-in/link-requests.ts';
import { roleValue } from '#src/features/accounts/people/given-roles.ts';
import { listHeldRoles } from '#src/features/accounts/queries/sign-in-state.ts';
import type { GivenRole } from '#src/features/accounts/visit.ts';
import {
  actorOf,
  addAccount,
  after,
  KEYS,
  NOW,
  POST,
  readEvents,
  readMessages,
  stateOf,
  VISIT,
} from '../../../support/accounts/accounts.ts';
import { atOnce } from '../../../support/accounts/at-once.ts';
import { testDatabase } from '../../../support/database.ts';
import { idOf, writeDirectory } from '../../../support/directory.ts';

const BOSS = actorOf('boss');
const EDITOR: GivenRole = { role: 'editor', organisationId: null };
const ADMINISTRATOR: GivenRole = { role: 'administrator', organisationId: null };
const LAST = { ok: false, error: 'last-administrator' };

const change = (db: Db, accountId: string, roles: readonly GivenRole[], version = 1) =>
  changeRoles(db, { accountId, roles, version }, BOSS, NOW);
const stop = (db: Db, accountId: string) =>
  stopAccount(db, POST, { accountId, reason: 'Left the council' }, BOSS, after(1));
const held = async (db: Db, id: string) => (await listHeldRoles(db, id)).map(roleValue);
const administrators = async (db: Db) =>
  db
    .selectFrom('account')
    .innerJoin('account_role', 'account_role.account_id', 'account.id')
    .select('account.id')
    .where('role', '=', 'administrator')
    .where('stopped_at', 'is', null)
    .execute();

describe('changing somebody’s roles', () => {
  test('gives these and no others; those that stay keep when they were given, by whom', async () => {
    const db = await testDatabase();
    await writeDirectory(db, []);
    const club = idOf('organisation', 'club');
    const ada = await addAccount(db, { roles: ['editor', 'commissioner'] });
    const manager: GivenRole = { role: 'organisation_manager', organisationId: club };
    expect(await change(db, ada, [EDITOR, manager, manager])).toEqual({ ok: true, value: 'changed' });
    expect(await held(db, ada)).toEqual(['editor', `organisation_manager:${club}`]);
    const rows = await db.selectFrom('account_role').select(['role', 'granted_by']).orderBy('role').execute();
    expect(rows).toEqual([
      { role: 'editor', granted_by: 'command-line' },
      { role: 'organisation_manager', granted_by: 'boss' },
    ]);
    const event = await db
      .selectFrom('audit_event')
      .selectAll()
      .where('action', '=', 'account.roles')
      .executeTakeFirst();
    expect(JSON.parse(event?.before ?? '')).toEqual({ roles: ['commissioner', 'editor'] });
    expect(JSON.parse(event?.after ?? '')).toEqual({ roles: ['editor', `organisation_manager:${club}`] });
  });

  test('is refused when somebody else changed the account since', async () => {
    const db = await testDatabase();
    const ada = await addAccount(db, { roles: ['editor'] });
    await change(db, ada, []);
    expect(await change(db, ada, [EDITOR])).toEqual({ ok: false, error: 'stale' });
    expect(await held(db, ada)).toEqual([]);
    expect((await change(db, ada, [EDITOR], 2)).ok).toBe(true);
  });

  test('is refused for nobody, and for an organisation that is not in the directory', async () => {
    const db = await testDatabase();
    const ada = await addAccount(db, { roles: ['editor'] });
    const elsewhere: GivenRole = { role: 'organisation_editor', organisationId: 'elsewhere' };
    expect(await change(db, 'nobody', [])).toEqual({ ok: false, error: 'unknown' });
    expect(await change(db, ada, [elsewhere])).toEqual({ ok: false, error: 'unknown-organisation' });
    expect(await held(db, ada)).toEqual(['editor']);
  });
});

describe('an administrator who can sign in always remains', () => {
  test('the only one keeps the role and is not stopped', async () => {
    const db = await testDatabase();
    const ada = await addAccount(db, { roles: ['administrator', 'editor'] });
    expect(await change(db, ada, [EDITOR])).toEqual(LAST);
    expect(await stop(db, ada)).toEqual(LAST);
    expect((await change(db, ada, [ADMINISTRATOR])).ok).toBe(true);
  });

  test.each([
    ['invited and not here yet', { isWaiting: true }],
    ['of the example place', { isDemo: true }],
  ])('another one %s does not count', async (_, other) => {
    const db = await testDatabase();
    const ada = await addAccount(db, { roles: ['administrator'] });
    const ben = await addAccount(db, { roles: ['administrator'], ...other });
    expect(await change(db, ada, [])).toEqual(LAST);
    expect(await stop(db, ada)).toEqual(LAST);
    expect((await change(db, ben, [])).ok).toBe(true);
  });

  test('of the example place alone, the one there is remains', async () => {
    const db = await testDatabase();
    const demo = await addAccount(db, { roles: ['administrator'], isDemo: true });
    expect(await stop(db, demo)).toEqual(LAST);
    await addAccount(db, { roles: ['administrator'] });
    expect((await stop(db, demo)).ok).toBe(true);
  });

  test('another one who is stopped does not count until they return', async () => {
    const db = await testDatabase();
    const [ada, ben] = [
      await addAccount(db, { roles: ['administrator'] }),
      await addAccount(db, { roles: ['administrator'] }),
    ];
    expect((await stop(db, ben)).ok).toBe(true);
    expect(await stop(db, ada)).toEqual(LAST);
    await letAccountReturn(db, { accountId: ben }, BOSS, NOW);
    expect((await stop(db, ada)).ok).toBe(true);
  });

  test.each(['stop', 'removeRoles'])(
    'two who remove each other at once (%s): one is refused',
    async (name) => {
      const db = await testDatabase();
      const [ada, ben] = [
        await addAccount(db, { roles: ['administrator'] }),
        await addAccount(db, { roles: ['administrator'] }),
      ];
      const results = await atOnce(db, [
        { name, first: ada, second: ben },
        { name, first: ben, second: ada },
      ]);
      expect(results).toContainEqual(LAST);
      expect(results).toContainEqual(expect.objectContaining({ ok: true }));
      expect(await administrators(db)).toHaveLength(1);
    },
  );
});

describe('stopping an account', () => {
  test('signs the person out everywhere, makes their links useless and tells them', async () => {
    const db = await testDatabase();
    const ada = await addAccount(db, { email: 'ada@example.org', roles: ['editor'] });
    const session = await db
      .transaction()
      .execute((trx) =>
        startSession(trx, { accountId: ada, strength: 2, method: 'password', visit: VISIT }, NOW),
      );
    await requestLink(db, KEYS, { email: 'ada@example.org', purpose: 'reset', visit: VISIT }, NOW);
    expect(await stop(db, ada)).toEqual({ ok: true, value: 'stopped' });
    expect((await stateOf(db, session, after(1))).kind).toBe('nobody');
    expect(await db.selectFrom('known_device').selectAll().execute()).toEqual([]);
    expect((await readMessages(db)).map(({ template }) => template)).toEqual(['account-stopped']);
    const event = await db
      .selectFrom('audit_event')
      .selectAll()
      .where('action', '=', 'account.stop')
      .executeTakeFirst();
    expect(event).toMatchObject({ actor: 'boss', entity_id: ada, reason: 'Left the council' });
    expect(await stop(db, ada)).toEqual({ ok: false, error: 'already' });
    expect(await stop(db, 'nobody')).toEqual({ ok: false, error: 'unknown' });
  });

  test('keeps what they may do for when they return, but not their sessions', async () => {
    const db = await testDatabase();
    const ada = await addAccount(db, { roles: ['editor'] });
    const session = await db
      .transaction()
      .execute((trx) =>
        startSession(trx, { accountId: ada, strength: 2, method: 'password', visit: VISIT }, NOW),
      );
    const comeBack = (id: string) => letAccountReturn(db, { accountId: id }, BOSS, after(2));
    expect(await comeBack(ada)).toEqual({ ok: false, error: 'not-stopped' });
    await stop(db, ada);
    expect(await comeBack(ada)).toEqual({ ok: true, value: 'returned' });
    expect(await comeBack('nobody')).toEqual({ ok: false, error: 'unknown' });
    expect((await stateOf(db, session, after(2))).kind).toBe('ended');
    expect(await held(db, ada)).toEqual(['editor']);
    expect(await db.selectFrom('account').select(['stopped_at', 'stopped_reason']).execute()).toEqual([
      { stopped_at: null, stopped_reason: null },
    ]);
    expect((await readEvents(db)).at(-1)).toBe('account.return by boss');
  });
});
