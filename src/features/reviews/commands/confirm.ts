import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Author } from '#src/features/revisions/author.ts';
import { submitContent } from '#src/features/revisions/commands/submit.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { changedFields } from '#src/features/services/fields.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { findReviewable } from '../queries/reviewable.ts';
import { HIDDEN_FOR_REVIEW } from '../rules.ts';

export interface Confirmation {
  serviceId: string;
  organisationId: string; // whose it must be
  assuredBy?: string; // as the public reads it; the organisation's name unless it says otherwise
  /** What the audit trail keeps about how it was confirmed; personal data only sealed. */
  how: Readonly<Record<string, string>>;
}

/**
 * Notes that a service is right as it stands, in the transaction of whatever answered for it: checked today, due again
 * after its months, and public again if only its overdue review had hidden it. Refuses one that is not the
 * organisation's, or is not in the directory for another reason.
 */
export async function confirmService(
  trx: Transaction<Database>,
  { serviceId, organisationId, assuredBy, how }: Confirmation,
  author: Author,
  at: Date,
): Promise<Result<'confirmed', 'unknown'>> {
  const service = await findReviewable(trx, serviceId);
  const stored = await findStoredService(trx, serviceId);
  if (service?.organisationId !== organisationId || stored === undefined) return refused('unknown');
  const assuredOn = londonNow(at).day;
  const by = assuredBy ?? service.organisationName;
  const record = { ...stored.record, assuredOn, assuredBy: by };
  if (changedFields(stored.record, record).length > 0)
    await submitContent(trx, stored, { record, author, reason: null, always: true }, at);
  else if (!service.isHidden) return ok('confirmed' as const);
  await recordEvent(trx, {
    at,
    actor: author.actor,
    action: 'service.review',
    entity: 'service',
    entityId: serviceId,
    before: { assured_on: stored.record.assuredOn },
    after: { assured_on: assuredOn, assured_by: by, ...how },
  });
  if (service.isHidden) await showAgain(trx, serviceId, author, at);
  return ok('confirmed' as const);
}

async function showAgain(
  trx: Transaction<Database>,
  serviceId: string,
  { actor }: Author,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('service')
    .set({ visibility: 'public', hidden_reason: null, updated_at: at.toISOString() })
    .where('id', '=', serviceId)
    .where('hidden_reason', '=', HIDDEN_FOR_REVIEW)
    .execute();
  await recordEvent(trx, {
    at,
    actor,
    action: 'service.show',
    entity: 'service',
    entityId: serviceId,
    before: { visibility: 'hidden', hidden_reason: HIDDEN_FOR_REVIEW },
    after: { visibility: 'public' },
  });
  await bumpDirectoryVersion(trx, at, { services: [serviceId] });
}

/**
 * Somebody of an organisation who is signed in says that services of it are right. All or none: refuses when one of
 * them is not the organisation's.
 */
export async function confirmServices(
  db: Db,
  { organisationId, serviceIds }: { organisationId: string; serviceIds: readonly string[] },
  author: Author,
  at: Date,
): Promise<Result<{ confirmed: number }, 'unknown'>> {
  return db.transaction().execute(async (trx) => {
    const ids = [...new Set(serviceIds)];
    for (const serviceId of ids) {
      const service = await findReviewable(trx, serviceId);
      if (service?.organisationId !== organisationId) return refused('unknown');
    }
    for (const serviceId of ids)
      await confirmService(trx, { serviceId, organisationId, how: { way: 'signed-in' } }, author, at);
    return ok({ confirmed: ids.length });
  });
}
