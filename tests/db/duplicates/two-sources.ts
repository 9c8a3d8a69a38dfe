import type { Insertable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { LocationTable, OrganisationTable, PhoneTable, ServiceTable } from '#db/schema.ts';
import { putService, putVenue, STAMP } from '../search/directory-rows.ts';

interface Placed {
  name: string;
  source?: 'north' | 'south' | null; // null: written here
  postcode?: string | null; // null: nowhere
  location?: Partial<Insertable<LocationTable>>;
  service?: Partial<Insertable<ServiceTable>>;
  organisation?: Partial<Insertable<OrganisationTable>>;
  phone?: Partial<Insertable<PhoneTable>> & { number: string };
}

/** The sources "North list" and "South list". */
export async function putSources(db: Db): Promise<void> {
  const source = { licence: 'Made up', format: 'csv', created_at: STAMP };
  await db
    .insertInto('source')
    .values([
      { id: 'north', name: 'North list', ...source },
      { id: 'south', name: 'South list', ...source },
    ])
    .execute();
}

/** A public service of an organisation of its own at MB1 1QG, from one of the two sources. */
export async function put(db: Db, id: string, placed: Placed): Promise<void> {
  const { name, source = null, postcode = 'MB1 1QG', phone } = placed;
  const sourced = { source_id: source, source_record_id: source === null ? null : id };
  await putService(
    db,
    id,
    { name, ...sourced, ...placed.service },
    { name, ...sourced, ...placed.organisation },
  );
  if (postcode !== null) await putVenue(db, id, `venue-${id}`, { name, ...placed.location }, postcode);
  if (phone !== undefined)
    await db
      .insertInto('phone')
      .values({ id: `phone-${id}`, service_id: id, ...phone })
      .execute();
}

/** "Kettle Pagoda" twice, from both sources, and something else in the same street. */
export async function putKettleTwice(db: Db): Promise<void> {
  await putSources(db);
  await put(db, 'kettle-north', { name: 'Kettle Pagoda', source: 'north' });
  await put(db, 'kettle-south', { name: 'The Kettle Pagoda', source: 'south' });
  await put(db, 'menders', { name: 'Bicycle Menders', source: 'south' });
}
