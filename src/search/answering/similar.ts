import { surroundingsOf } from '#src/features/places/areas.ts';
import type { Place } from '#src/features/places/rules.ts';
import { toResults } from './result.ts';
import { nearnessOf } from '../measures/near.ts';
import { firstOf } from '../packed/top.ts';
import { hasBit } from '../packed/bits.ts';
import { NO_FILTERS } from '../params.ts';
import { nearShare } from '../measures/rank.ts';
import type { Moment, SearchIndex, SearchQuery, SearchResult } from '../types.ts';
import { understand } from '../understand.ts';

const plainQuery = (index: SearchIndex, place: Place | null): SearchQuery => ({
  understood: understand(index, ''),
  filters: NO_FILTERS,
  around: place === null ? null : surroundingsOf(index.gazetteer, place),
  sort: 'best',
  page: 1,
  perPage: 1,
});

/**
 * Other services that somebody reading about this one may want instead: the same needs first (each counts less the
 * more services have it), then the same people, near the visitor or near this service. Full and stale ones count half;
 * closed ones are left out, and those that do not fit (by position).
 */
export function findSimilar(
  index: SearchIndex,
  serviceId: string,
  options: { now: Moment; place: Place | null; limit: number; fits?: (position: number) => boolean },
): SearchResult[] {
  const own = index.positionOf(serviceId);
  if (own === -1) return [];
  const query = plainQuery(index, options.place ?? placeOf(index, own));
  const near = query.around === null ? null : nearnessOf(index, query.around);
  const { audiences, isFull, isOut, isOverdue } = index.facts;
  const likeness = sharedNeeds(index, own);
  for (const [position, shared] of likeness) {
    const people = countOnes((audiences[position] ?? 0) & (audiences[own] ?? 0));
    const drawback = (isFull[position] === 1 ? 0.5 : 1) * (isOverdue[position] === 1 ? 0.5 : 1);
    const closeness = near === null ? 0 : nearShare(near, position);
    likeness.set(position, (shared + people * 0.2) * (0.5 + closeness) * drawback);
  }
  const { fits = () => true } = options;
  const others = Uint32Array.from(
    [...likeness.keys()].filter((position) => isOut[position] === 0 && fits(position)),
  );
  const first = firstOf(others, options.limit, (a, b) => {
    const apart = (likeness.get(b) ?? 0) - (likeness.get(a) ?? 0);
    return apart < 0 || (apart === 0 && a < b);
  });
  return toResults(index, query, first, near, options.now).map((result) => {
    // Measured from the service's own door when the visitor has said no place: that is nobody's distance.
    return options.place === null ? { ...result, distanceMetres: null, why: [] } : result;
  });
}

function sharedNeeds(index: SearchIndex, own: number): Map<number, number> {
  const likeness = new Map<number, number>();
  for (const need of index.service(own).needs) {
    const lists = index.tags.of(need);
    const tagged = lists.reduce((sum, positions) => sum + positions.length, 0);
    for (const positions of lists) {
      for (const position of positions) {
        if (position === own || !hasBit(index.alive, position)) continue;
        likeness.set(position, (likeness.get(position) ?? 0) + 1 / Math.log2(2 + tagged));
      }
    }
  }
  return likeness;
}

function countOnes(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}

function placeOf(index: SearchIndex, position: number): Place | null {
  const service = index.service(position);
  const venue = service.venues.find((each) => each.latitude !== null && each.longitude !== null);
  if (venue?.latitude == null || venue.longitude == null) return null;
  return {
    name: service.name,
    kind: 'other',
    areaName: null,
    latitude: venue.latitude,
    longitude: venue.longitude,
  };
}

/** An organisation's services as cards, by name. */
export function servicesOfOrganisation(index: SearchIndex, slug: string, now: Moment): SearchResult[] {
  const query = plainQuery(index, null);
  const { name } = index.facts;
  const positions = index.positionsOfOrganisation(slug).sort((a, b) => (name[a] ?? 0) - (name[b] ?? 0));
  return toResults(index, query, positions, null, now);
}
