import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import {
  beginSecondStep,
  confirmSecondStep,
  removeSecondStep,
  replaceRecoveryCodes,
} from '#src/features/accounts/commands/own/second-step.ts';
import {
  beginNewAuthenticator,
  confirmNewAuthenticator,
} from '#src/features/accounts/commands/own/new-authenticator.ts';
import { resetSecondStep } from '#src/features/accounts/commands/people/second-step.ts';
import { endAllSessions, startSession } from '#src/features/accounts/commands/sessions.ts';
import { takeSecondStep, useRecoveryCode } from '#src/features/accounts/commands/signing-in/second-step.ts';
import { findWaysIn } from '#src/features/accounts/queries/own-account.ts';
import type { GivenRole } from '#src/features/accounts/visit.ts';
import {
  actorOf,
  addAccount,
  after,
  codeAt,
  KEYS,
  NOW,
  POST,
  readEvents,
  readMessages,
  stateOf,
  userOf,
  valueOf,
  VISIT,
} from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';

const begin = (db: Db, accountId: string) =>
  db
    .transaction()
    .execute((trx) => startSession(trx, { accountId, strength: 1, method: 'link', visit: VISIT }, NOW));

async function signedIn(roles: readonly GivenRole['role'][]) {
  const db = await testDatabase();
  const ada = await addAccount(db, { email: 'ada@example.org', roles });
  const session = await begin(db, ada);
  return { db, ada, session, user: await userOf(db, session) };
}

async function setUp(roles: readonly GivenRole['role'][] = ['editor']) {
  const { db, ada, session, user } = await signedIn(roles);
  const { secret } = valueOf(await beginSecondStep(db, KEYS, { accountId: ada }, NOW));
  const step = { user, code: codeAt(secret, NOW), visit: VISIT };
  const confirmed = valueOf(await confirmSecondStep(db, POST, step, actorOf(ada), NOW));
  return { db, ada, secret, first: session, ...confirmed, user: await userOf(db, confirmed.session) };
}

describe('setting up the second step', () => {
  test('shows the same secret until it is confirmed, and keeps it sealed', async () => {
    const { db, ada } = await signedIn(['editor']);
    const { secret } = valueOf(await beginSecondStep(db, KEYS, { accountId: ada }, NOW));
    expect(await beginSecondStep(db, KEYS, { accountId: ada }, after(1))).toEqual({
      ok: true,
      value: { secret },
    });
    const { totp_sealed } = await db.selectFrom('account').selectAll().executeTakeFirstOrThrow();
    expect(totp_sealed).not.toContain(secret);
    expect(await readEvents(db)).toEqual([`session.start by ${ada}`, `second-step.begin by ${ada}`]);
  });

  test('with a first code makes a session of strength 2, ends the old one, and tells the person', async () => {
    const { db, ada, first, session, recoveryCodes } = await setUp();
    expect(session.token).not.toBe(first.token);
    expect(await stateOf(db, session)).toMatchObject({
      kind: 'signed-in',
      user: { strength: 2, method: 'link', hasSecondStep: true },
    });
    expect((await stateOf(db, first)).kind).toBe('ended');
    expect(recoveryCodes).toHaveLength(10);
    expect((await findWaysIn(db, ada)).recoveryCodesLeft).toBe(10);
    expect(await readMessages(db)).toMatchObject([
      { template: 'second-step-changed', to: 'ada@example.org' },
    ]);
  });

  test('refuses a wrong code, and one without a beginning', async () => {
    const { db, ada, user } = await signedIn(['editor']);
    const confirm = (code: string) =>
      confirmSecondStep(db, POST, { user, code, visit: VISIT }, actorOf(ada), NOW);
    expect(await confirm('123456')).toEqual({ ok: false, error: 'not-begun' });
    const { secret } = valueOf(await beginSecondStep(db, KEYS, { accountId: ada }, NOW));
    expect(await confirm(codeAt(secret, after(10)))).toEqual({ ok: false, error: 'wrong' });
    await endAllSessions(db, ada, {}, actorOf(ada), NOW);
    expect(await confirm(codeAt(secret, NOW))).toEqual({ ok: false, error: 'ended' });
    expect(await findWaysIn(db, ada)).toMatchObject({ recoveryCodesLeft: 0 });
  });

  test('is done once: the secret is not shown again, and no first code is taken', async () => {
    const { db, ada, user, secret } = await setUp();
    expect(await beginSecondStep(db, KEYS, { accountId: ada }, NOW)).toEqual({
      ok: false,
      error: 'confirmed',
    });
    const step = { user, code: codeAt(secret, after(0.5)), visit: VISIT };
    expect(await confirmSecondStep(db, POST, step, actorOf(ada), NOW)).toEqual({
      ok: false,
      error: 'not-begun',
    });
  });

  test('asks other browsers of the account for a code at their next click', async () => {
    const { db, ada, user } = await signedIn(['commissioner']);
    const other = await begin(db, ada);
    expect((await stateOf(db, other)).kind).toBe('signed-in');
    const { secret } = valueOf(await beginSecondStep(db, KEYS, { accountId: ada }, NOW));
    const step = { user, code: codeAt(secret, NOW), visit: VISIT };
    await confirmSecondStep(db, POST, step, actorOf(ada), NOW);
    expect((await stateOf(db, other)).kind).toBe('second-step');
  });
});

