import type { Insertable } from 'kysely';
import type { Db } from '#db/connection.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import type { LocationTable, OrganisationTable, ScheduleTable, ServiceTable } from '#db/schema.ts';

export const STAMP = '2026-11-01T00:00:00.000Z';

/** Puts a public organisation and a public service of it into the database, with what is given on top. */
export async function putService(
  db: Db,
  id: string,
  service: Partial<Insertable<ServiceTable>> = {},
  organisation: Partial<Insertable<OrganisationTable>> = {},
): Promise<void> {
  await db
    .insertInto('organisation')
    .values({
      id: `org-${id}`,
      slug: `org-${id}`,
      name: `Organisation of ${id}`,
      description: '',
      sector: 'voluntary',
      created_at: STAMP,
      updated_at: STAMP,
      ...organisation,
    })
    .execute();
  await db
    .insertInto('service')
    .values({
      id,
      slug: id,
      organisation_id: `org-${id}`,
      name: `Service ${id}`,
      created_at: STAMP,
      updated_at: STAMP,
      ...service,
    })
    .execute();
}

/** Puts a location with an address into the database and lets the service happen there. */
export async function putVenue(
  db: Db,
  serviceId: string,
  id: string,
  location: Partial<Insertable<LocationTable>> = {},
  postcode = 'MB3 1EF',
): Promise<void> {
  await db
    .insertInto('location')
    .values({
      id,
      name: `Hall ${id}`,
      latitude: 52.49,
      longitude: -2.87,
      created_at: STAMP,
      updated_at: STAMP,
      ...location,
    })
    .execute();
  await db
    .insertInto('address')
    .values({
      id: `address-${id}`,
      location_id: id,
      address_1: '1 Secret Street',
      city: 'Tarnbury',
      state_province: 'Aldershire',
      postal_code: postcode,
    })
    .execute();
  await db
    .insertInto('service_at_location')
    .values({ id: `at-${id}`, service_id: serviceId, location_id: id })
    .execute();
}

export async function putSchedule(
  db: Db,
  id: string,
  schedule: Partial<Insertable<ScheduleTable>>,
): Promise<void> {
  await db
    .insertInto('schedule')
    .values({ id, freq: 'WEEKLY', byday: 'WE', opens_at: '10:00', closes_at: '12:00', ...schedule })
    .execute();
}

/** What every change that visitors could see does; of these services, or of anything when none is named. */
export async function bumpVersion(db: Db, ...services: string[]): Promise<void> {
  await db
    .transaction()
    .execute((trx) =>
      bumpDirectoryVersion(trx, new Date(STAMP), services.length === 0 ? 'anything' : { services }),
    );
}
