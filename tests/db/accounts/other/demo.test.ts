import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { prepareDemoAccounts, stopDemoAccounts } from '#src/features/accounts/commands/demo.ts';
import { startSession } from '#src/features/accounts/commands/sessions.ts';
import { signInWithPassword } from '#src/features/accounts/commands/signing-in/password.ts';
import { takeSecondStep } from '#src/features/accounts/commands/signing-in/second-step.ts';
import { demoAccount } from '#src/features/accounts/demo.ts';
import { findSignInState } from '#src/features/accounts/queries/sign-in-state.ts';
import { ROLE_NAMES } from '#src/features/accounts/roles.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { codeAt, KEYS, NOW, readEvents, valueOf, VISIT } from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';

const HERE = { ...VISIT, allowDemo: true };
const TERMS = { allowDemo: true, idleMinutes: 30, partnersNeedSecondStep: false };

/** A directory with one organisation of the example place and one of somebody else, with more services. */
async function withOrganisations(): Promise<Db> {
  const db = await testDatabase();
  const at = NOW.toISOString();
  for (const [name, format, services] of [
    ['Example', 'demo', 1],
    ['Real', 'csv', 2],
  ] as const) {
    await db
      .insertInto('source')
      .values({ id: `source-${name}`, name, licence: 'x', format, created_at: at })
      .execute();
    const common = { source_id: `source-${name}`, created_at: at, updated_at: at };
    await db
      .insertInto('organisation')
      .values({
        id: `organisation-${name}`,
        slug: name,
        name,
        description: 'x',
        sector: 'voluntary',
        ...common,
      })
      .execute();
    for (let index = 0; index < services; index += 1) {
      await db
        .insertInto('service')
        .values({
          id: `service-${name}-${index}`,
          slug: `${name}-${index}`,
          organisation_id: `organisation-${name}`,
          name,
          summary: 'x',
          description: 'x',
          status: 'active',
          ...common,
        })
        .execute();
    }
  }
  return db;
}

const accounts = (db: Db) => db.selectFrom('account').selectAll().orderBy('email').execute();

describe('the accounts of the example place', () => {
  test('are made once, one for each role, with an organisation’s roles at the example organisation', async () => {
    const db = await withOrganisations();
    const first = await prepareDemoAccounts(db, KEYS, NOW);
    expect(first.map(({ account, state }) => [account.role, state])).toEqual(
      ROLE_NAMES.map((role) => [role, 'ready']),
    );
    const events = await readEvents(db);
    expect(events).toEqual(ROLE_NAMES.map(() => 'account.create-demo by command-line'));
    expect(await prepareDemoAccounts(db, KEYS, NOW)).toEqual(first);
    expect(await readEvents(db)).toEqual(events);
    const roles = await db.selectFrom('account_role').select(['role', 'organisation_id']).execute();
    expect(new Map(roles.map((row) => [row.role, row.organisation_id]))).toEqual(
      new Map(
        ROLE_NAMES.map((role) => [
          role,
          ['organisation_manager', 'organisation_editor', 'referral_handler'].includes(role)
            ? 'organisation-Example'
            : null,
        ]),
      ),
    );
  });

  test('without an organisation of the example place are those that count everywhere', async () => {
    const made = await prepareDemoAccounts(await testDatabase(), KEYS, NOW);
    expect(made.map(({ account }) => account.role)).toEqual([
      'administrator',
      'editor',
      'navigator',
      'referrer',
      'commissioner',
    ]);
  });

  test('sign in with what was printed, both steps', async () => {
    const db = await testDatabase();
    await prepareDemoAccounts(db, KEYS, NOW);
    const { email, password, totpSecret } = demoAccount(KEYS, 'administrator');
    const begun = valueOf(await signInWithPassword(db, KEYS, { email, password, visit: HERE }, NOW));
    const { state } = await findSignInState(db, hashSecret(begun.token), TERMS, NOW);
    if (state.kind !== 'second-step') throw new Error(state.kind);
    const code = codeAt(totpSecret ?? '', NOW);
    const done = valueOf(await takeSecondStep(db, KEYS, { user: state.user, code, visit: HERE }, NOW));
    expect((await findSignInState(db, hashSecret(done.token), TERMS, NOW)).state.kind).toBe('signed-in');
  });

  test('that were changed stay so, and are said to be', async () => {
    const db = await testDatabase();
    await prepareDemoAccounts(db, KEYS, NOW);
    const { email } = demoAccount(KEYS, 'editor');
    const mine = db.updateTable('account').where('email', '=', email);
    await mine.set({ password_hash: 'mine', password_changed_at: '2026-11-22T10:00:00.000Z' }).execute();
    const other = demoAccount(KEYS, 'navigator').email;
    await db
      .updateTable('account')
      .where('email', '=', other)
      .set({ totp_sealed: null, totp_confirmed_at: null })
      .execute();
    const states = await prepareDemoAccounts(db, KEYS, NOW);
    expect(states.filter(({ state }) => state === 'changed').map(({ account }) => account.email)).toEqual([
      email,
      other,
    ]);
    expect((await accounts(db)).find((row) => row.email === email)?.password_hash).toBe('mine');
  });

  test('never take the place of somebody real with the same address', async () => {
    const db = await testDatabase();
    const { email } = demoAccount(KEYS, 'editor');
    await db
      .insertInto('account')
      .values({ id: 'real', email, email_key: email, name: 'Real', created_at: NOW.toISOString() })
      .execute();
    const states = await prepareDemoAccounts(db, KEYS, NOW);
    expect(states.map(({ account }) => account.email)).not.toContain(email);
    expect((await accounts(db)).find(({ id }) => id === 'real')).toMatchObject({ is_demo: 0, name: 'Real' });
  });
});

