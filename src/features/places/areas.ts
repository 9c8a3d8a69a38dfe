import { METRES_PER_MILE } from '#src/lib/distance.ts';
import { normaliseOutcode } from '#src/lib/postcode.ts';
import { fold } from '#src/lib/text.ts';
import { metresBetween, placeKey, type Gazetteer, type Place } from './rules.ts';

/** Service areas that hold every place of England. */
const EVERYWHERE = new Set([
  'england',
  'uk',
  'united kingdom',
  'great britain',
  'britain',
  'gb',
  'nationwide',
  'national',
  'england and wales',
]);
/** A postcode belongs to the settlement nearest to it, when that is no further than this. */
const OWN_SETTLEMENT_METRES = 5 * METRES_PER_MILE;
/** A suburb belongs to the town nearest to it, when that is no further than this. */
const OWN_TOWN_METRES = 3 * METRES_PER_MILE;
/** How far a district reaches from the town it is named after, when nothing better is known. */
const DISTRICT_METRES = 15 * METRES_PER_MILE;

const AROUND =
  /^(?:(?:all of|across|around|in|within|the|city of|county of|borough of|district of|greater) )+/;
const DISTRICT_OF = /\b(?:borough|district) of /;
const DISTRICT =
  / (?:district|borough|council area|city council|district council|borough council|area|and district|and surrounding area|and surrounding villages|and nearby villages)$/;

/** The settlement a point lies in or beside, or null when none is near. */
export function nearestSettlement(
  gazetteer: Gazetteer,
  point: { latitude: number; longitude: number },
  isWanted: (place: Place) => boolean = () => true,
): Place | null {
  let nearest: Place | null = null;
  let least = Infinity;
  for (const place of gazetteer.settlements) {
    // Cheap first: a degree of latitude is 69 miles.
    if (Math.abs(place.latitude - point.latitude) > 0.1 || !isWanted(place)) continue;
    const metres = metresBetween(point, place);
    if (metres < least) [nearest, least] = [place, metres];
  }
  return least <= OWN_SETTLEMENT_METRES ? nearest : null;
}

/** A place with what it lies in, ready to be compared with service areas. */
export interface Surroundings {
  place: Place;
  /** Keys of the settlements and counties it is in. */
  names: ReadonlySet<string>;
  outcode: string | null;
  county: string | null;
}

/** What a place lies in: itself, its settlement, the town of a suburb, its county or district. */
export function surroundingsOf(gazetteer: Gazetteer, place: Place): Surroundings {
  const isPostal = place.kind === 'postcode' || place.kind === 'outcode';
  const settlement = isPostal ? nearestSettlement(gazetteer, place) : place;
  const names = new Set<string>();
  const county = place.areaName ?? settlement?.areaName ?? null;
  for (const name of [place.areaName, settlement?.name, settlement?.areaName]) {
    for (const part of (name ?? '').split(',')) if (placeKey(part) !== '') names.add(placeKey(part));
  }
  if (settlement !== null && (settlement.kind === 'suburb' || settlement.kind === 'hamlet')) {
    const town = nearestSettlement(
      gazetteer,
      settlement,
      (other) => other.kind === 'town' || other.kind === 'city',
    );
    if (town !== null && metresBetween(settlement, town) <= OWN_TOWN_METRES) names.add(placeKey(town.name));
  }
  return { place, names, outcode: isPostal ? normaliseOutcode(place.name) : null, county };
}

/**
 * True when a service area, as written ("Aldershire", "Marlbridge district", "MB3", "England"), contains the place.
 * A district is known by its own name in the gazetteer, or else as what lies within 15 miles of the town it is named
 * after and in the same county. An area nobody knows contains nothing.
 */
export function areaContains(gazetteer: Gazetteer, areaName: string, around: Surroundings): boolean {
  return [areaName, ...areaName.split(/,|;|\band\b/i)].some((part) => partContains(gazetteer, part, around));
}

function partContains(gazetteer: Gazetteer, areaName: string, around: Surroundings): boolean {
  const folded = fold(areaName);
  const plain = folded.replace(AROUND, '');
  if (plain === '') return false;
  if (EVERYWHERE.has(plain) || around.names.has(placeKey(plain))) return true;
  if (around.outcode !== null && normaliseOutcode(areaName) === around.outcode) return true;
  const named = placeKey(plain.replace(DISTRICT, '').replace(/ county$/, ''));
  if (named === placeKey(plain) && !DISTRICT_OF.test(folded)) return false;
  if (around.county !== null && placeKey(around.county) === named) return true;
  const town = gazetteer.byName.get(named)?.[0];
  if (town === undefined || metresBetween(town, around.place) > DISTRICT_METRES)
    return around.names.has(named);
  return (
    town.areaName === null || around.county === null || placeKey(town.areaName) === placeKey(around.county)
  );
}
