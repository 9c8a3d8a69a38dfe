import type { Db } from '#db/connection.ts';
import { serviceIdeas } from '#src/features/easy-read/service/ideas.ts';
import type { Idea } from '#src/features/easy-read/types.ts';
import { findOrganisation } from '#src/features/organisations/queries.ts';
import type { PublicCalendar } from '#src/features/schedules/rules.ts';
import { easyFacts } from '#src/features/services/present/easy-facts.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { previewDetail } from './preview.ts';

/** What a service's facts are read against. */
export interface FactsAt {
  now: { day: string; time: string };
  calendar: PublicCalendar;
  needs: ReadonlyMap<string, { name: string; picture: string }>; // by slug
}

/**
 * What the easy-read page of a service would say of a content that has no easy-read text of its own; nothing for an
 * organisation that is not there. Nothing is written.
 */
export async function factsAsIdeas(
  db: Db,
  record: ServiceRecord,
  { now, calendar, needs }: FactsAt,
): Promise<readonly Idea[]> {
  const organisation = await findOrganisation(db, record.organisationKey);
  if (organisation === undefined) return [];
  const of = { id: record.key, slug: record.key, organisation, picture: null, today: now.day };
  const detail = previewDetail(record, of);
  const named = detail.needSlugs.flatMap((slug) => needs.get(slug) ?? []);
  return serviceIdeas(easyFacts(detail, { now, calendar, near: null, nearName: null }, named), null).ideas;
}
