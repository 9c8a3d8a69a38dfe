import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { sealedForAudit } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { addDays, londonNow } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { newSecret } from '#src/lib/security/seal.ts';
import { LINK_DAYS } from '../links.ts';
import { findLink } from '../queries/links.ts';
import { readContacts } from '../queries/contacts.ts';
import { listReviewable } from '../queries/reviewable.ts';
import { linkAuthorOf } from './answer.ts';
import { keepLink } from './keep-link.ts';

/** What is due within so many days can be confirmed now. */
const SOON_DAYS = 60;

/**
 * Sends a new link to the address an older one was sent to, for whatever of the organisation is due, at most one an hour.
 * Refuses when that address no longer answers for any of it (`not-yours`), and when nothing is due.
 */
export async function renewLink(
  db: Db,
  post: PostOffice,
  token: string,
  at: Date,
): Promise<Result<'sent', 'unknown' | 'not-yours' | 'nothing-due'>> {
  const link = await findLink(db, post.keys, token);
  if (link === undefined) return refused('unknown');
  const { organisationId, address } = link;
  const contacts = await readContacts(db, post.keys, at);
  const services = await listReviewable(db, organisationId);
  const own = services.filter((service) => contacts.isContact(service, address));
  if (own.length === 0) return refused('not-yours');
  const { day } = londonNow(at);
  const due = own.filter(({ dueOn, isHidden }) => isHidden || dueOn <= addDays(day, SOON_DAYS));
  if (due.length === 0) return refused('nothing-due');
  const fresh = newSecret();
  const message = prepareMessage(post, {
    kind: 'email',
    template: 'review-link',
    to: address,
    values: { days: String(LINK_DAYS) },
    links: { link: `${post.site.url}${paths.review(fresh)}` },
    about: { entity: 'organisation', id: organisationId },
    dedupeKey: `review-link:${organisationId}:${post.keys.hash(address, 'review-link')}:${at.toISOString().slice(0, 13)}`,
  });
  return db.transaction().execute(async (trx) => {
    if ((await queueMessage(trx, message, at)) === 'known') return ok('sent' as const);
    const serviceIds = due.map(({ id }) => id);
    await keepLink(trx, post.keys, { token: fresh, organisationId, address, serviceIds }, at);
    await recordEvent(trx, {
      at,
      actor: linkAuthorOf(link).actor,
      action: 'review.link',
      entity: 'organisation',
      entityId: organisationId,
      after: { to: sealedForAudit(post.keys.seal, address, 'organisation', organisationId) },
    });
    return ok('sent' as const);
  });
}
