import { z } from 'zod';
import type { Db } from '#db/connection.ts';
import type { FormValues } from '#src/lib/form.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { hashSecret } from '#src/lib/security/seal.ts';

/** Where a form belongs: a browser (the secret in its cookie), an account and a page. */
export interface KeptFormPlace {
  token: string;
  accountId: string;
  path: string;
}

/** Several forms of one browser, in several tabs, each have a row. */
export const keptFormKey = ({ token, path }: KeptFormPlace): string => hashSecret(`${token} ${path}`);

/** What the sealed values are bound to. */
export const keptFormContext = ({ accountId, path }: KeptFormPlace): string =>
  `kept-form:${accountId}:${path}`;

const Values = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** What was kept of a form for this account in this browser; null when there is nothing, or its hour is over. */
export async function findKeptForm(
  db: Db,
  keys: Keys,
  place: KeptFormPlace,
  at: Date,
): Promise<FormValues | null> {
  const row = await db
    .selectFrom('kept_form')
    .select('sealed_values')
    .where('token_hash', '=', keptFormKey(place))
    .where('account_id', '=', place.accountId)
    .where('expires_at', '>', at.toISOString())
    .executeTakeFirst();
  if (row === undefined) return null;
  try {
    return Values.parse(JSON.parse(keys.unseal(row.sealed_values, keptFormContext(place))));
  } catch {
    return null; // Sealed by a key that is gone: a page that opens empty is better than one that does not open.
  }
}
