import type { Surroundings } from '#src/features/places/areas.ts';
import { metresToNearest, pointOf } from '../columns/venues.ts';
import { areasContaining } from '../measures/near.ts';
import { joinFilters } from '../narrowing/filters.ts';
import { hasBit } from '../packed/bits.ts';
import { NO_FILTERS, parseSearchParams } from '../params.ts';
import { matching } from '../query.ts';
import type { Moment, SearchIndex, SearchQuery } from '../types.ts';
import { understand } from '../understand.ts';
import { leaveOut } from './leave-out.ts';

/** Whether the service with this id passes. Holds until the index is edited: ask at once. */
export type ServiceTest = (id: string) => boolean;

const byPosition = (index: SearchIndex, passes: (position: number) => boolean): ServiceTest => {
  return (id) => {
    const position = index.positionOf(id);
    return position >= 0 && passes(position);
  };
};

/** The services that the results page would find for these words, on all of its pages. */
export function findableBy(index: SearchIndex, words: string, moment: Moment): ServiceTest {
  const params = parseSearchParams(new URLSearchParams({ q: words }));
  const understood = understand(index, params.q);
  const asks: SearchQuery = {
    understood,
    filters: joinFilters(NO_FILTERS, understood),
    around: null, // a place in the words orders results and narrows none
    sort: 'name',
    page: 1,
    perPage: 1,
  };
  const found = matching(index, asks, moment);
  const looser = found.some((word) => word !== 0) ? null : leaveOut(index, params, asks, moment);
  const passing = looser === null ? found : matching(index, looser.query, moment);
  return byPosition(index, (position) => hasBit(passing, position));
}

/** The services one of whose areas contains the place, however they reach people. */
export function coveringPlace(index: SearchIndex, around: Surroundings): ServiceTest {
  const containing = areasContaining(index, around);
  const { starts, counts, numbers } = index.areas;
  return byPosition(index, (position) => {
    const start = starts[position] ?? 0;
    const areas = numbers.subarray(start, start + (counts[position] ?? 0));
    return areas.some((area) => containing[area] === 1);
  });
}

/** The services with a venue within so many metres of a point, in a straight line; never one that is confidential. */
export function withVenueWithin(
  index: SearchIndex,
  from: { latitude: number; longitude: number },
  metres: number,
): ServiceTest {
  const point = pointOf(from.latitude, from.longitude);
  return byPosition(index, (position) => metresToNearest(index.venues, position, point) <= metres);
}
