import { dirname } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { prepareDemoAccounts } from '#src/features/accounts/commands/demo.ts';
import { acceptInvitation } from '#src/features/accounts/commands/acceptance.ts';
import { demoAccount } from '#src/features/accounts/demo.ts';
import { verifyTotp } from '#src/features/accounts/signing-in/second-step.ts';
import { openKeyRing, type KeyRing } from '#src/server/keys/key-ring.ts';
import { addAccount, readEvents, stateOf, valueOf, VISIT } from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';
import { runCommand, type Ended } from '../../jobs/processes.ts';

interface Place {
  db: Db;
  keys: KeyRing;
  admin(...args: string[]): Promise<Ended>;
}

/** A data folder in which nobody has an account yet. */
async function setUp(): Promise<Place> {
  const db = await testDatabase();
  const { rows } = await sql<{
    file: string;
  }>`select file from pragma_database_list where name = 'main'`.execute(db);
  const folder = dirname(rows[0]?.file ?? '');
  return { db, keys: openKeyRing(folder), admin: (...args) => runCommand('admin', args, folder) };
}

const tokenIn = (text: string): string => /\/invitations\/([\w-]+)/.exec(text)?.[1] ?? '';

describe('npm run admin', () => {
  test('makes the first administrator, whose printed link works, and keeps the last one', async () => {
    const { db, keys, admin } = await setUp();
    const first = await admin('create', 'first@example.org', '--name', 'Asha Rao');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('first@example.org is invited. Within 7 days, open:\nhttp://localhost:4321/');

    const again = await admin('create', 'first@example.org');
    expect(again.out).toContain('is invited again');
    const acceptance = { name: 'Asha Rao', password: null, siteName: 'Front Door', visit: VISIT };
    const at = new Date();
    const old = await acceptInvitation(db, keys, { ...acceptance, token: tokenIn(first.out) }, at);
    expect(old).toEqual({ ok: false, error: 'used' });
    const token = tokenIn(again.out);
    const session = valueOf(await acceptInvitation(db, keys, { ...acceptance, token }, at));
    expect(await stateOf(db, session, at)).toMatchObject({
      kind: 'set-up-second-step',
      user: { name: 'Asha Rao', roles: [{ role: 'administrator' }] },
    });

    const [listed, known, stopped] = await Promise.all([
      admin('list'),
      admin('create', 'first@example.org'),
      admin('stop', 'FIRST@example.org'),
    ]);
    expect(listed.out).toMatch(/first@example\.org\n {2}Asha Rao: .*Administrator/);
    expect(known).toMatchObject({ code: 1, out: '' });
    expect(known.err).toContain('has an account already');
    expect(stopped).toMatchObject({ code: 1, out: '' });
    expect(stopped.err).toContain('is the only administrator who can sign in');
    const signedOut = await admin('sign-out', 'first@example.org');
    expect(signedOut.out).toContain('is signed out everywhere: 1 session ended.');
    expect((await stateOf(db, session, at)).kind).toBe('ended');
    expect((await readEvents(db)).at(-1)).toBe('account.sign-out-everywhere by command-line');
  });

  test('gives codes and resets second steps of the example place, and says what is not possible', async () => {
    const { db, keys, admin } = await setUp();
    await prepareDemoAccounts(db, keys, new Date());
    const { email, totpSecret } = demoAccount(keys, 'administrator');
    await addAccount(db, { email: 'real@example.org', secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' });
    const [code, real, unknown, mistaken] = await Promise.all([
      admin('code', email),
      admin('code', 'real@example.org'),
      admin('sign-out', 'nobody@example.org'),
      admin('promote', email),
    ]);
    expect(verifyTotp(totpSecret ?? '', code.out.trim(), null, new Date())).not.toBeNull();
    const refused = 'Codes are only given for accounts of the example place.\n';
    expect(real).toMatchObject({ code: 1, out: '', err: refused });
    expect(unknown.err).toContain('Nobody has the email address nobody@example.org');
    expect(mistaken).toMatchObject({ code: 2, out: '' });
    expect((await admin('reset-second-step', email)).out).toContain('sets up the second step anew');
    expect(await secretOf(db, email)).toBeNull();
  });
});

async function secretOf(db: Db, email: string): Promise<string | null> {
  const row = await db
    .selectFrom('account')
    .select('totp_sealed')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  return row.totp_sealed;
}
