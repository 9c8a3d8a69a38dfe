import { surroundingsOf } from '#src/features/places/areas.ts';
import type { Place } from '#src/features/places/rules.ts';
import { METRES_PER_MILE } from '#src/lib/distance.ts';
import { toResult } from './answering/result.ts';
import { COVERING_COUNTS_AS_METRES, COVERS, nearnessOf, type Nearness } from './measures/near.ts';
import { NO_FILTERS } from './params.ts';
import type { Moment, SearchIndex, SearchQuery, SearchResult } from './types.ts';
import { understand } from './understand.ts';

/** Miles over which being near fades in how alike two services are for a visitor. */
const FADES_OVER_MILES = 4;

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
 * closed ones are left out.
 */
export function findSimilar(
  index: SearchIndex,
  serviceId: string,
  options: { now: Moment; place: Place | null; limit: number },
): SearchResult[] {
  const own = index.services.find((service) => service.id === serviceId);
  if (own === undefined) return [];
  const query = plainQuery(index, options.place ?? placeOf(own));
  const near = nearnessOf(index, query.around);
  const likeness = new Map<number, number>();
  for (const need of own.needs) {
    const positions = index.byNeed.get(need) ?? new Uint32Array();
    for (const position of positions) {
      if (index.services[position]?.id === serviceId) continue;
      likeness.set(position, (likeness.get(position) ?? 0) + 1 / Math.log2(2 + positions.length));
    }
  }
  const scored = [...likeness].flatMap(([position, shared]) => {
    const service = index.services[position];
    if (service === undefined || service.isTemporarilyClosed) return [];
    const people = service.audiences.filter((audience) => own.audiences.includes(audience)).length;
    const drawback = (service.capacity === 'full' ? 0.5 : 1) * (service.isOverdue ? 0.5 : 1);
    return [{ position, score: (shared + people * 0.2) * (0.5 + closeness(near, position)) * drawback }];
  });
  scored.sort((a, b) => b.score - a.score || a.position - b.position);
  return scored.slice(0, options.limit).flatMap(({ position }) => {
    return toResult(index, query, position, near, options.now).map((result) => ({
      ...result,
      // Measured from the service's own door when the visitor has said no place: that is nobody's distance.
      distanceMetres: options.place === null ? null : result.distanceMetres,
      why: options.place === null ? [] : result.why,
    }));
  });
}

function closeness(near: Nearness, position: number): number {
  const covering = near.covers[position] === COVERS.no ? Infinity : COVERING_COUNTS_AS_METRES;
  const metres = Math.min(near.metres[position] ?? Infinity, covering);
  return metres === Infinity ? 0 : Math.exp(-metres / METRES_PER_MILE / FADES_OVER_MILES);
}

function placeOf(service: SearchIndex['services'][number]): Place | null {
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
  const near = nearnessOf(index, null);
  const positions = [...index.nameOrder.keys()].filter(
    (position) => index.services[position]?.organisation.slug === slug,
  );
  positions.sort((a, b) => (index.nameOrder[a] ?? 0) - (index.nameOrder[b] ?? 0));
  return positions.flatMap((position) => toResult(index, query, position, near, now));
}
