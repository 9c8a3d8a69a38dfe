import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import type { Role } from '#src/features/accounts/roles.ts';
import { emailKey } from '#src/features/accounts/rules.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { cancelMessages, queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { giveRoles, type GivenMember } from '#src/features/team/commands/give-roles.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { findClaim } from '../queries/claims.ts';
import type { ClaimWay } from '../rules.ts';
import { declinedMail } from './mails.ts';

export interface Approval {
  claimId: string;
  way: ClaimWay; // what it was decided by in the end
  role?: Role; // a manager unless it says otherwise
}

/**
 * Lets somebody who asked look after the organisation: they get the role, by an invitation or a mail that says so. The
 * first manager who is approved leads the team. Refuses a claim that is settled, and one of a stopped account.
 */
export async function approveClaim(
  db: Db,
  post: PostOffice,
  { claimId, way, role = 'organisation_manager' }: Approval,
  by: Actor,
  at: Date,
): Promise<Result<GivenMember, 'unknown' | 'closed' | 'stopped' | 'unknown-organisation'>> {
  const claim = await findClaim(db, post.keys, claimId);
  if (claim === undefined) return refused('unknown');
  const { email, name, organisationId } = claim;
  if (claim.state !== 'asked' || email === null) return refused('closed');
  if (await isStopped(db, email)) return refused('stopped');
  const isMine = await db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const isLead = role === 'organisation_manager' && !(await hasLead(trx, organisationId));
    const decided = { state: 'approved' as const, way, is_lead: isLead ? (1 as const) : (0 as const) };
    if (!(await settle(trx, claimId, decided, by, at))) return false;
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'claim.approve',
      entity: 'claim',
      entityId: claimId,
      after: { organisation: organisationId, way, role, isLead },
    });
    return true;
  });
  if (!isMine) return refused('closed');
  const member = { organisationId, email, name: name ?? email, roles: [role] };
  const given = await giveRoles(db, post, member, by, at);
  if (given.ok)
    await db
      .updateTable('claim')
      .set({ account_id: given.value.accountId })
      .where('id', '=', claimId)
      .execute();
  return given;
}

/** Tells somebody that they cannot look after the organisation, and why. Refuses a claim that is settled. */
export async function declineClaim(
  db: Db,
  post: PostOffice,
  { claimId, reason, way }: { claimId: string; reason: string; way: ClaimWay },
  by: Actor,
  at: Date,
): Promise<Result<'declined', 'unknown' | 'closed'>> {
  const claim = await findClaim(db, post.keys, claimId);
  if (claim === undefined) return refused('unknown');
  const { email, organisationName } = claim;
  if (claim.state !== 'asked' || email === null) return refused('closed');
  const message = declinedMail(post, { claimId, to: email, organisation: organisationName, reason });
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const decided = { state: 'declined' as const, way, decision_reason: reason };
    if (!(await settle(trx, claimId, decided, by, at))) return refused('closed');
    await queueMessage(trx, message, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'claim.decline',
      entity: 'claim',
      entityId: claimId,
      after: { organisation: claim.organisationId, way },
      reason,
    });
    return ok('declined');
  });
}

/** Closes a claim that is open, in a transaction that has taken its turn; false when somebody else was first. */
async function settle(
  trx: Transaction<Database>,
  claimId: string,
  decided: { state: 'approved' | 'declined'; way: ClaimWay; is_lead?: 0 | 1; decision_reason?: string },
  by: Actor,
  at: Date,
): Promise<boolean> {
  const closed = await trx
    .updateTable('claim')
    .set({
      ...decided,
      decided_at: at.toISOString(),
      decided_by: by.id,
      code_hash: null,
      code_expires_at: null,
    })
    .where('id', '=', claimId)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  if (closed.numUpdatedRows === 0n) return false;
  await cancelMessages(trx, { entity: 'claim', id: claimId }, at);
  return true;
}

async function hasLead(trx: Transaction<Database>, organisationId: string): Promise<boolean> {
  const lead = await trx
    .selectFrom('claim')
    .innerJoin('account_role', 'account_role.account_id', 'claim.account_id')
    .select('claim.id')
    .where('claim.organisation_id', '=', organisationId)
    .where('claim.is_lead', '=', 1)
    .where('claim.state', '=', 'approved')
    .where('account_role.organisation_id', '=', organisationId)
    .where('account_role.role', '=', 'organisation_manager')
    .executeTakeFirst();
  return lead !== undefined;
}

async function isStopped(db: Db, email: string): Promise<boolean> {
  const account = await db
    .selectFrom('account')
    .select('stopped_at')
    .where('email_key', '=', emailKey(email))
    .executeTakeFirst();
  return account !== undefined && account.stopped_at !== null;
}
