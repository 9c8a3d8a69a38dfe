import { areaContains, type Surroundings } from '#src/features/places/areas.ts';
import { METRES_PER_MILE } from '#src/lib/distance.ts';
import { DELIVERY_BITS } from '../columns/facts.ts';
import { metresToNearest, pointOf } from '../columns/venues.ts';
import type { SearchIndex } from '../types.ts';

/** Why a service without a venue near by is still near. */
export const COVERS = { no: 0, area: 1, anywhere: 2 } as const;

/** How near each service is to the place asked for, by position. Holds until the next search of this index. */
export interface Nearness {
  metres: Float64Array; // to the nearest venue; Infinity when there is none to go to
  covers: Uint8Array; // COVERS
}

/** A service that comes to people ranks as if it were this far away. */
export const COVERING_COUNTS_AS_METRES = 3 * METRES_PER_MILE;
/** A home service that does not say where it goes is taken to go this far from its door. */
const HOME_VISITS_METRES = 10 * METRES_PER_MILE;
/** Places whose areas are kept worked out. */
const MOST_KEPT = 200;
const FROM_AFAR = DELIVERY_BITS.phone | DELIVERY_BITS.online;
const COMES_TO_PEOPLE = FROM_AFAR | DELIVERY_BITS.home;

/** Distance and coverage of every service around a place. */
export function nearnessOf(index: SearchIndex, around: Surroundings): Nearness {
  const { metres, covers } = index.nearness;
  const { deliveries } = index.facts;
  const from = pointOf(around.place.latitude, around.place.longitude);
  const containing = areasContaining(index, around);
  for (let position = 0; position < index.size; position += 1) {
    const ways = deliveries[position] ?? 0;
    const door = metresToNearest(index.venues, position, from);
    covers[position] = coverage(index, position, ways, containing, door);
    // People go there when a venue is one of the ways, or nothing is said and there is an address.
    metres[position] = ways === 0 || (ways & DELIVERY_BITS.venue) !== 0 ? door : Infinity;
  }
  return index.nearness;
}

/**
 * A service covers a place when its areas contain it and it comes to people, or its venue cannot be shown. One that
 * people have to travel to does not: "covers England" says nothing about how far it is.
 */
function coverage(
  index: SearchIndex,
  position: number,
  ways: number,
  containing: Uint8Array,
  doorMetres: number,
): number {
  if (doorMetres !== Infinity && (ways & COMES_TO_PEOPLE) === 0) return COVERS.no;
  const { starts, counts, numbers } = index.areas;
  const count = counts[position] ?? 0;
  if (count > 0) {
    const start = starts[position] ?? 0;
    for (let at = start; at < start + count; at += 1) {
      if (containing[numbers[at] ?? 0] === 1) return COVERS.area;
    }
    return COVERS.no;
  }
  if ((ways & FROM_AFAR) !== 0) return COVERS.anywhere;
  return (ways & DELIVERY_BITS.home) !== 0 && doorMetres <= HOME_VISITS_METRES ? COVERS.area : COVERS.no;
}

/** For each area of the index, 1 when it contains the place. Worked out once for a place: it compares many names. */
export function areasContaining(index: SearchIndex, around: Surroundings): Uint8Array {
  const { name, latitude, longitude } = around.place;
  const key = `${name}|${latitude}|${longitude}`;
  const known = index.areasAround.get(key);
  const { names } = index.areas;
  if (known?.length === names.length) return known;
  const containing = Uint8Array.from(names, (area) => (areaContains(index.gazetteer, area, around) ? 1 : 0));
  if (index.areasAround.size >= MOST_KEPT) index.areasAround.clear();
  index.areasAround.set(key, containing);
  return containing;
}

/** True within so many miles by road-blind distance, or when the service covers the place. */
export const isWithin = (near: Nearness, position: number, miles: number): boolean =>
  (near.metres[position] ?? Infinity) <= miles * METRES_PER_MILE || near.covers[position] !== COVERS.no;
