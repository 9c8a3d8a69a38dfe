import type { Db } from '#db/connection.ts';
import { normaliseOutcode, normalisePostcode } from '#src/lib/postcode.ts';
import { findInside, findNamed, suggestPlaces, withoutNear, type PlaceResolution } from './names.ts';
import type { Gazetteer, Place } from './rules.ts';

/** Longer texts are cut: no place needs more. */
const LONGEST_TEXT = 120;

/** Every row of the gazetteer. */
export function readPlaces(db: Db): Promise<Place[]> {
  return db
    .selectFrom('place')
    .select(['name', 'kind', 'area_name as areaName', 'latitude', 'longitude'])
    .orderBy('id')
    .execute();
}

/**
 * Finds the place that somebody typed: a postcode in any spacing, its first half, a town or village, "near X",
 * "X, County", or an address with one of these inside. A postcode that nobody knows counts as its first half, and
 * says so. No text leaves the machine.
 */
export async function resolvePlace(db: Db, gazetteer: Gazetteer, typed: string): Promise<PlaceResolution> {
  const text = withoutNear(typed.slice(0, LONGEST_TEXT));
  const postcode = normalisePostcode(text);
  if (postcode !== null) return resolvePostcode(db, gazetteer, postcode);
  const outcode = normaliseOutcode(text);
  if (outcode !== null) {
    const place = await findOutcode(db, gazetteer, outcode);
    if (place !== null) return { kind: 'found', place, firstHalfOnly: false, others: [] };
  }
  const named = findNamed(gazetteer, text);
  if (named !== null) return named;
  const inside = findInside(gazetteer, text);
  if (inside === null) return { kind: 'unknown', text, suggestions: suggestPlaces(gazetteer, text) };
  if (inside.kind === 'postcode') return resolvePostcode(db, gazetteer, inside.postcode);
  if (inside.kind === 'outcode') {
    const place = await findOutcode(db, gazetteer, inside.outcode);
    if (place !== null) return { kind: 'found', place, firstHalfOnly: inside.isCut, others: [] };
    return { kind: 'unknown', text, suggestions: [] };
  }
  return inside.resolution;
}

async function resolvePostcode(db: Db, gazetteer: Gazetteer, postcode: string): Promise<PlaceResolution> {
  const row = await db
    .selectFrom('postcode')
    .select(['latitude', 'longitude'])
    .where('postcode', '=', postcode)
    .executeTakeFirst();
  const exact: Place | undefined =
    row === undefined
      ? gazetteer.postcodes.get(postcode)
      : {
          name: postcode,
          kind: 'postcode',
          latitude: row.latitude,
          longitude: row.longitude,
          areaName: null,
        };
  if (exact !== undefined) return { kind: 'found', place: exact, firstHalfOnly: false, others: [] };
  const outcode = await findOutcode(db, gazetteer, postcode.split(' ')[0] ?? '');
  if (outcode !== null) return { kind: 'found', place: outcode, firstHalfOnly: true, others: [] };
  return { kind: 'unknown', text: postcode, suggestions: [] };
}

/** The centre of an outcode: from the gazetteer, or the middle of its official postcodes. */
async function findOutcode(db: Db, gazetteer: Gazetteer, outcode: string): Promise<Place | null> {
  const known = gazetteer.outcodes.get(outcode);
  if (known !== undefined) return known;
  const centre = await db
    .selectFrom('postcode')
    .select((select) => [
      select.fn.avg('latitude').as('latitude'),
      select.fn.avg('longitude').as('longitude'),
    ])
    .where('outcode', '=', outcode)
    .executeTakeFirst();
  if (centre === undefined || centre.latitude === null || centre.longitude === null) return null;
  return {
    name: outcode,
    kind: 'outcode',
    latitude: Number(centre.latitude),
    longitude: Number(centre.longitude),
    areaName: null,
  };
}
