import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { ClaimTable } from '#db/schema.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { CLAIM_DAYS, type ClaimState, type ClaimWay } from '../rules.ts';

/** A claim as whoever decides about it reads it. What was forgotten is null. */
export interface Claim {
  id: string;
  organisationId: string;
  organisationName: string;
  organisationSlug: string;
  isPublic: boolean; // the organisation
  accountId: string | null;
  name: string | null;
  email: string | null;
  words: string | null;
  way: ClaimWay;
  state: ClaimState;
  isLead: boolean;
  hasCode: boolean;
  createdAt: string;
  decidedAt: string | null;
  decisionReason: string | null;
}

const claims = (db: Db) =>
  db
    .selectFrom('claim')
    .innerJoin('organisation', 'organisation.id', 'claim.organisation_id')
    .selectAll('claim')
    .select(['organisation.name as organisationName', 'organisation.slug as organisationSlug'])
    .select('organisation.visibility');

type Row = Selectable<ClaimTable> & {
  organisationName: string;
  organisationSlug: string;
  visibility: string;
};

const opened = (keys: Keys, sealed: string | null, context: string): string | null =>
  sealed === null ? null : keys.unseal(sealed, context);

const toClaim =
  (keys: Keys) =>
  (row: Row): Claim => ({
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisationName,
    organisationSlug: row.organisationSlug,
    isPublic: row.visibility === 'public',
    accountId: row.account_id,
    name: opened(keys, row.name_sealed, `claim-name:${row.id}`),
    email: opened(keys, row.email_sealed, `claim-email:${row.id}`),
    words: opened(keys, row.words_sealed, `claim-words:${row.id}`),
    way: row.way,
    state: row.state,
    isLead: row.is_lead === 1,
    hasCode: row.code_hash !== null,
    createdAt: row.created_at,
    decidedAt: row.decided_at,
    decisionReason: row.decision_reason,
  });

/** Claims that nobody has settled, the oldest first. */
export const listOpenClaims = async (db: Db, keys: Keys): Promise<Claim[]> =>
  (await claims(db).where('claim.state', '=', 'asked').orderBy('claim.created_at').execute()).map(
    toClaim(keys),
  );

/** How many claims nobody has settled. */
export async function countOpenClaims(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('claim')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'asked')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Claims settled lately, the last first. */
export const listSettledClaims = async (db: Db, keys: Keys, limit: number): Promise<Claim[]> =>
  (
    await claims(db)
      .where('claim.state', '!=', 'asked')
      .orderBy('claim.decided_at', 'desc')
      .limit(limit)
      .execute()
  ).map(toClaim(keys));

/** Those who say that they work for an organisation, and wait for one of its managers. */
export const listColleagueClaims = async (db: Db, keys: Keys, organisationId: string): Promise<Claim[]> =>
  (
    await claims(db)
      .where('claim.state', '=', 'asked')
      .where('claim.way', '=', 'colleague')
      .where('claim.organisation_id', '=', organisationId)
      .orderBy('claim.created_at')
      .execute()
  ).map(toClaim(keys));

export async function findClaim(db: Db, keys: Keys, id: string): Promise<Claim | undefined> {
  const row = await claims(db).where('claim.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toClaim(keys)(row);
}

/** The claim whose link this is; undefined too when nobody settled it in 30 days. */
export async function findClaimByToken(
  db: Db,
  keys: Keys,
  token: string,
  at: Date,
): Promise<Claim | undefined> {
  const row = await claims(db).where('claim.token_hash', '=', hashSecret(token)).executeTakeFirst();
  if (row === undefined) return undefined;
  const isOver = Date.parse(row.created_at) + CLAIM_DAYS * 86_400_000 <= at.getTime();
  return row.state === 'asked' && isOver ? undefined : toClaim(keys)(row);
}

/** Who leads the team of an organisation: of the first claim that was approved, while they still manage it. */
export async function findLead(
  db: Db,
  organisationId: string,
): Promise<{ accountId: string; name: string } | undefined> {
  const row = await db
    .selectFrom('claim')
    .innerJoin('account', 'account.id', 'claim.account_id')
    .innerJoin('account_role', 'account_role.account_id', 'account.id')
    .select(['account.id', 'account.name'])
    .where('claim.organisation_id', '=', organisationId)
    .where('claim.is_lead', '=', 1)
    .where('claim.state', '=', 'approved')
    .where('account_role.organisation_id', '=', organisationId)
    .where('account_role.role', '=', 'organisation_manager')
    .where('account.stopped_at', 'is', null)
    .orderBy('claim.decided_at')
    .executeTakeFirst();
  return row === undefined ? undefined : { accountId: row.id, name: row.name };
}
