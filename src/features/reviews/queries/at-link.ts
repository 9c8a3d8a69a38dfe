import type { Db } from '#db/connection.ts';
import { readStoredServices } from '#src/features/services/queries/records/read.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { linkRefusal, type LinkAnswer, type LinkRefusal, type ReviewLink } from '../links.ts';
import { readContacts } from './contacts.ts';
import { findLink } from './links.ts';
import { findReviewable, listReviewable, type Reviewable } from './reviewable.ts';

/** A service that a link asks about. */
export interface AskedService extends Reviewable {
  record: ServiceRecord; // with confidential addresses: mask it before showing
  answer: LinkAnswer | null; // by this link
}

/** What a link opens. */
export interface AtLink {
  link: ReviewLink;
  organisationName: string;
  services: AskedService[]; // those still in the directory, by name
}

/** What a link asks about, for showing: reading it uses nothing up and changes nothing. */
export async function findAtLink(
  db: Db,
  keys: Pick<Keys, 'unseal' | 'hash'>,
  token: string,
  at: Date,
): Promise<Result<AtLink, LinkRefusal>> {
  const link = await findLink(db, keys, token);
  const refusal = linkRefusal(link, at);
  if (link === undefined || refusal !== null) return refused(refusal ?? 'unknown');
  if (!(await answersStill(db, keys, link, at))) return refused('expired');
  const asked = (await listReviewable(db, link.organisationId)).filter(({ id }) =>
    link.serviceIds.includes(id),
  );
  const stored = await readStoredServices(
    db,
    asked.map(({ id }) => id),
  );
  const services = asked.flatMap((service) => {
    const record = stored.get(service.id)?.record;
    const answer = Object.hasOwn(link.answers, service.id) ? (link.answers[service.id] ?? null) : null;
    return record === undefined ? [] : { ...service, record, answer };
  });
  return ok({ link, organisationName: asked[0]?.organisationName ?? '', services });
}

/** True while the address of a link answers for one of its services: somebody who left an organisation does not. */
export async function answersStill(
  db: Db,
  keys: Pick<Keys, 'hash'>,
  { organisationId, serviceIds, address }: ReviewLink,
  at: Date,
): Promise<boolean> {
  const contacts = await readContacts(db, keys, at);
  for (const id of serviceIds) {
    const service = await findReviewable(db, id);
    if (service?.organisationId === organisationId && contacts.isContact(service, address)) return true;
  }
  return false;
}
