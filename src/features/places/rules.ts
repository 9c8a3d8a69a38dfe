import type { PlaceKind } from '#db/vocabulary.ts';
import { distanceMetres, METRES_PER_MILE } from '#src/lib/distance.ts';
import { normaliseOutcode, normalisePostcode } from '#src/lib/postcode.ts';
import { fold } from '#src/lib/text.ts';

/** A point people can search from. `areaName` is the county or district that tells it from others of its name. */
export interface Place {
  name: string;
  kind: PlaceKind;
  latitude: number;
  longitude: number;
  areaName: string | null;
}

/** A public address of the directory, from which places are learnt. Never of a confidential location. */
export interface AddressPoint {
  city: string;
  county: string | null;
  postcode: string | null;
  latitude: number;
  longitude: number;
}

export interface Gazetteer {
  /** Places by the key of their name; those of one name stand nearest the directory's centre first. */
  byName: ReadonlyMap<string, readonly Place[]>;
  longestName: number; // words
  outcodes: ReadonlyMap<string, Place>;
  postcodes: ReadonlyMap<string, Place>; // learnt ones only; the official ones stay in the database
  /** Towns, villages and the like, for finding the one nearest to a postcode. */
  settlements: readonly Place[];
  /** The middle of the directory's own addresses, or of its places when it has none. */
  centre: { latitude: number; longitude: number } | null;
}

/** Two rows of one name closer than this are one place from two sources. */
const SAME_PLACE_METRES = 3 * METRES_PER_MILE;
/** A post town's addresses reach far into the country, so their middle may be this far from the town itself. */
const SAME_POST_TOWN_METRES = 25 * METRES_PER_MILE;

/** A place's name as it is looked up: folded, "Saint" as "st", "and" left out. */
export function placeKey(name: string): string {
  return fold(name)
    .split(' ')
    .map(placeKeyOfWord)
    .filter((word) => word !== '')
    .join(' ');
}

/** A folded word as it stands in a place's key; empty for one that is left out. */
export const placeKeyOfWord = (word: string): string =>
  word === 'saint' ? 'st' : word === 'and' || word === 'the' ? '' : word;

const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The median point: one wrong coordinate does not move it. */
function medianPoint(points: readonly { latitude: number; longitude: number }[]) {
  return {
    latitude: middle(points.map((p) => p.latitude)),
    longitude: middle(points.map((p) => p.longitude)),
  };
}

/** Distance in metres between two points. */
export const metresBetween = (
  from: { latitude: number; longitude: number },
  to: { latitude: number; longitude: number },
): number => distanceMetres(from.latitude, from.longitude, to.latitude, to.longitude);

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null || key === '') continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function mostCommon(values: readonly (string | null)[]): string | null {
  const groups = [...groupBy(values, (value) => value?.trim() ?? null)];
  return groups.sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? null;
}

function learnt(name: string, kind: PlaceKind, points: readonly AddressPoint[]): Place {
  return { name, kind, ...medianPoint(points), areaName: mostCommon(points.map((point) => point.county)) };
}

const isTownName = (city: string): boolean => /\p{L}{2}/u.test(city) && !/\d/.test(city) && city.length <= 40;

/** Towns learnt from addresses; one name in two postcode areas far apart is two towns. */
function learnTowns(addresses: readonly AddressPoint[]): Place[] {
  const byTownAndArea = groupBy(addresses, (point) =>
    isTownName(point.city)
      ? `${placeKey(point.city)}|${/^[A-Z]*/.exec(point.postcode ?? '')?.[0] ?? ''}`
      : null,
  );
  return [...byTownAndArea.values()]
    .sort((a, b) => b.length - a.length)
    .map((points) => learnt(mostCommon(points.map((point) => point.city)) ?? '', 'town', points));
}

/**
 * Makes the gazetteer from the rows of `place` and the directory's own public addresses. What the rows know already
 * is not learnt a second time. Full official postcodes are not part of it: see `resolvePlace`.
 */
export function buildGazetteer(places: readonly Place[], addresses: readonly AddressPoint[]): Gazetteer {
  const centre =
    addresses.length > 0 ? medianPoint(addresses) : places.length > 0 ? medianPoint(places) : null;
  const byName = new Map<string, Place[]>();
  const outcodes = new Map<string, Place>();
  const addNamed = (place: Place, sameWithinMetres: number): void => {
    const key = placeKey(place.name);
    if (key === '') return;
    const same = byName.get(key) ?? [];
    if (same.some((other) => metresBetween(other, place) < sameWithinMetres)) return;
    byName.set(key, [...same, place]);
  };
  for (const place of places) {
    const outcode = place.kind === 'outcode' ? normaliseOutcode(place.name) : null;
    if (outcode !== null) outcodes.set(outcode, { ...place, name: outcode });
    else addNamed(place, SAME_PLACE_METRES);
  }
  for (const town of learnTowns(addresses)) addNamed(town, SAME_POST_TOWN_METRES);
  for (const [outcode, points] of groupBy(addresses, (point) => normaliseOutcode(point.postcode ?? ''))) {
    if (!outcodes.has(outcode)) outcodes.set(outcode, learnt(outcode, 'outcode', points));
  }
  const postcodes = new Map(
    [...groupBy(addresses, (point) => normalisePostcode(point.postcode ?? ''))].map(
      ([postcode, points]) => [postcode, learnt(postcode, 'postcode', points)] as const,
    ),
  );
  if (centre !== null) {
    for (const same of byName.values())
      same.sort((a, b) => metresBetween(centre, a) - metresBetween(centre, b));
  }
  const longestName = [...byName.keys()].reduce((most, key) => Math.max(most, key.split(' ').length), 1);
  return { byName, longestName, outcodes, postcodes, settlements: [...byName.values()].flat(), centre };
}
