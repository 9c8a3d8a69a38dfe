import { v7 as uuidv7 } from 'uuid';
import { openDatabase } from '#db/connection.ts';
import type { Role } from '#src/features/accounts/roles.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';

export interface TestPerson {
  accountId: string;
  sessionId: string;
  cookie: string; // for a Cookie header, on a site without https
}

/**
 * A person with these roles, signed in with both steps, written straight into the database of a running server. For
 * tests of what lies behind signing in; how signing in itself goes has tests of its own.
 */
export async function signedInAs(
  databaseFile: string,
  roles: readonly (Role | { role: Role; organisationId: string })[],
  { name = 'Test Person', strength = 2 as 1 | 2 } = {},
): Promise<TestPerson> {
  const db = openDatabase(databaseFile);
  const at = new Date().toISOString();
  const accountId = uuidv7();
  const sessionId = uuidv7();
  const token = newSecret();
  try {
    await db.transaction().execute(async (trx) => {
      const email = `${accountId}@people.example.org`;
      await trx
        .insertInto('account')
        .values({ id: accountId, email, email_key: email, name, created_at: at, last_signed_in_at: at })
        .execute();
      for (const held of roles) {
        const { role, organisationId } =
          typeof held === 'string' ? { role: held, organisationId: null } : held;
        await trx
          .insertInto('account_role')
          .values({
            id: uuidv7(),
            account_id: accountId,
            role,
            organisation_id: organisationId,
            granted_at: at,
            granted_by: 'command-line',
          })
          .execute();
      }
      await trx
        .insertInto('session')
        .values({
          id: sessionId,
          token_hash: hashSecret(token),
          account_id: accountId,
          created_at: at,
          last_seen_at: at,
          ends_at: new Date(Date.now() + 3_600_000).toISOString(),
          strength,
          method: 'password',
          device: 'Test',
        })
        .execute();
    });
  } finally {
    await db.destroy();
  }
  return { accountId, sessionId, cookie: `fd-session=${token}` };
}
