import { distanceMetres } from '#src/lib/distance.ts';
import { countCarriers, keyOf, rarityBits, type Ready, type SubjectDirectory } from './directory.ts';
import type { Reason } from './types.ts';

/** Points are bits: one more doubles the odds that two records are one. What speaks against counts below 0. */
const POINTS = {
  near: 9, // not a postcode, and often only the middle of a street
  close: 6, // coordinates of one building differ by so much from source to source
  district: 2,
  otherDistrict: -6,
  apartPerDoubling: 2, // for each doubling of the distance beyond `APART_METRES`
  apartAtMost: 14,
} as const;

const NEAR_METRES = 100;
const APART_METRES = 400;

/** A shared postcode, or how far the nearest two places lie apart; null when that is not known or says nothing. */
export function placeReason(directory: SubjectDirectory, a: Ready, b: Ready): Reason | null {
  // Of two that happen in many places each, some are bound to meet.
  const chance = Math.log2(Math.max(a.subject.places.length, 1) * Math.max(b.subject.places.length, 1));
  const shared = [...a.postcodes].filter((postcode) => b.postcodes.has(postcode)).sort();
  const rarest = shared
    .map((postcode) => ({ postcode, carriers: countCarriers(directory, keyOf.postcode(postcode)) }))
    .sort((x, y) => x.carriers - y.carriers)[0];
  if (rarest !== undefined) {
    const points = rarityBits(directory, keyOf.postcode(rarest.postcode)) - chance;
    return { kind: 'postcode', ...rarest, points };
  }
  let metres = Infinity;
  for (const one of a.points) {
    for (const other of b.points)
      metres = Math.min(metres, distanceMetres(one.latitude, one.longitude, other.latitude, other.longitude));
  }
  // Two postcodes at one and the same point: it is only the middle of their district.
  const isVague = metres < 1 && a.postcodes.size > 0 && b.postcodes.size > 0;
  if (metres === Infinity || isVague) return districtReason(a, b);
  if (metres <= NEAR_METRES) return { kind: 'near', metres, points: POINTS.near - chance };
  if (metres <= APART_METRES) return { kind: 'close', metres, points: POINTS.close - chance };
  const points = POINTS.apartPerDoubling * Math.log2(metres / APART_METRES);
  return { kind: 'apart', metres, points: -Math.min(points, POINTS.apartAtMost) };
}

/** Where only postcodes are known: of one district ("AB1"), or of two. */
function districtReason(a: Ready, b: Ready): Reason | null {
  if (a.outcodes.length === 0 || b.outcodes.length === 0) return null;
  const outcode = a.outcodes.filter((one) => b.outcodes.includes(one)).sort()[0];
  if (outcode !== undefined) return { kind: 'district', outcode, points: POINTS.district };
  return { kind: 'other-district', points: POINTS.otherDistrict };
}