describe('new recovery codes', () => {
  test('take the place of the old ones', async () => {
    const { db, ada, user, recoveryCodes: old } = await setUp();
    const { recoveryCodes } = valueOf(await replaceRecoveryCodes(db, POST, { user }, actorOf(ada), after(1)));
    expect((await findWaysIn(db, ada)).recoveryCodesLeft).toBe(10);
    const use = async (code: string | undefined) => {
      const halfWay = await userOf(db, await begin(db, ada));
      return useRecoveryCode(db, KEYS, { user: halfWay, code: code ?? '', visit: VISIT }, NOW);
    };
    expect((await use(old[0])).ok).toBe(false);
    expect((await use(recoveryCodes[0])).ok).toBe(true);
  });

  test('are for who has a second step', async () => {
    const { db, ada, user } = await signedIn(['editor']);
    expect(await replaceRecoveryCodes(db, POST, { user }, actorOf(ada), NOW)).toEqual({
      ok: false,
      error: 'not-set-up',
    });
  });
});

describe('giving up the second step', () => {
  const remove = (
    { db, ada, user }: Pick<Awaited<ReturnType<typeof setUp>>, 'db' | 'ada' | 'user'>,
    partnersNeedSecondStep = false,
  ) => removeSecondStep(db, POST, { user, partnersNeedSecondStep }, actorOf(ada), after(1));

  test('is possible where it is only offered: nothing of it is left, and the person is told', async () => {
    const person = await setUp(['commissioner']);
    expect(await remove(person)).toEqual({ ok: true, value: 'removed' });
    const account = await person.db.selectFrom('account').selectAll().executeTakeFirstOrThrow();
    expect(account).toMatchObject({ totp_sealed: null, totp_confirmed_at: null, totp_last_step: null });
    expect((await findWaysIn(person.db, person.ada)).recoveryCodesLeft).toBe(0);
    expect((await readMessages(person.db)).map(({ template }) => template)).toEqual([
      'second-step-changed',
      'second-step-changed',
    ]);
    expect(await remove(person)).toEqual({ ok: false, error: 'not-set-up' });
  });

  test('is refused where it is required, by the roles of this moment', async () => {
    const person = await setUp(['commissioner']);
    await person.db.updateTable('account_role').set({ role: 'navigator' }).execute();
    expect(await remove(person)).toEqual({ ok: false, error: 'required' });
  });

  test('is refused to partners when they are asked for it', async () => {
    const person = await setUp(['commissioner']);
    await person.db.updateTable('account_role').set({ role: 'organisation_editor' }).execute();
    expect(await remove(person, true)).toEqual({ ok: false, error: 'required' });
    expect((await remove(person, false)).ok).toBe(true);
  });
});

