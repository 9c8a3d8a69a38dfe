import type { Db } from '#db/connection.ts';
import type { AccessFeature, Audience, Capacity, Delivery, Joining, Sector } from '#db/vocabulary.ts';
import { withinDates } from '#src/features/schedules/rules.ts';
import { capacityOn, isOverdue, priceOf, type Price } from '../rules.ts';
import { publicServices } from './public-services.ts';
import { readParts, type ServiceParts } from './index-parts.ts';
import type { SessionRow, VenueForIndex } from './index-venues.ts';

/** What a service says of itself in another language. */
export interface TextForIndex {
  language: string; // ISO 639
  name: string | null;
  summary: string | null;
  description?: string | null; // with whom it is for and how to join
}

/** Everything that search, filters and result cards need of one public service. */
export interface ServiceForIndex {
  id: string;
  slug: string;
  name: string;
  alternateName: string | null;
  summary: string | null;
  description: string | null;
  eligibility: string | null;
  organisation: { name: string; slug: string; alternateName: string | null };
  sector: Sector;
  needs: string[];
  deliveries: Delivery[];
  joinings: Joining[];
  audiences: Audience[];
  venues: VenueForIndex[];
  sessions: SessionRow[]; // those that belong to no one venue
  closures: { startsOn: string; endsOn: string; reason: string | null }[];
  areas: string[];
  price: Price;
  languages: { name: string; code: string | null }[];
  access: AccessFeature[];
  texts: TextForIndex[]; // in other languages
  minimumAge: number | null; // years
  maximumAge: number | null; // years, inclusive
  capacity: Capacity; // as known on the day of reading
  waitingWeeks: number | null;
  pausedUntil: string | null;
  startsOn: string | null; // a season that is announced and has not begun
  assuredOn: string | null;
  isOverdue: boolean;
  isTemporarilyClosed: boolean;
  updatedAt: string;
}

/**
 * Reads every service the public may see on `today`, or those of them with one of these ids: it and its organisation public, active or temporarily closed,
 * and within its own dates. One query per table, joined in memory. A service that its source no longer has stays:
 * how old its last check is says enough. Capacity is given as known on that day.
 */
export async function readServicesForIndex(
  db: Db,
  today: string,
  ids: readonly string[] | null = null,
): Promise<ServiceForIndex[]> {
  const rows = await rowsOf(db, today)
    .$if(ids !== null, (query) => query.where('service.id', 'in', ids ?? []))
    .execute();
  const parts = await readParts(db, today, ids);
  return rows.map((row) => toService(row, parts, today));
}

const rowsOf = (db: Db, today: string) =>
  publicServices(db, today)
    .orderBy('service.id')
    .select([
      'service.id',
      'service.slug',
      'service.name',
      'service.alternate_name as alternateName',
      'service.summary',
      'service.description',
      'service.eligibility_description as eligibility',
      'service.fees_description as fees',
      'service.status',
      'service.minimum_age as minimumAge',
      'service.maximum_age as maximumAge',
      'service.capacity',
      'service.capacity_updated_on as capacityUpdatedOn',
      'service.waiting_weeks as waitingWeeks',
      'service.paused_until as pausedUntil',
      'service.valid_from as validFrom',
      'service.valid_to as validTo',
      'service.assured_on as assuredOn',
      'service.review_due_on as reviewDueOn',
      'service.updated_at as updatedAt',
      'organisation.name as organisationName',
      'organisation.slug as organisationSlug',
      'organisation.alternate_name as organisationAlternateName',
      'organisation.sector',
    ]);

type PublicRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];

function toService(row: PublicRow, parts: ServiceParts, today: string): ServiceForIndex {
  const { id, capacityUpdatedOn: updatedOn, pausedUntil } = row;
  const dates = { validFrom: row.validFrom, validTo: row.validTo };
  const within = (sessions: SessionRow[]): SessionRow[] =>
    sessions.map((session) => withinDates(session, dates));
  const capacity = capacityOn({ capacity: row.capacity, updatedOn, pausedUntil }, today);
  return {
    id,
    slug: row.slug,
    name: row.name,
    alternateName: row.alternateName,
    summary: row.summary,
    description: row.description,
    eligibility: row.eligibility,
    organisation: {
      name: row.organisationName,
      slug: row.organisationSlug,
      alternateName: row.organisationAlternateName,
    },
    sector: row.sector,
    needs: parts.needs.get(id) ?? [],
    deliveries: parts.deliveries.get(id) ?? [],
    joinings: parts.joinings.get(id) ?? [],
    audiences: parts.audiences.get(id) ?? [],
    venues: (parts.venues.get(id) ?? []).map((venue) => ({ ...venue, sessions: within(venue.sessions) })),
    sessions: within(parts.sessions.get(id) ?? []),
    closures: parts.closures.get(id) ?? [],
    areas: parts.areas.get(id) ?? [],
    price: priceOf(parts.costs.get(id) ?? [], row.fees),
    languages: parts.languages.get(id) ?? [],
    access: parts.access.get(id) ?? [],
    texts: parts.texts.get(id) ?? [],
    minimumAge: row.minimumAge,
    maximumAge: row.maximumAge,
    capacity,
    waitingWeeks: capacity === 'waiting_list' ? row.waitingWeeks : null,
    pausedUntil: capacity === 'paused' ? pausedUntil : null,
    startsOn: row.validFrom !== null && row.validFrom > today ? row.validFrom : null,
    assuredOn: row.assuredOn,
    isOverdue: isOverdue(row.reviewDueOn, today),
    isTemporarilyClosed: row.status === 'temporarily closed',
    updatedAt: row.updatedAt,
  };
}
