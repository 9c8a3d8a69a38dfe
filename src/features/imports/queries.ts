import type { Db } from '#db/connection.ts';
import { readPlaces } from '#src/features/places/queries.ts';
import type { AddressPoint, Place } from '#src/features/places/rules.ts';

/** What the gazetteer knows that an import can place its rows by. */
export interface KnownPlaces {
  places: readonly Place[];
  postcodes: ReadonlyMap<string, { latitude: number; longitude: number }>; // official centres
  addresses: readonly AddressPoint[]; // of the directory, from other sources than the one imported
}

const POSTCODES_PER_QUERY = 1000;

/**
 * Every place of the gazetteer, the official centres of the postcodes asked for, and the directory's public addresses
 * that did not come from this source: what a source says must not hang on what it said last time.
 */
export async function readKnownPlaces(
  db: Db,
  sourceName: string,
  wanted: Iterable<string>,
): Promise<KnownPlaces> {
  const postcodes = new Map<string, { latitude: number; longitude: number }>();
  const list = [...new Set(wanted)];
  for (let start = 0; start < list.length; start += POSTCODES_PER_QUERY) {
    const rows = await db
      .selectFrom('postcode')
      .select(['postcode', 'latitude', 'longitude'])
      .where('postcode', 'in', list.slice(start, start + POSTCODES_PER_QUERY))
      .execute();
    for (const row of rows) postcodes.set(row.postcode, { latitude: row.latitude, longitude: row.longitude });
  }
  return { places: await readPlaces(db), postcodes, addresses: await readAddresses(db, sourceName) };
}

async function readAddresses(db: Db, sourceName: string): Promise<AddressPoint[]> {
  const rows = await db
    .selectFrom('location')
    .innerJoin('address', 'address.location_id', 'location.id')
    .innerJoin('service_at_location', 'service_at_location.location_id', 'location.id')
    .innerJoin('service', 'service.id', 'service_at_location.service_id')
    .leftJoin('source', 'source.id', 'service.source_id')
    .select(['location.id', 'latitude', 'longitude', 'city', 'state_province', 'postal_code'])
    .distinct()
    .where('location.confidential', '=', 0)
    .where((eb) => eb.or([eb('source.name', 'is', null), eb('source.name', '!=', sourceName)]))
    .orderBy('location.id')
    .execute();
  return rows.flatMap(({ latitude, longitude, city, state_province: county, postal_code: postcode }) =>
    latitude === null || longitude === null
      ? []
      : [{ latitude, longitude, city, county: county || null, postcode: postcode || null }],
  );
}
