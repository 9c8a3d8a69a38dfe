import { ACCESS_FEATURES } from '#db/vocabulary.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { EARTH_RADIUS_METRES } from '#src/lib/distance.ts';

/** Where services happen: for each position a run of venues, each a point on the unit sphere. */
export interface Venues {
  starts: Uint32Array; // by position
  counts: Uint16Array; // by position
  ownAccess: Uint32Array; // by position: bits in the order of ACCESS_FEATURES
  used: number;
  x: Float64Array; // by venue; NaN where nothing may be measured
  y: Float64Array;
  z: Float64Array;
  access: Uint32Array; // by venue
}

export interface Point {
  x: number;
  y: number;
  z: number;
}

const MOST_VENUES = 65_535;

export const accessBits = (features: readonly string[]): number =>
  features.reduce((bits, feature) => bits | (1 << ACCESS_FEATURES.indexOf(feature as never)), 0);

/** A WGS84 point on the unit sphere: distances then need no trigonometry. */
export function pointOf(latitude: number, longitude: number): Point {
  const [lat, lng] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
  return { x: Math.cos(lat) * Math.cos(lng), y: Math.cos(lat) * Math.sin(lng), z: Math.sin(lat) };
}

export const createVenues = (capacity: number): Venues => ({
  starts: new Uint32Array(capacity),
  counts: new Uint16Array(capacity),
  ownAccess: new Uint32Array(capacity),
  used: 0,
  x: new Float64Array(capacity),
  y: new Float64Array(capacity),
  z: new Float64Array(capacity),
  access: new Uint32Array(capacity),
});

/** Writes the venues of one service after those written before. A confidential venue has no point. */
export function writeVenues(venues: Venues, position: number, service: ServiceForIndex): void {
  const own = service.venues.slice(0, MOST_VENUES);
  if (venues.used + own.length > venues.x.length) grow(venues, own.length);
  venues.starts[position] = venues.used;
  venues.counts[position] = own.length;
  venues.ownAccess[position] = accessBits(service.access);
  for (const venue of own) {
    const isMeasured = !venue.confidential && venue.latitude !== null && venue.longitude !== null;
    const point = isMeasured
      ? pointOf(venue.latitude ?? 0, venue.longitude ?? 0)
      : { x: NaN, y: NaN, z: NaN };
    venues.x[venues.used] = point.x;
    venues.y[venues.used] = point.y;
    venues.z[venues.used] = point.z;
    venues.access[venues.used] = accessBits(venue.access);
    venues.used += 1;
  }
}

function grow(venues: Venues, by: number): void {
  const size = venues.x.length * 2 + by;
  const larger = (old: Float64Array): Float64Array => {
    const next = new Float64Array(size);
    next.set(old);
    return next;
  };
  venues.x = larger(venues.x);
  venues.y = larger(venues.y);
  venues.z = larger(venues.z);
  const access = new Uint32Array(size);
  access.set(venues.access);
  venues.access = access;
}

/** Metres to the nearest venue of a service; Infinity when none can be measured. */
export function metresToNearest(venues: Venues, position: number, from: Point): number {
  const start = venues.starts[position] ?? 0;
  const end = start + (venues.counts[position] ?? 0);
  let least = Infinity;
  for (let venue = start; venue < end; venue += 1) {
    const dx = (venues.x[venue] ?? 0) - from.x;
    const dy = (venues.y[venue] ?? 0) - from.y;
    const dz = (venues.z[venue] ?? 0) - from.z;
    const squared = dx * dx + dy * dy + dz * dz;
    if (squared < least) least = squared;
  }
  return least === Infinity ? Infinity : arcMetres(least);
}

/** The square of a straight line of about 1,300 km, on a sphere of radius 1. */
const NEAR_SQUARED = 0.04;

/** Metres over the ground from the square of the straight line; of near ones by the first terms of the arcsine. */
function arcMetres(squared: number): number {
  const line = Math.sqrt(squared);
  if (squared > NEAR_SQUARED) return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, line / 2));
  const bend = 1 + squared * (1 / 24 + squared * (3 / 640 + (squared * 5) / 7168));
  return EARTH_RADIUS_METRES * line * bend;
}

/** True when all wanted features are together: at the service itself, or at one and the same venue. */
export function hasAccess(venues: Venues, position: number, wanted: number): boolean {
  const own = venues.ownAccess[position] ?? 0;
  if ((own & wanted) === wanted) return true;
  const start = venues.starts[position] ?? 0;
  const end = start + (venues.counts[position] ?? 0);
  for (let venue = start; venue < end; venue += 1) {
    if ((((venues.access[venue] ?? 0) | own) & wanted) === wanted) return true;
  }
  return false;
}
