export const EARTH_RADIUS_METRES = 6_371_000;
export const METRES_PER_MILE = 1_609.344;

/** Great-circle distance in metres between two WGS84 points (haversine; under 0.5 % off within England). */
export function distanceMetres(
  fromLatitude: number,
  fromLongitude: number,
  toLatitude: number,
  toLongitude: number,
): number {
  const rad = Math.PI / 180;
  const dLat = (toLatitude - fromLatitude) * rad;
  const dLng = (toLongitude - fromLongitude) * rad;
  const a =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(fromLatitude * rad) * Math.cos(toLatitude * rad) * Math.sin(dLng / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** "Less than 0.1 miles", "0.8 miles", "1 mile", "12 miles": one decimal under ten miles. */
export function formatMiles(metres: number): string {
  const miles = metres / METRES_PER_MILE;
  if (miles < 0.1) return 'Less than 0.1 miles';
  const text = miles < 9.95 ? miles.toFixed(1).replace(/\.0$/, '') : String(Math.round(miles));
  return `${text} ${text === '1' ? 'mile' : 'miles'}`;
}
