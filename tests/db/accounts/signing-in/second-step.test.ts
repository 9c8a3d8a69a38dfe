import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { endSession, startSession } from '#src/features/accounts/commands/sessions.ts';
import { confirmSecondStep } from '#src/features/accounts/commands/own/second-step.ts';
import { takeSecondStep, useRecoveryCode } from '#src/features/accounts/commands/signing-in/second-step.ts';
import { findWaysIn } from '#src/features/accounts/queries/own-account.ts';
import { newTotpSecret, sealedTotp } from '#src/features/accounts/signing-in/second-step.ts';
import type { StartedSession } from '#src/features/accounts/visit.ts';
import {
  actorOf,
  addAccount,
  after,
  codeAt,
  KEYS,
  NOW,
  POST,
  readEvents,
  stateOf,
  userOf,
  valueOf,
  VISIT,
} from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';

const SECRET = newTotpSecret();

const begin = (db: Db, accountId: string, at: Date = NOW): Promise<StartedSession> =>
  db
    .transaction()
    .execute((trx) => startSession(trx, { accountId, strength: 1, method: 'password', visit: VISIT }, at));

/** Somebody who has given their password and is asked for a code. */
async function halfWay() {
  const db = await testDatabase();
  const ada = await addAccount(db, { secret: SECRET, roles: ['editor'] });
  const session = await begin(db, ada);
  return { db, ada, session, user: await userOf(db, session) };
}

/** The same, with recovery codes. */
async function withRecoveryCodes() {
  const db = await testDatabase();
  const ada = await addAccount(db, { roles: ['editor'] });
  const sealed = sealedTotp(KEYS, ada, SECRET);
  await db.updateTable('account').set({ totp_sealed: sealed }).execute();
  const first = await userOf(db, await begin(db, ada));
  const { recoveryCodes } = valueOf(
    await confirmSecondStep(
      db,
      POST,
      { user: first, code: codeAt(SECRET, NOW), visit: VISIT },
      actorOf(ada),
      NOW,
    ),
  );
  const session = await begin(db, ada);
  return { db, ada, session, user: await userOf(db, session), recoveryCodes };
}

const wrongCode = (at: Date): string => {
  const right = [-1, 0, 1].map((step) => codeAt(SECRET, after(step / 2, at)));
  return ['000000', '111111', '222222', '333333'].find((code) => !right.includes(code)) ?? '';
};

