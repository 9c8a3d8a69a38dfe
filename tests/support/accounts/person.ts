import { join } from 'node:path';
import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import { generateHOTP } from '@oslojs/otp';
import { v7 as uuidv7 } from 'uuid';
import { openDatabase, type Db } from '#db/connection.ts';
import type { Role } from '#src/features/accounts/roles.ts';
import { newTotpSecret, sealedTotp } from '#src/features/accounts/signing-in/second-step.ts';
import type { MessageContent } from '#src/features/messages/types.ts';
import { ARGON2 } from '#src/lib/security/password-hash.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';

export interface Person {
  accountId: string;
  email: string;
  password: string;
  secret: string; // of the authenticator app; set up only when asked for
}

const PASSWORD = 'otter kettle meadow';
let madeHash: Promise<string> | undefined;

/** Opens the database of a running server for one piece of work. */
export async function withDatabase<T>(dataFolder: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase(join(dataFolder, 'front-door.sqlite'));
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Somebody who can sign in by password, written into the database of a running server. */
export async function personWith(
  dataFolder: string,
  roles: readonly Role[],
  { name = 'Ada Example', hasSecondStep = false } = {},
): Promise<Person> {
  const accountId = uuidv7();
  const email = `${accountId}@people.example.org`;
  const secret = newTotpSecret();
  const at = new Date().toISOString();
  const passwordHash = await (madeHash ??= ARGON2.hash(PASSWORD));
  const totp = hasSecondStep
    ? {
        totp_sealed: sealedTotp(openKeyRing(dataFolder), accountId, secret),
        totp_confirmed_at: at,
      }
    : {};
  await withDatabase(dataFolder, async (db) => {
    await db
      .insertInto('account')
      .values({
        id: accountId,
        email,
        email_key: email,
        name,
        password_hash: passwordHash,
        created_at: at,
        ...totp,
      })
      .execute();
    for (const role of roles) {
      await db
        .insertInto('account_role')
        .values({ id: uuidv7(), account_id: accountId, role, granted_at: at, granted_by: 'command-line' })
        .execute();
    }
  });
  return { accountId, email, password: PASSWORD, secret };
}

/** What the authenticator app shows; `later` steps of 30 seconds from now, as each code counts once. */
export const codeOf = (secret: string, later = 0): string =>
  generateHOTP(decodeBase32IgnorePadding(secret), BigInt(Math.floor(Date.now() / 30_000) + later), 6);

/** The link of the latest email that was made for an account; null when there is none. */
export const latestLink = (dataFolder: string, accountId: string): Promise<string | null> =>
  withDatabase(dataFolder, async (db) => {
    const message = await db
      .selectFrom('message')
      .select(['id', 'content_sealed'])
      .where('about_id', '=', accountId)
      .orderBy('created_at', 'desc')
      .executeTakeFirst();
    if (message === undefined) return null;
    const opened = openKeyRing(dataFolder).unseal(message.content_sealed, `message:${message.id}`);
    const { text } = JSON.parse(opened) as MessageContent;
    return /https?:\/\/[^/\s]+(\/\S+)/.exec(text)?.[1] ?? null;
  });