describe('an administrator who helps somebody without their phone', () => {
  test('lets them set it up anew, signs them out and tells them', async () => {
    const { db, ada, session } = await setUp();
    expect(await resetSecondStep(db, POST, ada, actorOf('boss'), after(1))).toEqual({
      ok: true,
      value: 'reset',
    });
    expect((await stateOf(db, session)).kind).toBe('ended');
    expect((await stateOf(db, await begin(db, ada))).kind).toBe('set-up-second-step');
    expect((await readMessages(db)).at(-1)).toMatchObject({
      template: 'second-step-reset',
      to: 'ada@example.org',
    });
    expect((await readEvents(db)).at(-2)).toBe('second-step.reset by boss');
  });

  test('cannot where there is none', async () => {
    const { db, ada } = await signedIn(['editor']);
    const reset = (id: string) => resetSecondStep(db, POST, id, actorOf('boss'), NOW);
    expect(await reset(ada)).toEqual({ ok: false, error: 'not-set-up' });
    expect(await reset('nobody')).toEqual({ ok: false, error: 'unknown' });
  });
});

describe('moving the second step to another app', () => {
  const move = async (at = after(60)) => {
    const made = await setUp();
    const { db, ada, user } = made;
    const { secret: next } = valueOf(await beginNewAuthenticator(db, KEYS, user, actorOf(ada), at));
    return { ...made, next };
  };
  const confirm = (
    { db, ada, user }: Awaited<ReturnType<typeof move>>,
    code: string,
    at: Date,
  ): ReturnType<typeof confirmNewAuthenticator> =>
    confirmNewAuthenticator(db, POST, { user, code, visit: VISIT }, actorOf(ada), at);

  test('keeps the old app until a code of the new one is given, and shows the same new secret meanwhile', async () => {
    const made = await move();
    const { db, ada, secret, next, user } = made;
    expect(next).not.toBe(secret);
    expect(await beginNewAuthenticator(db, KEYS, user, actorOf(ada), after(70))).toEqual({
      ok: true,
      value: { secret: next },
    });
    const half = await userOf(db, await begin(db, ada));
    const step = { user: half, code: codeAt(secret, after(120)), visit: VISIT };
    expect(await takeSecondStep(db, KEYS, step, after(120))).toMatchObject({ ok: true });
  });

  test('refuses a code of the old app, and one for a move that was not begun', async () => {
    const made = await move();
    const at = after(120);
    expect(await confirm(made, codeAt(made.secret, at), at)).toEqual({ ok: false, error: 'wrong' });
    await made.db.updateTable('account').set({ totp_next_sealed: null }).execute();
    expect(await confirm(made, codeAt(made.next, at), at)).toEqual({ ok: false, error: 'not-begun' });
  });

  test('needs a session that has taken the second step and is open', async () => {
    const made = await move();
    const at = after(120);
    const code = codeAt(made.next, at);
    const weak = { ...made, user: { ...made.user, strength: 1 as const } };
    expect(await confirm(weak, code, at)).toEqual({ ok: false, error: 'not-strong' });
    await endAllSessions(made.db, made.ada, {}, actorOf(made.ada), at);
    expect(await confirm(made, code, at)).toEqual({ ok: false, error: 'ended' });
  });

  test('puts the new app and new recovery codes in place, signs out elsewhere, tells the person and the trail', async () => {
    const made = await move();
    const { db, ada, secret, next, recoveryCodes: oldCodes } = made;
    const elsewhere = await begin(db, ada);
    const at = after(120);
    const moved = valueOf(await confirm(made, codeAt(next, at), at));
    expect(moved.recoveryCodes).toHaveLength(10);
    expect((await stateOf(db, elsewhere, at)).kind).toBe('ended');
    expect((await stateOf(db, moved.session, at)).kind).toBe('signed-in');
    const half = await userOf(db, await begin(db, ada));
    const later = after(240);
    const withCode = (code: string) => ({ user: half, code, visit: VISIT });
    expect(await takeSecondStep(db, KEYS, withCode(codeAt(secret, later)), later)).toMatchObject({
      error: 'wrong',
    });
    expect(await useRecoveryCode(db, KEYS, withCode(oldCodes[0] ?? ''), later)).toMatchObject({
      error: 'wrong',
    });
    expect(await takeSecondStep(db, KEYS, withCode(codeAt(next, later)), later)).toMatchObject({ ok: true });
    expect((await readMessages(db)).map(({ template }) => template)).toContain('second-step-changed');
    expect(await readEvents(db)).toContain(`second-step.move by ${ada}`);
  });
});
