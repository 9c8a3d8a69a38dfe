import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { signInWithPassword } from '#src/features/accounts/commands/signing-in/password.ts';
import type { Visit } from '#src/features/accounts/visit.ts';
import { ARGON2, type PasswordHash } from '#src/lib/security/password-hash.ts';
import {
  addAccount,
  after,
  KEYS,
  NOW,
  OTHER_PASSWORD,
  PASSWORD,
  readEvents,
  stateOf,
  valueOf,
  VISIT,
} from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';

/** Says what it is asked to do, and takes every account's password to be `PASSWORD`. */
function countingHash(): PasswordHash & { work: string[] } {
  const work: string[] = [];
  return {
    work,
    hash: async () => {
      work.push('hash');
      return '$argon2id$v=19$m=19456,t=2,p=1$bmV2ZXIgdXNlZCBhdCBhbA$bmV2ZXIgdXNlZCBhdCBhbGwgbm90IG9uY2UgaGVyZSE';
    },
    verify: async (password, stored) => {
      work.push('verify');
      return stored !== null && password === PASSWORD;
    },
  };
}

interface Typed {
  email?: string;
  password?: string;
  visit?: Partial<Visit>;
  at?: Date;
}

const signIn = (db: Db, typed: Typed = {}, passwords: PasswordHash = countingHash()) =>
  signInWithPassword(
    db,
    KEYS,
    {
      email: typed.email ?? 'ada@example.org',
      password: typed.password ?? PASSWORD,
      visit: { ...VISIT, ...typed.visit },
    },
    typed.at ?? NOW,
    passwords,
  );

async function withAda(changes: Parameters<typeof addAccount>[1] = {}) {
  const db = await testDatabase();
  return { db, ada: await addAccount(db, { email: 'ada@example.org', ...changes }) };
}

/** Wrong passwords from different places, until they are not tried any more. */
async function guessFromManyPlaces(db: Db, count: number, at: Date = NOW): Promise<number> {
  const passwords = countingHash();
  for (let each = 0; each < count; each += 1)
    await signIn(
      db,
      { password: OTHER_PASSWORD, visit: { addressHash: `p${Math.floor(each / 8)}` }, at },
      passwords,
    );
  return passwords.work.length;
}

describe('signing in by password', () => {
  test('with the right one begins a session of strength 1, which is on record', async () => {
    const { db, ada } = await withAda();
    const session = valueOf(await signIn(db, {}, ARGON2));
    expect(await stateOf(db, session)).toMatchObject({
      kind: 'signed-in',
      user: { accountId: ada, strength: 1, method: 'password', sessionId: session.sessionId },
    });
    expect(await readEvents(db)).toEqual([`session.start by ${ada}`]);
    const stored = await db.selectFrom('session').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(stored)).not.toContain(session.token);
    expect(stored).toMatchObject({ device: 'Firefox on Windows', ends_at: after(12 * 60).toISOString() });
  });

  test('takes the address however it is written', async () => {
    const { db } = await withAda({ email: 'Ada@Example.org' });
    expect((await signIn(db, { email: ' ADA@example.ORG ' })).ok).toBe(true);
  });

  test('with a wrong one, for nobody, without a password or before the invitation says the same', async () => {
    const { db } = await withAda();
    await addAccount(db, { email: 'link@example.org', password: null });
    await addAccount(db, { email: 'invited@example.org', isWaiting: true });
    const wrong = { ok: false, error: 'wrong' };
    expect(await signIn(db, { password: OTHER_PASSWORD }, ARGON2)).toEqual(wrong);
    for (const email of ['nobody@example.org', 'link@example.org', 'invited@example.org', ''])
      expect(await signIn(db, { email }, ARGON2)).toEqual(wrong);
    expect(await db.selectFrom('session').selectAll().execute()).toEqual([]);
  });

  test('does the same work for an address that nobody has as for a wrong password', async () => {
    const { db } = await withAda();
    const [known, unknown] = [countingHash(), countingHash()];
    await signIn(db, { password: OTHER_PASSWORD }, known);
    await signIn(db, { email: 'nobody@example.org', password: OTHER_PASSWORD }, unknown);
    expect(known.work).toEqual(['verify']);
    expect(unknown.work).toEqual(known.work);
    const attempts = await db.selectFrom('sign_in_attempt').selectAll().execute();
    expect(attempts.map(({ ok, step }) => ({ ok, step }))).toEqual([
      { ok: 0, step: 'password' },
      { ok: 0, step: 'password' },
    ]);
    expect(JSON.stringify(attempts)).not.toMatch(/ada@|nobody|example/);
  });

  test('to a stopped account is told so only with its password', async () => {
    const { db, ada } = await withAda();
    await db.updateTable('account').set({ stopped_at: NOW.toISOString() }).where('id', '=', ada).execute();
    expect(await signIn(db)).toEqual({ ok: false, error: 'stopped' });
    expect(await signIn(db, { password: OTHER_PASSWORD })).toEqual({ ok: false, error: 'wrong' });
    expect(await db.selectFrom('session').selectAll().execute()).toEqual([]);
  });

  test('to an account of the example place is refused when that is off', async () => {
    const { db } = await withAda({ isDemo: true });
    expect(await signIn(db, {}, ARGON2)).toEqual({ ok: false, error: 'wrong' });
    expect((await signIn(db, { visit: { allowDemo: true } })).ok).toBe(true);
  });

  test('makes a hash of former parameters anew, with the password that was typed', async () => {
    const { db } = await withAda();
    const former = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    await db.updateTable('account').set({ password_hash: former }).execute();
    expect((await signIn(db, { password: 'password' }, ARGON2)).ok).toBe(true);
    const { password_hash } = await db
      .selectFrom('account')
      .select('password_hash')
      .executeTakeFirstOrThrow();
    expect(password_hash).toContain('$m=19456,t=2,p=1$');
    expect(await ARGON2.verify('password', password_hash)).toBe(true);
  });

  test('goes by the password there is when the check is over, not by the one it began with', async () => {
    const { db } = await withAda();
    const slow = countingHash();
    const changed: PasswordHash = {
      ...slow,
      verify: async (password, stored) => {
        await db
          .updateTable('account')
          .set({ password_hash: await ARGON2.hash(OTHER_PASSWORD) })
          .execute();
        return slow.verify(password, stored);
      },
    };
    expect(await signIn(db, {}, changed)).toEqual({ ok: false, error: 'wrong' });
  });
});

