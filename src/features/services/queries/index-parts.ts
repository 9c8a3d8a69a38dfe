import type { Db } from '#db/connection.ts';
import type { AccessFeature, Audience, Delivery, Joining } from '#db/vocabulary.ts';
import type { PriceOption } from '../rules.ts';
import type { TextForIndex } from './rows-for-index.ts';
import {
  group,
  readRooms,
  readSessions,
  readVenues,
  type ByService,
  type SessionRow,
  type VenueForIndex,
} from './index-venues.ts';

/** The rows below `service`, by the service's id. */
export interface ServiceParts {
  needs: ByService<string>;
  deliveries: ByService<Delivery>;
  joinings: ByService<Joining>;
  audiences: ByService<Audience>;
  venues: ByService<VenueForIndex>;
  sessions: ByService<SessionRow>;
  closures: ByService<{ startsOn: string; endsOn: string; reason: string | null }>;
  areas: ByService<string>;
  costs: ByService<PriceOption>;
  languages: ByService<{ name: string; code: string | null }>;
  access: ByService<AccessFeature>;
  texts: ByService<TextForIndex>;
}

/** Reads the tables below `service`, one query each, whole or for some services. Prices are those valid on `today`. */
export async function readParts(
  db: Db,
  today: string,
  services: readonly string[] | null,
): Promise<ServiceParts> {
  const isPart = services !== null;
  const ids = services ?? [];
  const rooms = await readRooms(db, services);
  const locations = rooms.map(({ locationId }) => locationId);
  const needs = await db
    .selectFrom('service_need')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .selectAll()
    .orderBy('suggested')
    .orderBy('need_slug')
    .execute();
  const deliveries = await db
    .selectFrom('service_delivery')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .selectAll()
    .execute();
  const joinings = await db
    .selectFrom('service_joining')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .selectAll()
    .execute();
  const audiences = await db
    .selectFrom('service_audience')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .selectAll()
    .execute();
  const closures = await db
    .selectFrom('closure')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .selectAll()
    .orderBy('starts_on')
    .execute();
  const areas = await db
    .selectFrom('service_area')
    .$if(isPart, (query) =>
      query.where((or) =>
        or.or([
          or('service_id', 'in', ids),
          or(
            'service_at_location_id',
            'in',
            rooms.map(({ id }) => id),
          ),
        ]),
      ),
    )
    .select(['service_id', 'service_at_location_id', 'name'])
    .execute();
  const costs = await db
    .selectFrom('cost_option')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .select(['service_id', 'amount', 'option', 'valid_from', 'valid_to'])
    .orderBy('sort_order')
    .execute();
  const languages = await db
    .selectFrom('language')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .select(['service_id', 'name', 'code'])
    .execute();
  const access = await db
    .selectFrom('accessibility')
    .$if(isPart, (query) =>
      query.where((or) => or.or([or('service_id', 'in', ids), or('location_id', 'in', locations)])),
    )
    .select(['service_id', 'location_id', 'feature'])
    .execute();
  const texts = await db
    .selectFrom('service_text')
    .$if(isPart, (query) => query.where('service_id', 'in', ids))
    .selectAll()
    .orderBy('language_code')
    .execute();
  const sessions = await readSessions(
    db,
    isPart ? { ids, rooms: rooms.map(({ id }) => id), locations } : null,
  );
  const atLocations = await readVenues(db, rooms, isPart ? locations : null, {
    access: group(
      access,
      (row) => row.location_id,
      (row) => row.feature,
    ),
    sessions,
  });
  const serviceOf = new Map(atLocations.map((row) => [row.id, row.serviceId] as const));
  const isCurrent = (row: { valid_from: string | null; valid_to: string | null }): boolean =>
    (row.valid_from ?? today) <= today && (row.valid_to ?? today) >= today;
  return {
    needs: group(
      needs,
      (row) => row.service_id,
      (row) => row.need_slug,
    ),
    deliveries: group(
      deliveries,
      (row) => row.service_id,
      (row) => row.delivery,
    ),
    joinings: group(
      joinings,
      (row) => row.service_id,
      (row) => row.joining,
    ),
    audiences: group(
      audiences,
      (row) => row.service_id,
      (row) => row.audience,
    ),
    venues: group(
      atLocations,
      (row) => row.serviceId,
      (row) => row.venue,
    ),
    sessions: group(
      sessions,
      (row) => row.serviceId,
      (row) => row.session,
    ),
    closures: group(
      closures,
      (row) => row.service_id,
      ({ starts_on, ends_on, reason }) => ({
        startsOn: starts_on,
        endsOn: ends_on,
        reason,
      }),
    ),
    areas: group(
      areas,
      (row) => row.service_id ?? serviceOf.get(row.service_at_location_id ?? '') ?? null,
      (row) => row.name,
    ),
    costs: group(
      costs.filter(isCurrent),
      (row) => row.service_id,
      ({ amount, option }) => ({ amount, option }),
    ),
    languages: group(
      languages,
      (row) => row.service_id,
      (row) =>
        row.name === null && row.code === null ? null : { name: row.name ?? row.code ?? '', code: row.code },
    ),
    texts: group(
      texts,
      (row) => row.service_id,
      (row) => ({
        language: row.language_code,
        name: row.name,
        summary: row.summary,
        description: [row.description, row.eligibility_description, row.application_process]
          .filter((words) => words !== null)
          .join(' \n '),
      }),
    ),
    access: group(
      access,
      (row) => row.service_id,
      (row) => row.feature,
    ),
  };
}
