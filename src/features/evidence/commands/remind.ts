import type { Db } from '#db/connection.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { listManagers } from '#src/features/team/queries/team.ts';
import { addDays, formatDay, londonNow } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import { evidenceName, REMIND_DAYS } from '../rules.ts';

/**
 * The papers that were seen and expire within 30 days, with no newer one of their kind offered; not those that have
 * expired, about which the partner area speaks.
 */
async function listRunningOut(db: Db, today: string) {
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('organisation', 'organisation.id', 'evidence.organisation_id')
    .select(['evidence.id', 'evidence.organisation_id', 'evidence.kind', 'evidence.expires_on'])
    .select(['evidence.seen_on', 'evidence.declined_at', 'organisation.name'])
    .where('evidence.ended_at', 'is', null)
    .orderBy('evidence.expires_on')
    .execute();
  const isOffered = (organisationId: string, kind: string): boolean =>
    rows.some(
      (row) =>
        row.organisation_id === organisationId &&
        row.kind === kind &&
        row.seen_on === null &&
        row.declined_at === null,
    );
  return rows.flatMap(({ expires_on: expiresOn, ...row }) =>
    row.seen_on !== null &&
    expiresOn !== null &&
    expiresOn >= today &&
    expiresOn <= addDays(today, REMIND_DAYS) &&
    !isOffered(row.organisation_id, row.kind)
      ? [{ ...row, expiresOn }]
      : [],
  );
}

/** True when a paper expires soon. */
export const hasPapersRunningOut = async (db: Db, at: Date): Promise<boolean> =>
  (await listRunningOut(db, londonNow(at).day)).length > 0;

/**
 * Reminds the managers of each organisation of a paper that expires within 30 days: each of them once for each paper,
 * however often it runs. Answers how many mails were put into the outbox. `on` decides what is due, `at` dates it.
 */
export async function remindOfEvidence(db: Db, post: PostOffice, on: Date, at: Date): Promise<number> {
  let queued = 0;
  for (const paper of await listRunningOut(db, londonNow(on).day)) {
    for (const manager of await listManagers(db, paper.organisation_id)) {
      const message = prepareMessage(post, {
        kind: 'email',
        template: 'evidence-expires',
        to: manager.email,
        values: {
          organisation: paper.name,
          paper: evidenceName(paper.kind),
          day: formatDay(paper.expiresOn),
        },
        links: { link: post.site.url + paths.partnerEvidence(paper.organisation_id) },
        about: { entity: 'evidence', id: paper.id },
        dedupeKey: `evidence-expires:${paper.id}:${manager.accountId}`,
      });
      const outcome = await db.transaction().execute((trx) => queueMessage(trx, message, at));
      if (outcome === 'queued') queued += 1;
    }
  }
  return queued;
}