describe('with the example place off', () => {
  test('they are stopped and signed out, once, with an event each; others are not touched', async () => {
    const db = await testDatabase();
    await prepareDemoAccounts(db, KEYS, NOW);
    await db
      .insertInto('account')
      .values({ id: 'real', email: 'r', email_key: 'r', name: 'Real', created_at: NOW.toISOString() })
      .execute();
    const [demo] = await accounts(db);
    const session = await db
      .transaction()
      .execute((trx) =>
        startSession(trx, { accountId: demo?.id ?? '', strength: 2, method: 'password', visit: HERE }, NOW),
      );
    const before = (await readEvents(db)).length;
    await stopDemoAccounts(db, NOW);
    const events = (await readEvents(db)).slice(before);
    expect(events).toEqual(Array.from({ length: 5 }, () => 'account.stop by command-line'));
    await stopDemoAccounts(db, NOW);
    expect(await readEvents(db)).toHaveLength(before + 5);
    const rows = await accounts(db);
    expect(rows.filter(({ stopped_at }) => stopped_at === null).map(({ id }) => id)).toEqual(['real']);
    const { state } = await findSignInState(db, hashSecret(session.token), TERMS, NOW);
    expect(state.kind).toBe('nobody');
  });

  test('their passwords open nothing, even before anything was stopped', async () => {
    const db = await testDatabase();
    await prepareDemoAccounts(db, KEYS, NOW);
    const { email, password } = demoAccount(KEYS, 'commissioner');
    const result = await signInWithPassword(db, KEYS, { email, password, visit: VISIT }, NOW);
    expect(result).toEqual({ ok: false, error: 'wrong' });
  });

  test('and on again they return, but not one that somebody had stopped', async () => {
    const db = await testDatabase();
    await prepareDemoAccounts(db, KEYS, NOW);
    const { email } = demoAccount(KEYS, 'referrer');
    await db
      .updateTable('account')
      .where('email', '=', email)
      .set({ stopped_at: NOW.toISOString(), stopped_reason: 'Left' })
      .execute();
    await stopDemoAccounts(db, NOW);
    const states = await prepareDemoAccounts(db, KEYS, NOW);
    expect(states.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready', 'stopped', 'ready']);
  });
});
