import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { TokenRefusal } from '../rules.ts';
import type { StartedSession, Visit } from '../visit.ts';
import { startSession } from './sessions.ts';
import { useToken } from './tokens.ts';
import { takeTurn } from './turn.ts';

/** Somebody as another system names them: "iss" and "sub" of OpenID Connect. Nothing else it says is believed. */
export interface ExternalIdentity {
  issuer: string;
  subject: string;
}

interface Arrival {
  identity: ExternalIdentity;
  isStrong: boolean; // the other system took a second step
  visit: Visit;
}

/** Whose identity it is, in a transaction that has taken its turn. */
const ownerOf = async (
  trx: Transaction<Database>,
  { issuer, subject }: ExternalIdentity,
): Promise<string | undefined> => {
  const row = await trx
    .selectFrom('external_identity')
    .select('account_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.account_id;
};

/**
 * Starts a session for the account that this identity is linked to; of strength 2 only when the other system took a
 * second step, else ours follows. Refuses 'unknown' for an identity without an account (none is made), and 'stopped'.
 */
export async function signInWithOtherSystem(
  db: Db,
  { identity, isStrong, visit }: Arrival,
  at: Date,
): Promise<Result<StartedSession, 'unknown' | 'stopped'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const owner = await ownerOf(trx, identity);
    if (owner === undefined) return refused('unknown');
    const account = await trx
      .selectFrom('account')
      .select(['stopped_at', 'is_demo'])
      .where('id', '=', owner)
      .executeTakeFirstOrThrow();
    if (account.is_demo === 1 && !visit.allowDemo) return refused('unknown');
    if (account.stopped_at !== null) return refused('stopped');
    await trx
      .updateTable('external_identity')
      .set({ last_used_at: at.toISOString() })
      .where('issuer', '=', identity.issuer)
      .where('subject', '=', identity.subject)
      .execute();
    const strength = isStrong ? 2 : 1;
    return ok(await startSession(trx, { accountId: owner, strength, method: 'oidc', visit }, at));
  });
}

/**
 * Lets an account sign in through the other system from now on. Linking the same identity again changes nothing; refuses
 * 'taken' for one that belongs to another account, and 'has-another' when this account has one with that system already.
 */
export async function linkIdentity(
  db: Db,
  { accountId, identity }: { accountId: string; identity: ExternalIdentity },
  by: Actor,
  at: Date,
): Promise<Result<'linked', 'taken' | 'has-another'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const owner = await ownerOf(trx, identity);
    if (owner !== undefined) return owner === accountId ? ok('linked') : refused('taken');
    return insertIdentity(trx, { accountId, identity }, by, at);
  });
}

async function insertIdentity(
  trx: Transaction<Database>,
  { accountId, identity }: { accountId: string; identity: ExternalIdentity },
  by: Actor,
  at: Date,
): Promise<Result<'linked', 'has-another'>> {
  const other = await trx
    .selectFrom('external_identity')
    .select('subject')
    .where('account_id', '=', accountId)
    .where('issuer', '=', identity.issuer)
    .executeTakeFirst();
  if (other !== undefined) return refused('has-another');
  await trx
    .insertInto('external_identity')
    .values({ ...identity, account_id: accountId, created_at: at.toISOString() })
    .execute();
  await recordEvent(trx, {
    at,
    actor: by,
    action: 'account.link-other-system',
    entity: 'account',
    entityId: accountId,
    after: { issuer: identity.issuer },
  });
  return ok('linked');
}

/**
 * Ends signing in through another system, and the other sessions that began there. Refuses 'unknown' when there is no
 * link, and 'only-way-in' for somebody without a password.
 */
export async function unlinkIdentity(
  db: Db,
  { accountId, issuer, sessionId }: { accountId: string; issuer: string; sessionId: string },
  by: Actor,
  at: Date,
): Promise<Result<'unlinked', 'unknown' | 'only-way-in'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const account = await trx
      .selectFrom('account')
      .select('password_hash')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    const linked = await trx
      .selectFrom('external_identity')
      .select('subject')
      .where('account_id', '=', accountId)
      .where('issuer', '=', issuer)
      .executeTakeFirst();
    if (linked === undefined) return refused('unknown');
    if (account.password_hash === null) return refused('only-way-in');
    await trx
      .deleteFrom('external_identity')
      .where('account_id', '=', accountId)
      .where('issuer', '=', issuer)
      .execute();
    await trx
      .updateTable('session')
      .set({ ended_at: at.toISOString(), ended_by: by.id })
      .where('account_id', '=', accountId)
      .where('method', '=', 'oidc')
      .where('id', '!=', sessionId)
      .where('ended_at', 'is', null)
      .execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.unlink-other-system',
      entity: 'account',
      entityId: accountId,
      before: { issuer },
    });
    return ok('unlinked');
  });
}

/**
 * Takes up an invitation by the other system instead of a password: links the identity to the invited account and starts
 * a session. Refuses an invitation as `tokenRefusal` says, 'stopped', and 'taken' for an identity of another account.
 */
export async function acceptInvitationWithOtherSystem(
  db: Db,
  { token, identity, isStrong, visit }: Arrival & { token: string },
  at: Date,
): Promise<Result<StartedSession, TokenRefusal | 'stopped' | 'taken'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    if ((await ownerOf(trx, identity)) !== undefined) return refused('taken');
    const used = await useToken(trx, token, 'invitation', at);
    if (!used.ok) return used;
    const { id: accountId, stopped_at: stoppedAt } = used.value.account;
    if (stoppedAt !== null) return refused('stopped');
    const by = { id: accountId, sessionId: null, addressHash: visit.addressHash };
    const linked = await insertIdentity(trx, { accountId, identity }, by, at);
    if (!linked.ok) return refused('taken');
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'account.accept-invitation',
      entity: 'account',
      entityId: accountId,
      after: { by: 'other-system' },
    });
    const strength = isStrong ? 2 : 1;
    return ok(await startSession(trx, { accountId, strength, method: 'oidc', visit }, at));
  });
}
