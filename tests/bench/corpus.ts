import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import type { NeedTree } from '#src/features/needs/content.ts';
import { addRows, insertAll, type Rows } from '#src/features/imports/commands/rows.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { addDays, londonNow } from '#src/lib/dates.ts';
import { fold } from '#src/lib/text.ts';
import { benchId, COUNTY, TOWNS, type BenchOrganisation, type BenchVenue } from './corpus/place.ts';
import { benchServices, type BenchService } from './corpus/services.ts';

/** Services written together: a statement then holds many rows, and no more of the corpus is in memory. */
const AT_A_TIME = 500;

interface Writing {
  rows: Rows;
  at: string;
  today: string;
  written: Set<string>; // organisations and venues that are there already
}

/**
 * Writes a made-up place of `size` services into an empty, migrated database: organisations, venues with coordinates,
 * times, needs, costs and the rest, as an import would leave them. The same size gives the same place, its dates
 * counted from `now`. About a second for each 3,000.
 */
export async function fillBenchPlace(db: Db, needs: NeedTree, size: number, now: Date): Promise<void> {
  const context = { at: now.toISOString(), today: londonNow(now).day, written: new Set<string>() };
  await db.transaction().execute(async (trx) => {
    await writeTowns(trx);
    let waiting: BenchService[] = [];
    for (const service of benchServices(needs, size)) {
      waiting.push(service);
      if (waiting.length < AT_A_TIME) continue;
      await write(trx, waiting, context);
      waiting = [];
    }
    await write(trx, waiting, context);
    await bumpDirectoryVersion(trx, now);
  });
}

async function writeTowns(trx: Transaction<Database>): Promise<void> {
  const rows = TOWNS.map((town) => ({
    id: `bench:${town.outcode}`,
    name: town.name,
    search_key: fold(town.name),
    kind: 'town' as const,
    area_name: COUNTY,
    latitude: town.latitude,
    longitude: town.longitude,
    source: 'bench',
  }));
  await trx.insertInto('place').values(rows).execute();
}

async function write(
  trx: Transaction<Database>,
  services: readonly BenchService[],
  context: Omit<Writing, 'rows'>,
): Promise<void> {
  const writing: Writing = { ...context, rows: {} };
  for (const service of services) {
    addOrganisation(writing, service.organisation);
    if (service.venue !== null) addVenue(writing, service.venue);
    addService(writing, service);
    addParts(writing, service);
  }
  await insertAll(trx, writing.rows);
}

function addOrganisation({ rows, at, written }: Writing, organisation: BenchOrganisation): void {
  if (written.has(organisation.id)) return;
  written.add(organisation.id);
  addRows(rows, 'organisation', [{ ...organisation, description: '', created_at: at, updated_at: at }]);
}

function addVenue({ rows, at, written }: Writing, venue: BenchVenue): void {
  if (written.has(venue.id)) return;
  written.add(venue.id);
  const { id, name, latitude, longitude, town, postcode } = venue;
  addRows(rows, 'location', [{ id, name, latitude, longitude, created_at: at, updated_at: at }]);
  addRows(rows, 'address', [
    {
      id,
      location_id: id,
      address_1: '1 Bench Road',
      city: town.name,
      state_province: COUNTY,
      postal_code: postcode,
    },
  ]);
  if (venue.isStepFree)
    addRows(rows, 'accessibility', [{ id, location_id: id, service_id: null, feature: 'step_free' }]);
}

function addService({ rows, at, today }: Writing, service: BenchService): void {
  const checked = addDays(today, -service.checkedDaysAgo);
  addRows(rows, 'service', [
    {
      id: service.id,
      slug: service.slug,
      organisation_id: service.organisation.id,
      name: service.name,
      summary: service.summary,
      description: service.description,
      eligibility_description: service.eligibility,
      minimum_age: service.minimumAge,
      capacity: service.capacity,
      capacity_updated_on: addDays(today, -(service.checkedDaysAgo % 28)),
      assured_on: checked,
      assured_by: service.organisation.name,
      review_due_on: addDays(checked, 182),
      created_at: at,
      updated_at: at,
    },
  ]);
}

function addParts({ rows }: Writing, service: BenchService): void {
  const { id, venue } = service;
  const number = Number.parseInt(id.slice(-12), 16);
  const owned = { service_id: id };
  addRows(
    rows,
    'service_need',
    service.needs.map(({ slug }) => ({ ...owned, need_slug: slug })),
  );
  addRows(
    rows,
    'service_delivery',
    service.deliveries.map((delivery) => ({ ...owned, delivery })),
  );
  addRows(
    rows,
    'service_joining',
    service.joinings.map((joining) => ({ ...owned, joining })),
  );
  addRows(
    rows,
    'service_audience',
    service.audiences.map((audience) => ({ ...owned, audience })),
  );
  if (venue === null) addRows(rows, 'service_area', [{ id, ...owned, name: COUNTY }]);
  else addRows(rows, 'service_at_location', [{ id, ...owned, location_id: venue.id }]);
  const times = {
    freq: 'WEEKLY' as const,
    opens_at: service.opensAt,
    closes_at: service.closesAt,
    service_id: venue === null ? id : null,
    service_at_location_id: venue === null ? null : id,
  };
  addRows(rows, 'schedule', [{ id: benchId('part', number), ...times, byday: service.days.join(',') }]);
  if (service.pounds !== null) addRows(rows, 'cost_option', [{ id, ...owned, amount: service.pounds }]);
  if (service.language !== null) addRows(rows, 'language', [{ id, ...owned, ...service.language }]);
}