describe('a thousand wrong passwords', () => {
  test('from one place: ten are tried, then whoever it is has to wait, known or not', async () => {
    const { db } = await withAda();
    const passwords = countingHash();
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => signIn(db, { password: OTHER_PASSWORD }, passwords)),
    );
    expect(passwords.work).toHaveLength(10); // although all came at once
    expect(answers.filter((each) => !each.ok && each.error === 'too-many')).toHaveLength(30);
    expect(await signIn(db)).toEqual({ ok: false, error: 'too-many' });
    expect((await signIn(db, { at: after(16) })).ok).toBe(true);

    const unknown = await Promise.all(
      Array.from({ length: 11 }, () =>
        signIn(db, { email: 'nobody@example.org', visit: { addressHash: 'office' } }),
      ),
    );
    expect(unknown.at(-1)).toEqual({ ok: false, error: 'too-many' });
  });

  test('from everywhere: twenty in an hour are tried', async () => {
    const { db } = await withAda();
    expect(await guessFromManyPlaces(db, 1000)).toBe(20);
    expect(await guessFromManyPlaces(db, 100, after(59))).toBe(0);
    expect(await guessFromManyPlaces(db, 100, after(60))).toBe(20);
  });

  test('do not keep the owner out of a browser they had signed in with', async () => {
    const { db, ada } = await withAda();
    const { deviceToken } = valueOf(await signIn(db));
    await guessFromManyPlaces(db, 100, after(1));
    expect(await signIn(db, { at: after(2) })).toEqual({ ok: false, error: 'too-many' });
    const again = valueOf(await signIn(db, { visit: { deviceToken }, at: after(2) }));
    expect(again).toMatchObject({ accountId: ada, deviceToken });
    expect(await db.selectFrom('known_device').selectAll().execute()).toHaveLength(1);
  });

  test('are not let through by a browser that another account is known in', async () => {
    const { db } = await withAda();
    await addAccount(db, { email: 'ben@example.org' });
    const { deviceToken } = valueOf(await signIn(db, { email: 'ben@example.org' }));
    await guessFromManyPlaces(db, 100);
    expect(await signIn(db, { visit: { deviceToken } })).toEqual({ ok: false, error: 'too-many' });
    const { deviceToken: own } = valueOf(
      await signIn(db, { visit: { deviceToken, addressHash: 'x' }, at: after(61) }),
    );
    expect(own).not.toBe(deviceToken);
  });

  test('in a known browser have a limit too', async () => {
    const { db } = await withAda();
    const { deviceToken } = valueOf(await signIn(db));
    const passwords = countingHash();
    for (let each = 0; each < 15; each += 1)
      await signIn(
        db,
        { password: OTHER_PASSWORD, visit: { deviceToken, addressHash: `p${each}` } },
        passwords,
      );
    expect(passwords.work).toHaveLength(10);
  });
});