describe('taking the second step', () => {
  test('makes a session of strength 2 with a new token, and the old token opens nothing any more', async () => {
    const { db, ada, session, user } = await halfWay();
    expect((await stateOf(db, session)).kind).toBe('second-step');
    const taken = valueOf(
      await takeSecondStep(db, KEYS, { user, code: codeAt(SECRET, NOW), visit: VISIT }, NOW),
    );
    expect(taken.token).not.toBe(session.token);
    expect(taken.sessionId).not.toBe(session.sessionId);
    expect(await stateOf(db, taken)).toMatchObject({
      kind: 'signed-in',
      user: { accountId: ada, strength: 2, method: 'password' },
    });
    expect(await stateOf(db, session)).toEqual({ kind: 'ended', accountId: ada });
  });

  test('counts each code once, however soon it comes again', async () => {
    const { db, ada, user } = await halfWay();
    const code = codeAt(SECRET, NOW);
    expect((await takeSecondStep(db, KEYS, { user, code, visit: VISIT }, NOW)).ok).toBe(true);
    const again = await userOf(db, await begin(db, ada));
    expect(await takeSecondStep(db, KEYS, { user: again, code, visit: VISIT }, NOW)).toEqual({
      ok: false,
      error: 'wrong',
    });
    const next = codeAt(SECRET, after(0.5));
    expect((await takeSecondStep(db, KEYS, { user: again, code: next, visit: VISIT }, NOW)).ok).toBe(true);
  });

  test('with one code in two browsers at once lets one of them in', async () => {
    const { db, ada, user } = await halfWay();
    const other = await userOf(db, await begin(db, ada));
    const code = codeAt(SECRET, NOW);
    const results = await Promise.all(
      [user, other].map((each) => takeSecondStep(db, KEYS, { user: each, code, visit: VISIT }, NOW)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('pauses after five wrong codes, also in a known browser and for a right code', async () => {
    const { db, user, session } = await halfWay();
    const visit = { ...VISIT, deviceToken: session.deviceToken };
    for (let each = 0; each < 5; each += 1) {
      const wrong = { user, code: wrongCode(NOW), visit: { ...visit, addressHash: `p${each}` } };
      expect(await takeSecondStep(db, KEYS, wrong, NOW)).toEqual({ ok: false, error: 'wrong' });
    }
    const right = { user, code: codeAt(SECRET, NOW), visit };
    expect(await takeSecondStep(db, KEYS, right, after(0.1))).toEqual({ ok: false, error: 'too-many' });
    expect(await useRecoveryCode(db, KEYS, { ...right, code: 'ABCDE23456' }, NOW)).toEqual({
      ok: false,
      error: 'too-many',
    });
    const later = { ...right, code: codeAt(SECRET, after(15)) };
    expect((await takeSecondStep(db, KEYS, later, after(15))).ok).toBe(true);
  });

  test('does not go on from a session that was ended, or for an account that was stopped', async () => {
    const { db, ada, session, user } = await halfWay();
    const step = { user, code: codeAt(SECRET, NOW), visit: VISIT };
    const ended = { ok: false, error: 'ended' };
    await endSession(db, { sessionId: session.sessionId, accountId: ada }, actorOf(ada), NOW);
    expect(await takeSecondStep(db, KEYS, step, NOW)).toEqual(ended);
    const fresh = await userOf(db, await begin(db, ada));
    await db.updateTable('account').set({ stopped_at: NOW.toISOString() }).execute();
    expect(await takeSecondStep(db, KEYS, { ...step, user: fresh }, NOW)).toEqual(ended);
  });

  test('wants the second step to be set up, not only begun', async () => {
    const { db, user } = await halfWay();
    await db.updateTable('account').set({ totp_confirmed_at: null }).execute();
    const step = { user, code: codeAt(SECRET, NOW), visit: VISIT };
    expect(await takeSecondStep(db, KEYS, step, NOW)).toEqual({ ok: false, error: 'wrong' });
  });
});

describe('a recovery code', () => {
  test('stands in for the app once, however it is typed', async () => {
    const { db, ada, user, session, recoveryCodes } = await withRecoveryCodes();
    const code = recoveryCodes[3]?.toLowerCase().replace('-', ' ') ?? '';
    const taken = valueOf(await useRecoveryCode(db, KEYS, { user, code, visit: VISIT }, NOW));
    expect(await stateOf(db, taken)).toMatchObject({ kind: 'signed-in', user: { strength: 2 } });
    expect(await stateOf(db, session)).toEqual({ kind: 'ended', accountId: ada });
    expect((await readEvents(db)).slice(-2)).toEqual([
      `account.recovery-code by ${ada}`,
      `session.start by ${ada}`,
    ]);
    const again = await userOf(db, await begin(db, ada));
    expect(await useRecoveryCode(db, KEYS, { user: again, code, visit: VISIT }, NOW)).toEqual({
      ok: false,
      error: 'wrong',
    });
    expect((await findWaysIn(db, ada)).recoveryCodesLeft).toBe(9);
  });

  test('of somebody else is none', async () => {
    const { db, recoveryCodes } = await withRecoveryCodes();
    const ben = await addAccount(db, { secret: SECRET });
    const user = await userOf(db, await begin(db, ben));
    const step = { user, code: recoveryCodes[0] ?? '', visit: VISIT };
    expect(await useRecoveryCode(db, KEYS, step, NOW)).toEqual({ ok: false, error: 'wrong' });
  });

  test('is not in the database', async () => {
    const { db, recoveryCodes } = await withRecoveryCodes();
    const stored = JSON.stringify(await db.selectFrom('recovery_code').selectAll().execute());
    for (const code of recoveryCodes) expect(stored).not.toContain(code.replace('-', ''));
  });
});
