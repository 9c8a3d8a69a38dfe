/** A point in WGS84 degrees. */
export interface Point {
  latitude: number;
  longitude: number;
}

/** A box around the United Kingdom, Scilly to Shetland, Fermanagh to Lowestoft. */
const UK = { south: 49.8, north: 60.95, west: -8.7, east: 1.85 };

const isInUk = (point: Point): boolean =>
  point.latitude >= UK.south &&
  point.latitude <= UK.north &&
  point.longitude >= UK.west &&
  point.longitude <= UK.east;

/**
 * Latitude and longitude as typed. Two that stand the wrong way round are turned, which is said; others outside the
 * United Kingdom, 0,0 among them, are not used, which is said too. Both empty is no problem.
 */
export function readPoint(
  latitude: string,
  longitude: string,
): { point: Point | null; problem: string | null } {
  if (latitude === '' && longitude === '') return { point: null, problem: null };
  const point = { latitude: toDegrees(latitude), longitude: toDegrees(longitude) };
  const typed = `${latitude}, ${longitude}`;
  if (Number.isNaN(point.latitude) || Number.isNaN(point.longitude)) {
    return { point: null, problem: `"${typed}" is not a latitude and longitude, not used` };
  }
  if (isInUk(point)) return { point, problem: null };
  const turned = { latitude: point.longitude, longitude: point.latitude };
  if (isInUk(turned)) return { point: turned, problem: `"${typed}" stands the wrong way round, turned` };
  return { point: null, problem: `"${typed}" is outside the United Kingdom, not used` };
}

const toDegrees = (text: string): number =>
  /^[+-]?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN;
