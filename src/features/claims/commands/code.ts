import { randomInt } from 'node:crypto';
import type { Db } from '#db/connection.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import type { GivenMember } from '#src/features/team/commands/give-roles.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { findClaimByToken } from '../queries/claims.ts';
import { CODE_HOURS, codeRefusal, isProvenByEmail, type CodeRefusal } from '../rules.ts';
import { approveClaim } from './decide.ts';

const hashOfCode = (keys: Keys, claimId: string, code: string): string =>
  keys.hash(`${claimId}:${code}`, 'claim-code');

/**
 * Makes the six digits that the desk reads out to whoever answers the published number; good for a day, in the place of
 * any made before. Only their hash is kept. Refuses a claim that is settled.
 */
export async function makeClaimCode(
  db: Db,
  keys: Keys,
  claimId: string,
  by: Actor,
  at: Date,
): Promise<Result<{ code: string }, 'closed'>> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  return db.transaction().execute(async (trx) => {
    const kept = await trx
      .updateTable('claim')
      .set({
        code_hash: hashOfCode(keys, claimId, code),
        code_expires_at: new Date(at.getTime() + CODE_HOURS * 3_600_000).toISOString(),
        code_tries: 0,
      })
      .where('id', '=', claimId)
      .where('state', '=', 'asked')
      .executeTakeFirst();
    if (kept.numUpdatedRows === 0n) return refused('closed');
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'claim.code',
      entity: 'claim',
      entityId: claimId,
    });
    return ok({ code });
  });
}

type Refusal = 'unknown' | 'closed' | 'stopped' | 'unknown-organisation';

/**
 * Approves a claim by the code that was read out on the phone, typed where the link of the mail leads. Each wrong code
 * counts: after five another one must be made. Refuses too when the organisation is no longer public.
 */
export async function enterClaimCode(
  db: Db,
  post: PostOffice,
  { token, code }: { token: string; code: string },
  by: Actor,
  at: Date,
): Promise<Result<GivenMember, Refusal | CodeRefusal | 'wrong'>> {
  const claim = await findClaimByToken(db, post.keys, token, at);
  if (claim === undefined) return refused('unknown');
  if (claim.state !== 'asked' || !claim.isPublic) return refused('closed');
  const fault = await db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await trx
      .selectFrom('claim')
      .select(['code_hash', 'code_expires_at', 'code_tries'])
      .where('id', '=', claim.id)
      .executeTakeFirstOrThrow();
    const kept = { codeHash: row.code_hash, expiresAt: row.code_expires_at, tries: row.code_tries };
    const refusal = codeRefusal(kept, at);
    if (refusal !== null) return refusal;
    if (hashOfCode(post.keys, claim.id, code) === row.code_hash) return null;
    await trx
      .updateTable('claim')
      .set({ code_tries: row.code_tries + 1 })
      .where('id', '=', claim.id)
      .execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'claim.code-wrong',
      entity: 'claim',
      entityId: claim.id,
    });
    return 'wrong' as const;
  });
  if (fault !== null) return refused(fault);
  return approveClaim(db, post, { claimId: claim.id, way: 'phone-code' }, by, at);
}

/**
 * Approves a claim whose address speaks for itself, once its owner has come by the link that was sent there. Refuses a
 * claim that needs more than that, is settled, or whose organisation is no longer public.
 */
export async function confirmClaim(
  db: Db,
  post: PostOffice,
  token: string,
  by: Actor,
  at: Date,
): Promise<Result<GivenMember, Refusal>> {
  const claim = await findClaimByToken(db, post.keys, token, at);
  if (claim === undefined) return refused('unknown');
  if (claim.state !== 'asked' || !claim.isPublic || !isProvenByEmail(claim.way)) return refused('closed');
  return approveClaim(db, post, { claimId: claim.id, way: claim.way }, by, at);
}
