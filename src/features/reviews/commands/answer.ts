import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { sealedForAudit } from '#src/features/audit/rules.ts';
import { linkAuthorId, type Author } from '#src/features/revisions/author.ts';
import { submitContent } from '#src/features/revisions/commands/submit.ts';
import { smallChanges } from '#src/features/revisions/rules.ts';
import { changedFields, withFields } from '#src/features/services/fields.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import {
  afterAnswer,
  linkRefusal,
  mayAnswer,
  type LinkAnswer,
  type LinkRefusal,
  type ReviewLink,
} from '../links.ts';
import { answersStill } from '../queries/at-link.ts';
import { findLink } from '../queries/links.ts';
import { findReviewable, type Reviewable } from '../queries/reviewable.ts';
import { confirmService } from './confirm.ts';

/** Why an answer by a link was not taken; `not-on-link`: that service is not one the link asks about, or is answered. */
export type AnswerRefusal = LinkRefusal | 'not-on-link';

/** Who comes by a link: known only by it, and by the address it was sent to. */
export const linkAuthorOf = ({ tokenHash }: Pick<ReviewLink, 'tokenHash'>): Author => ({
  actor: { id: linkAuthorId(tokenHash), sessionId: null, addressHash: null },
  kind: 'review-link',
});

/**
 * Says by a link that services are right: one of them, or all that were not answered yet. Each is answered once; of two
 * clicks that come at once the second is refused. Kept with the address the link was sent to.
 */
export async function confirmByLink(
  db: Db,
  keys: Keys,
  { token, serviceId }: { token: string; serviceId: string | 'all' },
  at: Date,
): Promise<Result<{ confirmed: number }, AnswerRefusal>> {
  return answering(db, keys, token, at, async (trx, link) => {
    const open = link.serviceIds.filter((id) => mayAnswer(link, id, 'right'));
    const chosen = serviceId === 'all' ? open : open.filter((id) => id === serviceId);
    if (chosen.length === 0) return refused('not-on-link');
    let confirmed = 0;
    for (const id of chosen) {
      const result = await confirmService(
        trx,
        { serviceId: id, organisationId: link.organisationId, how: howOf(keys, link, id) },
        linkAuthorOf(link),
        at,
      );
      if (result.ok) confirmed += 1;
    }
    if (confirmed === 0) return refused('not-on-link');
    await keepAnswers(trx, link, Object.fromEntries(chosen.map((id) => [id, 'right' as const])), at);
    return ok({ confirmed });
  });
}

export interface LinkChange {
  token: string;
  serviceId: string;
  before: ServiceRecord; // what the form was made from
  after: ServiceRecord;
}

/**
 * Sends by a link what has changed of a service: small facts of an organisation that is trusted are published at once,
 * the rest waits for the desk. Either way it counts as reviewed: the mails stop. The day of the check goes with what
 * waits, so that the public does not read that old facts were checked today.
 */
export async function changeByLink(
  db: Db,
  keys: Keys,
  { token, serviceId, before, after }: LinkChange,
  at: Date,
): Promise<Result<'published' | 'proposed', AnswerRefusal | 'nothing-changed'>> {
  return answering(db, keys, token, at, async (trx, link) => {
    const found = await findOnLink(trx, link, serviceId, 'changed');
    if (found === undefined) return refused('not-on-link');
    const { stored, service } = found;
    const fields = changedFields(before, after);
    const changed = withFields(stored.record, after, fields);
    if (changedFields(stored.record, changed).length === 0) return refused('nothing-changed');
    const record = { ...changed, assuredOn: londonNow(at).day, assuredBy: service.organisationName };
    const always = await isAllSmall(trx, stored.organisationId, stored.record, changed);
    const author = linkAuthorOf(link);
    await submitContent(trx, stored, { record, author, reason: null, always }, at);
    await noteAnswer(trx, keys, link, service, 'changed', at);
    return ok(always ? 'published' : 'proposed');
  });
}

