import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';

/**
 * Takes what messages about these requests and their referrals said, and to whom; those that still wait are not sent any
 * more. That there was a message stays.
 */
export async function blankMessages(
  trx: Transaction<Database>,
  requestIds: readonly string[],
  at: Date,
): Promise<void> {
  const ids = await messageIds(trx, requestIds);
  for (let start = 0; start < ids.length; start += 500) {
    const some = ids.slice(start, start + 500);
    await trx
      .updateTable('message')
      .set({ content_sealed: '', to_sealed: '', to_hash: '' })
      .where('id', 'in', some)
      .execute();
    await trx
      .updateTable('message')
      .set({ cancelled_at: at.toISOString(), next_try_at: null })
      .where('id', 'in', some)
      .where('next_try_at', 'is not', null)
      .execute();
  }
}

async function messageIds(trx: Transaction<Database>, requestIds: readonly string[]): Promise<string[]> {
  const referrals = await referralIds(trx, requestIds);
  const rows = await trx
    .selectFrom('message')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('about_entity', '=', 'request'), eb('about_id', 'in', [...requestIds])]),
        ...(referrals.length === 0
          ? []
          : [eb.and([eb('about_entity', '=', 'referral'), eb('about_id', 'in', referrals)])]),
      ]),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Codes that were sent to whoever holds a link, and browsers that have proved who they are. */
export async function endProofs(trx: Transaction<Database>, requestIds: readonly string[]): Promise<void> {
  const subjects = [...requestIds, ...(await referralIds(trx, requestIds))];
  await trx.deleteFrom('proof_code').where('subject_id', 'in', subjects).execute();
  await trx.deleteFrom('proof_session').where('subject_id', 'in', subjects).execute();
}

async function referralIds(trx: Transaction<Database>, requestIds: readonly string[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('referral')
    .select('id')
    .where('request_id', 'in', [...requestIds])
    .execute();
  return rows.map(({ id }) => id);
}

/** Deletes requests with all that belongs to them; nothing of them is left but their ids in the audit trail. */
export async function removeRequests(
  trx: Transaction<Database>,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await blankMessages(trx, ids, at);
  await endProofs(trx, ids);
  await trx
    .deleteFrom('request')
    .where('id', 'in', [...ids])
    .execute();
}
