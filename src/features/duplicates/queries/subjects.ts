import type { Db } from '#db/connection.ts';
import { WEEKDAYS } from '#db/vocabulary.ts';
import type { Subject, SubjectPlace } from '../types.ts';

const CHARITY_SCHEME = 'GB-CHC';

/**
 * All services as they are compared, public, hidden and drafts alike, or those of these ids. Confidential places are
 * left out: who compares must not learn where they are.
 */
export async function readServiceSubjects(db: Db, ids: readonly string[] | null): Promise<Subject[]> {
  const services = await db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .$if(ids !== null, (query) => query.where('service.id', 'in', ids ?? []))
    .select([
      'service.id',
      'service.name',
      'service.alternate_name',
      'service.url',
      'service.organisation_id',
      'service.source_id',
      'organisation.name as organisation_name',
      'organisation.website',
    ])
    .execute();
  const owners = ids === null ? null : services.map((row) => row.organisation_id);
  const places = await readPlaces(db, ids);
  const days = await readDays(db, ids);
  const { ofServices, ofOrganisations } = await readPhones(db, ids, owners);
  const charities = await readCharities(db, owners);
  return services.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    sourceId: row.source_id,
    names: named(row.name, row.alternate_name),
    places: places.get(row.id) ?? [],
    phones: [...(ofServices.get(row.id) ?? []), ...(ofOrganisations.get(row.organisation_id) ?? [])],
    websites: [row.url, row.website].filter((website) => website !== null),
    charityNumbers: charities.get(row.organisation_id) ?? [],
    days: days.get(row.id) ?? 0,
  }));
}

/** All organisations as they are compared, each where its services are. */
export async function readOrganisationSubjects(db: Db): Promise<Subject[]> {
  const organisations = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'alternate_name', 'website', 'source_id'])
    .execute();
  const services = await db.selectFrom('service').select(['id', 'organisation_id']).execute();
  const placesOfServices = await readPlaces(db, null);
  const places = new Map<string, SubjectPlace[]>();
  for (const service of services)
    append(places, service.organisation_id, ...(placesOfServices.get(service.id) ?? []));
  const { ofOrganisations } = await readPhones(db, null, null);
  const charities = await readCharities(db, null);
  return organisations.map((row) => ({
    id: row.id,
    organisationId: null,
    organisationName: null,
    sourceId: row.source_id,
    names: named(row.name, row.alternate_name),
    places: [...new Map((places.get(row.id) ?? []).map((place) => [JSON.stringify(place), place])).values()],
    phones: ofOrganisations.get(row.id) ?? [],
    websites: row.website === null ? [] : [row.website],
    charityNumbers: charities.get(row.id) ?? [],
    days: 0,
  }));
}

const named = (name: string, other: string | null): string[] =>
  other === null || other.trim() === '' ? [name] : [name, other];

function append<T>(map: Map<string, T[]>, key: string, ...values: readonly T[]): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [...values]);
  else known.push(...values);
}

async function readPlaces(db: Db, services: readonly string[] | null): Promise<Map<string, SubjectPlace[]>> {
  const rows = await db
    .selectFrom('service_at_location')
    .innerJoin('location', 'location.id', 'service_at_location.location_id')
    .leftJoin('address', 'address.location_id', 'location.id')
    .where('location.confidential', '=', 0)
    .where('location.location_type', '=', 'physical')
    .$if(services !== null, (query) => query.where('service_id', 'in', services ?? []))
    .select([
      'service_at_location.service_id',
      'location.name',
      'location.latitude',
      'location.longitude',
      'address.postal_code',
      'address.city',
      'address.address_1',
      'address.address_2',
    ])
    .execute();
  const places = new Map<string, SubjectPlace[]>();
  for (const row of rows) {
    const { latitude, longitude, postal_code: postcode, city: town } = row;
    const address = [row.name, row.address_1, row.address_2].filter((line) => line !== null).join(', ');
    append(places, row.service_id, {
      postcode: postcode === '' ? null : postcode,
      town,
      address,
      latitude,
      longitude,
    });
  }
  return places;
}

/** On which weekdays services are open, one bit each, whatever the weeks. */
async function readDays(db: Db, services: readonly string[] | null): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('schedule')
    .leftJoin('service_at_location', 'service_at_location.id', 'schedule.service_at_location_id')
    .where('schedule.byday', 'is not', null)
    .$if(services !== null, (query) =>
      query.where((or) =>
        or.or([
          or('schedule.service_id', 'in', services ?? []),
          or('service_at_location.service_id', 'in', services ?? []),
        ]),
      ),
    )
    .select((row) => [
      row.fn.coalesce('schedule.service_id', 'service_at_location.service_id').as('service_id'),
      'schedule.byday',
    ])
    .execute();
  const days = new Map<string, number>();
  for (const { service_id, byday } of rows) {
    if (service_id === null) continue;
    const bits = WEEKDAYS.reduce((all, day, at) => ((byday ?? '').includes(day) ? all | (1 << at) : all), 0);
    days.set(service_id, (days.get(service_id) ?? 0) | bits);
  }
  return days;
}

async function readPhones(
  db: Db,
  services: readonly string[] | null,
  organisations: readonly string[] | null,
): Promise<{ ofServices: Map<string, string[]>; ofOrganisations: Map<string, string[]> }> {
  const rows = await db
    .selectFrom('phone')
    .leftJoin('contact', 'contact.id', 'phone.contact_id')
    .leftJoin('service_at_location', 'service_at_location.id', 'phone.service_at_location_id')
    .where('phone.type', '!=', 'fax')
    .where((eb) => eb.or([eb('contact.visibility', 'is', null), eb('contact.visibility', '=', 'public')]))
    .select((row) => [
      'phone.number',
      row.fn
        .coalesce('phone.service_id', 'service_at_location.service_id', 'contact.service_id')
        .as('service_id'),
      row.fn.coalesce('phone.organisation_id', 'contact.organisation_id').as('organisation_id'),
    ])
    .$if(services !== null, (query) =>
      query.where((or) =>
        or.or([
          or('phone.service_id', 'in', services ?? []),
          or('service_at_location.service_id', 'in', services ?? []),
          or('contact.service_id', 'in', services ?? []),
          or('phone.organisation_id', 'in', organisations ?? []),
          or('contact.organisation_id', 'in', organisations ?? []),
        ]),
      ),
    )
    .execute();
  const ofServices = new Map<string, string[]>();
  const ofOrganisations = new Map<string, string[]>();
  for (const { number, service_id, organisation_id } of rows) {
    if (service_id !== null) append(ofServices, service_id, number);
    else if (organisation_id !== null) append(ofOrganisations, organisation_id, number);
  }
  return { ofServices, ofOrganisations };
}

async function readCharities(
  db: Db,
  organisations: readonly string[] | null,
): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('organisation_identifier')
    .where((eb) =>
      eb.or([eb('identifier_scheme', '=', CHARITY_SCHEME), eb('identifier', 'like', `${CHARITY_SCHEME}%`)]),
    )
    .$if(organisations !== null, (query) => query.where('organisation_id', 'in', organisations ?? []))
    .select(['organisation_id', 'identifier'])
    .execute();
  const charities = new Map<string, string[]>();
  for (const row of rows) append(charities, row.organisation_id, row.identifier);
  return charities;
}
