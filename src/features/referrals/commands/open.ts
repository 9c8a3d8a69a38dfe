import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { factsOf } from '#src/features/consents/rules.ts';
import { readAnswers } from '#src/features/requests/answers.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { readReferralCard } from '../queries/card.ts';
import { mayReadFacts } from '../rules.ts';
import type { OpenedReferral } from '../types.ts';

/**
 * Opens a referral for its service: from its yes until the referral is over, exactly the facts that were agreed and
 * nothing else; each such look is in the audit trail. Before that, and after, only what tells nobody who the person is.
 * Whether the viewer belongs to the service is for the caller to know.
 */
export async function openReferral(
  db: Db,
  keys: Keys,
  { referralId, viewer }: { referralId: string; viewer: Actor },
  at: Date,
): Promise<Result<OpenedReferral, 'unknown'>> {
  return db.transaction().execute(async (trx) => {
    const card = await readReferralCard(trx, keys, referralId, at);
    if (card === undefined) return refused('unknown');
    if (!mayReadFacts(card.state)) return ok({ card, facts: null });
    const request = await trx
      .selectFrom('request')
      .select('answers_sealed')
      .where('id', '=', card.requestId)
      .executeTakeFirstOrThrow();
    if (request.answers_sealed === null) return ok({ card, facts: null });
    const answers = readAnswers(keys.unseal(request.answers_sealed, `request:${card.requestId}`));
    await recordEvent(trx, {
      at,
      actor: viewer,
      action: 'referral.view',
      entity: 'referral',
      entityId: referralId,
      after: { request: card.requestId },
    });
    return ok({ card, facts: factsOf(answers, [...card.shared]) });
  });
}
