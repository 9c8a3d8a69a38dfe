import type { Db } from '#db/connection.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { readAnswers } from '#src/features/requests/answers.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { hashOfCode } from '../hashes.ts';
import { findCode } from '../queries/codes.ts';
import {
  BIRTH_TRIES_A_DAY,
  birthTriesOn,
  codeRefusal,
  isSameHash,
  usedCodeExpiry,
  type CodeRefusal,
  type ProofHolder,
  type Proven,
} from '../rules.ts';
import { openSession } from './sessions.ts';

/**
 * Opens a session by the code that was sent; five wrong ones, and another must be sent. `unknown`: none was sent.
 * A right code runs out within a minute.
 */
export async function enterProofCode(
  db: Db,
  keys: Keys,
  { subject, subjectId, code }: Proven & { code: string },
  at: Date,
): Promise<Result<{ secret: string }, 'wrong' | CodeRefusal>> {
  const hash = hashOfCode(keys, { subject, subjectId }, code);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const kept = await findCode(trx, { subject, subjectId });
    const refusal = codeRefusal(kept, at);
    if (refusal !== null || kept?.codeHash == null || kept.expiresAt === null)
      return refused(refusal ?? 'unknown');
    const isRight = isSameHash(hash, kept.codeHash);
    await trx
      .updateTable('proof_code')
      .set(isRight ? { expires_at: usedCodeExpiry(kept.expiresAt, at) } : { tries: kept.tries + 1 })
      .where('subject', '=', subject)
      .where('subject_id', '=', subjectId)
      .execute();
    if (!isRight) return refused('wrong');
    return ok(await openSession(trx, { subject, subjectId, holder: kept.holder }, at));
  });
}

/**
 * Opens a session for a request's page by the person's date of birth (YYYY-MM-DD), compared with the sealed answers.
 * Five wrong ones a day. A request without one answers as a wrong one does, and takes as long.
 */
export async function proveByBirth(
  db: Db,
  keys: Keys,
  { requestId, date, holder }: { requestId: string; date: string; holder: ProofHolder },
  at: Date,
): Promise<Result<{ secret: string }, 'wrong' | 'too-many'>> {
  const today = londonNow(at).day;
  const of = { subject: 'track' as const, subjectId: requestId };
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const tries = birthTriesOn((await findCode(trx, of))?.births, at);
    if (tries >= BIRTH_TRIES_A_DAY) return refused('too-many');
    const row = await trx
      .selectFrom('request')
      .select('answers_sealed')
      .where('id', '=', requestId)
      .where('state', '!=', 'draft')
      .executeTakeFirst();
    const sealed = row?.answers_sealed ?? null;
    const known =
      sealed === null ? undefined : readAnswers(keys.unseal(sealed, `request:${requestId}`)).dateOfBirth;
    const hashOf = (text: string): string => keys.hash(text, 'proof-birth');
    const isRight = isSameHash(hashOf(date), hashOf(known?.date ?? 'none'));
    if (isRight && known !== undefined) return ok(await openSession(trx, { ...of, holder }, at));
    const counted = { birth_tries: tries + 1, birth_tried_on: today };
    await trx
      .insertInto('proof_code')
      .values({ subject: of.subject, subject_id: requestId, holder, ...counted })
      .onConflict((conflict) => conflict.columns(['subject', 'subject_id']).doUpdateSet(counted))
      .execute();
    return refused('wrong');
  });
}
