import type { Db } from '#db/connection.ts';
import type { FormValues } from '#src/lib/form.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { KEPT_MINUTES } from '#src/features/accounts/signing-in/kept-values.ts';
import {
  keptFormContext,
  keptFormKey,
  type KeptFormPlace,
} from '#src/features/accounts/queries/kept-form.ts';

/** Of one account at a time: whoever opens more forms than this in an hour loses the oldest. */
const MOST_OF_AN_ACCOUNT = 20;

/**
 * Keeps what somebody had typed, sealed, for an hour, for the same account and browser and page alone; what was kept
 * there before gives way. Forms past their time go.
 */
export async function keepForm(
  db: Db,
  keys: Keys,
  { values, ...place }: KeptFormPlace & { values: Readonly<FormValues> },
  at: Date,
): Promise<void> {
  const row = {
    token_hash: keptFormKey(place),
    account_id: place.accountId,
    path: place.path,
    sealed_values: keys.seal(JSON.stringify(values), keptFormContext(place)),
    created_at: at.toISOString(),
    expires_at: new Date(at.getTime() + KEPT_MINUTES * 60_000).toISOString(),
  };
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('kept_form').where('expires_at', '<=', row.created_at).execute();
    await trx.deleteFrom('kept_form').where('token_hash', '=', row.token_hash).execute();
    await trx.insertInto('kept_form').values(row).execute();
    const kept = await trx
      .selectFrom('kept_form')
      .select('token_hash')
      .where('account_id', '=', place.accountId)
      .orderBy('created_at', 'desc')
      .execute();
    const surplus = kept.slice(MOST_OF_AN_ACCOUNT).map(({ token_hash }) => token_hash);
    if (surplus.length > 0) await trx.deleteFrom('kept_form').where('token_hash', 'in', surplus).execute();
  });
}

/** Forgets what was kept of a form, once that form was sent again. */
export async function forgetKeptForm(db: Db, place: KeptFormPlace): Promise<void> {
  await db
    .deleteFrom('kept_form')
    .where('token_hash', '=', keptFormKey(place))
    .where('account_id', '=', place.accountId)
    .execute();
}
