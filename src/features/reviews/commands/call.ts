import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Author } from '#src/features/revisions/author.ts';
import { countOpenReferrals } from '#src/features/referrals/queries/counts.ts';
import { submitContent } from '#src/features/revisions/commands/submit.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { CallOutcome } from '../calls.ts';
import { findReviewable } from '../queries/reviewable.ts';
import { confirmService } from './confirm.ts';

/**
 * Notes what became of a call of the desk about a service, and does what follows: "right" confirms it, "ended" closes
 * it, "changed" stops the mails until the desk has put it right. `dueOn` is the due date the form was made for: a second
 * click, or a colleague who was quicker, is refused; so is ending a service that has open referrals.
 */
export async function recordCall(
  db: Db,
  { serviceId, outcome, dueOn }: { serviceId: string; outcome: CallOutcome; dueOn: string },
  author: Author,
  at: Date,
): Promise<Result<CallOutcome, 'unknown' | 'settled-already' | 'open-referrals'>> {
  return db.transaction().execute(async (trx) => {
    const service = await findReviewable(trx, serviceId);
    if (service === undefined) return refused('unknown');
    if (service.dueOn !== dueOn) return refused('settled-already');
    if (outcome === 'closed' && (await countOpenReferrals(trx, serviceId)) > 0)
      return refused('open-referrals');
    const today = londonNow(at).day;
    const key = { service_id: serviceId, due_on: dueOn };
    await trx
      .insertInto('review_call')
      .values({
        ...key,
        id: uuidv7(),
        outcome,
        called_on: today,
        called_at: at.toISOString(),
        called_by: author.actor.id,
      })
      .execute();
    await recordEvent(trx, {
      at,
      actor: author.actor,
      action: 'review.call',
      entity: 'service',
      entityId: serviceId,
      after: { outcome },
    });
    if (outcome === 'confirmed') {
      const { organisationId, organisationName } = service;
      const assuredBy = `${organisationName}, by phone`;
      await confirmService(trx, { serviceId, organisationId, assuredBy, how: { way: 'phone' } }, author, at);
    }
    if (outcome === 'changed')
      await trx
        .insertInto('review_step')
        .values({ ...key, step: 'answered', done_on: today, message_id: null })
        .onConflict((conflict) => conflict.columns(['service_id', 'due_on', 'step']).doNothing())
        .execute();
    if (outcome === 'closed') {
      const stored = await findStoredService(trx, serviceId);
      if (stored === undefined) return refused('unknown');
      const record = { ...stored.record, status: 'defunct' as const };
      const reason = 'They said by phone that it has ended.';
      await submitContent(trx, stored, { record, author, reason, always: false }, at);
    }
    return ok(outcome);
  });
}