/** Says by a link that a service is no longer run: the desk decides, and the mails stop. `reason` is what the desk reads. */
export async function closeByLink(
  db: Db,
  keys: Keys,
  { token, serviceId, reason }: { token: string; serviceId: string; reason: string },
  at: Date,
): Promise<Result<'proposed', AnswerRefusal>> {
  return answering(db, keys, token, at, async (trx, link) => {
    const found = await findOnLink(trx, link, serviceId, 'closed');
    if (found === undefined) return refused('not-on-link');
    const { stored, service } = found;
    const record: ServiceRecord = { ...stored.record, status: 'defunct' };
    await submitContent(trx, stored, { record, author: linkAuthorOf(link), reason, always: false }, at);
    await noteAnswer(trx, keys, link, service, 'closed', at);
    return ok('proposed' as const);
  });
}

/** Does something by a link that can be used: not run out, not used up, and still of somebody who answers for them. */
async function answering<T, Refusal extends string>(
  db: Db,
  keys: Keys,
  token: string,
  at: Date,
  work: (trx: Transaction<Database>, link: ReviewLink) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal | LinkRefusal>> {
  return db.transaction().execute(async (trx) => {
    const link = await findLink(trx, keys, token);
    const refusal = linkRefusal(link, at);
    if (link === undefined || refusal !== null) return refused(refusal ?? 'unknown');
    if (!(await answersStill(trx, keys, link, at))) return refused('expired');
    return work(trx, link);
  });
}

async function findOnLink(
  trx: Transaction<Database>,
  link: ReviewLink,
  serviceId: string,
  answer: LinkAnswer,
) {
  if (!mayAnswer(link, serviceId, answer)) return undefined;
  const service = await findReviewable(trx, serviceId);
  const stored = await findStoredService(trx, serviceId);
  return service?.organisationId !== link.organisationId || stored === undefined
    ? undefined
    : { service, stored };
}

async function isAllSmall(
  trx: Transaction<Database>,
  organisationId: string,
  before: ServiceRecord,
  after: ServiceRecord,
): Promise<boolean> {
  const { trusted_since } = await trx
    .selectFrom('organisation')
    .select('trusted_since')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return trusted_since !== null && smallChanges(before, after).length === changedFields(before, after).length;
}

const howOf = (keys: Keys, link: ReviewLink, serviceId: string): Record<string, string> => ({
  way: 'review-link',
  link: link.tokenHash,
  to: sealedForAudit(keys.seal, link.address, 'service', serviceId),
});

/** Stops the mails for this due date, and keeps what was said. */
async function noteAnswer(
  trx: Transaction<Database>,
  keys: Keys,
  link: ReviewLink,
  { id, dueOn }: Reviewable,
  answer: 'changed' | 'closed',
  at: Date,
): Promise<void> {
  await trx
    .insertInto('review_step')
    .values({
      service_id: id,
      due_on: dueOn,
      step: 'answered',
      done_on: londonNow(at).day,
      message_id: null,
    })
    .onConflict((conflict) => conflict.columns(['service_id', 'due_on', 'step']).doNothing())
    .execute();
  await recordEvent(trx, {
    at,
    actor: linkAuthorOf(link).actor,
    action: 'review.answer',
    entity: 'service',
    entityId: id,
    after: { answer, ...howOf(keys, link, id) },
  });
  await keepAnswers(trx, link, { [id]: answer }, at);
}

async function keepAnswers(
  trx: Transaction<Database>,
  link: ReviewLink,
  given: Readonly<Record<string, LinkAnswer>>,
  at: Date,
): Promise<void> {
  const { answers, expiresAt, usedAt } = afterAnswer(link, given, at);
  await trx
    .updateTable('review_link')
    .set({ answers: JSON.stringify(answers), expires_at: expiresAt, used_at: usedAt })
    .where('token_hash', '=', link.tokenHash)
    .execute();
}
