import {
  buildGazetteer,
  metresBetween,
  placeKey,
  type AddressPoint,
  type Gazetteer,
} from '#src/features/places/rules.ts';
import { normaliseOutcode } from '#src/lib/postcode.ts';
import type { Problem } from '#src/features/imports/problem.ts';
import type { KnownPlaces } from '#src/features/imports/queries.ts';
import { canBeTown, type AddressParts } from './address.ts';
import type { Point } from './points.ts';

/** A point further than this from its postcode's official centre cannot be right. */
const OFFICIAL_TOLERANCE_METRES = 10_000;
/** Nor can one further than this from the middle of its outcode, if enough rows say where that is. */
const LEARNT_TOLERANCE_METRES = 60_000;
const ENOUGH_TO_DOUBT = 5;

/** A row with its place, as far as the row itself says where that is. */
export interface Located {
  row: number;
  place: { point: Point | null; postcode: string | null } | null;
}

/** What a file's own good points and the gazetteer teach about where places are. */
export interface Whereabouts {
  gazetteer: Gazetteer;
  rowsOfOutcode: ReadonlyMap<string, number>;
  known: KnownPlaces;
}

export function learnWhereabouts(
  addresses: ReadonlyMap<Located, AddressParts>,
  known: KnownPlaces,
): Whereabouts {
  const points: AddressPoint[] = [...known.addresses];
  const rowsOfOutcode = new Map<string, number>();
  for (const [draft, parts] of addresses) {
    const { point = null, postcode = null } = draft.place ?? {};
    if (point === null) continue;
    points.push({
      city: canBeTown(parts.town) ? parts.town : '',
      county: parts.county || null,
      postcode,
      ...point,
    });
    const outcode = normaliseOutcode(postcode ?? '') ?? '';
    rowsOfOutcode.set(outcode, (rowsOfOutcode.get(outcode) ?? 0) + 1);
  }
  return { gazetteer: buildGazetteer(known.places, points), rowsOfOutcode, known };
}

/**
 * The point of a row's place: its own unless it contradicts the postcode, which is reported; otherwise that of the
 * postcode, the outcode, or a town of which there is only one. Null when nothing is known.
 */
export function locate(
  draft: Located,
  parts: AddressParts,
  where: Whereabouts,
  problems: Problem[],
): Point | null {
  const { point = null, postcode = null } = draft.place ?? {};
  const official = postcode === null ? null : (where.known.postcodes.get(postcode) ?? null);
  const outcode = normaliseOutcode(postcode ?? '') ?? '';
  const area = where.gazetteer.outcodes.get(outcode) ?? null;
  if (point !== null) {
    const isKnown = official === null && (where.rowsOfOutcode.get(outcode) ?? 0) >= ENOUGH_TO_DOUBT;
    const better = official ?? (isKnown ? area : null);
    const tolerance = official === null ? LEARNT_TOLERANCE_METRES : OFFICIAL_TOLERANCE_METRES;
    if (better === null || metresBetween(point, better) <= tolerance) return point;
    const kilometres = Math.round(metresBetween(point, better) / 1000);
    const reason = `its point is ${kilometres} km from ${official === null ? outcode : postcode}, whose own is used`;
    problems.push({ row: draft.row, column: null, reason, leftOut: false });
    return { latitude: better.latitude, longitude: better.longitude };
  }
  if (official !== null) return official;
  const learnt = postcode === null ? null : (where.gazetteer.postcodes.get(postcode) ?? area);
  if (learnt !== null) return { latitude: learnt.latitude, longitude: learnt.longitude };
  return findTown(where.gazetteer, parts);
}

/** The point of a town whose name is the only one, or the only one in its county. */
function findTown(gazetteer: Gazetteer, parts: AddressParts): Point | null {
  const named = gazetteer.byName.get(placeKey(parts.town)) ?? [];
  const inCounty = named.filter(
    (place) => parts.county !== '' && placeKey(place.areaName ?? '') === placeKey(parts.county),
  );
  const [town, ...others] = inCounty.length > 0 ? inCounty : named;
  return town === undefined || others.length > 0
    ? null
    : { latitude: town.latitude, longitude: town.longitude };
}
