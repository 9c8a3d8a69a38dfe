import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#db/schema.ts';
import { emailKey } from '#src/features/accounts/rules.ts';
import { countedMinutes, waitUntil, type Attempt } from '#src/features/accounts/signing-in/guessing.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { hashSecret } from '#src/lib/security/seal.ts';

/** What attempts of an email address are counted under, whether or not it has an account. */
export const accountHashOf = (keys: Keys, email: string): string =>
  keys.hash(emailKey(email), 'sign-in-account');

/** The hash of the browser's secret when this account had signed in there before. */
export async function knownDeviceHash(
  trx: Transaction<Database>,
  accountId: string | undefined,
  deviceToken: string | null,
): Promise<string | null> {
  if (deviceToken === null) return null;
  const row = await trx
    .selectFrom('known_device')
    .select('token_hash')
    .where('token_hash', '=', hashSecret(deviceToken))
    .where('account_id', '=', accountId ?? '')
    .executeTakeFirst();
  return row?.token_hash ?? null;
}

/**
 * Counts an attempt as failed before it is made, in a transaction that has taken its turn: however many come at once,
 * no more are let through than may be. Answers its id, for `settleAttempt`, or null when it has to wait.
 */
export async function reserveAttempt(
  trx: Transaction<Database>,
  attempt: Attempt,
  at: Date,
): Promise<string | null> {
  const since = new Date(at.getTime() - countedMinutes(attempt) * 60_000).toISOString();
  const rows = await trx
    .selectFrom('sign_in_attempt')
    .select(['at', 'step', 'account_hash', 'address_hash', 'device_hash'])
    .where('step', '=', attempt.step)
    .where('ok', '=', 0)
    .where('at', '>', since)
    .where((eb) =>
      eb.or([eb('account_hash', '=', attempt.accountHash), eb('address_hash', '=', attempt.addressHash)]),
    )
    .execute();
  const failed = rows.map((row) => ({
    at: new Date(row.at),
    step: row.step,
    accountHash: row.account_hash,
    addressHash: row.address_hash,
    deviceHash: row.device_hash,
  }));
  if (waitUntil(attempt, failed, at) !== null) return null;
  const id = uuidv7();
  await trx
    .insertInto('sign_in_attempt')
    .values({
      id,
      at: at.toISOString(),
      account_hash: attempt.accountHash,
      address_hash: attempt.addressHash,
      device_hash: attempt.deviceHash,
      step: attempt.step,
      ok: 0,
    })
    .execute();
  return id;
}

/** Takes back that an attempt failed. */
export async function settleAttempt(trx: Transaction<Database>, id: string): Promise<void> {
  await trx.updateTable('sign_in_attempt').set({ ok: 1 }).where('id', '=', id).execute();
}
