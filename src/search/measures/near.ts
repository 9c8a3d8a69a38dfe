import { areaContains, type Surroundings } from '#src/features/places/areas.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { distanceMetres, METRES_PER_MILE } from '#src/lib/distance.ts';
import type { SearchIndex } from '../types.ts';

/** Why a service without a venue near by is still near. */
export const COVERS = { no: 0, area: 1, anywhere: 2 } as const;

/** How near each service is to the place asked for, by position. */
export interface Nearness {
  metres: Float64Array; // to the nearest venue; Infinity when there is none to go to
  venue: Int32Array; // that venue; the first one when no place is asked for, -1 without venues
  covers: Uint8Array; // COVERS
}

/** A service that comes to people ranks as if it were this far away. */
export const COVERING_COUNTS_AS_METRES = 3 * METRES_PER_MILE;
/** A home service that does not say where it goes is taken to go this far from its door. */
const HOME_VISITS_METRES = 10 * METRES_PER_MILE;

/** Works out distance and coverage for every service. Without a place nothing is near and nothing covers. */
export function nearnessOf(index: SearchIndex, around: Surroundings | null): Nearness {
  const size = index.services.length;
  const near: Nearness = {
    metres: new Float64Array(size).fill(Infinity),
    venue: new Int32Array(size).fill(-1),
    covers: new Uint8Array(size),
  };
  const containing =
    around === null ? [] : index.areaNames.map((name) => areaContains(index.gazetteer, name, around));
  index.services.forEach((service, position) => {
    const doorMetres = findNearestVenue(service, position, around, near);
    if (around === null) return;
    const areas = index.areasOf[position] ?? [];
    near.covers[position] = coverage(
      service,
      areas.map((area) => containing[area] === true),
      doorMetres,
    );
    if (!isVisited(service)) near.metres[position] = Infinity;
  });
  return near;
}

/** People go there: a venue is one of the ways, or nothing is said and there is an address. */
const isVisited = (service: ServiceForIndex): boolean =>
  service.deliveries.length === 0 || service.deliveries.includes('venue');

const comesToPeople = (service: ServiceForIndex): boolean =>
  service.deliveries.some((delivery) => delivery !== 'venue');

function findNearestVenue(
  service: ServiceForIndex,
  position: number,
  around: Surroundings | null,
  near: Nearness,
): number {
  let least = Infinity;
  let nearest = service.venues.length > 0 ? 0 : -1;
  service.venues.forEach((venue, number) => {
    if (around === null || venue.confidential || venue.latitude === null || venue.longitude === null) return;
    const { latitude, longitude } = around.place;
    const metres = distanceMetres(latitude, longitude, venue.latitude, venue.longitude);
    if (metres < least) [least, nearest] = [metres, number];
  });
  near.metres[position] = least;
  near.venue[position] = nearest;
  return least;
}

/**
 * A service covers a place when its areas contain it and it comes to people, or its venue cannot be shown. One that
 * people have to travel to does not: "covers England" says nothing about how far it is.
 */
function coverage(
  service: ServiceForIndex,
  areaContainsPlace: readonly boolean[],
  doorMetres: number,
): number {
  const canBeMeasured = doorMetres !== Infinity;
  if (canBeMeasured && !comesToPeople(service)) return COVERS.no;
  if (areaContainsPlace.length > 0) return areaContainsPlace.includes(true) ? COVERS.area : COVERS.no;
  if (service.deliveries.includes('phone') || service.deliveries.includes('online')) return COVERS.anywhere;
  return service.deliveries.includes('home') && doorMetres <= HOME_VISITS_METRES ? COVERS.area : COVERS.no;
}

/** True within so many miles by road-blind distance, or when the service covers the place. */
export const isWithin = (near: Nearness, position: number, miles: number): boolean =>
  (near.metres[position] ?? Infinity) <= miles * METRES_PER_MILE || near.covers[position] !== COVERS.no;
