import { formatDay } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';
import type { DayOfSearches, RepeatedSearch } from './queries.ts';

/** "21 November 2026: 12 searches, 2 found nothing" */
export const describeDay = ({ day, searches, foundNothing }: DayOfSearches): string =>
  `${formatDay(day)}: ${countOf(searches, 'search', 'searches')}, ${foundNothing} found nothing`;

/** "12 times: food parcel (Food banks and food parcels)"; without words, only the needs. */
export function describeSearch(
  { words, needs, searches }: RepeatedSearch,
  nameOf: (slug: string) => string,
): string {
  const named = needs === '' ? '' : needs.split(',').map(nameOf).join('; ');
  const said =
    words === '' ? named || 'a sentence that was not kept' : named === '' ? words : `${words} (${named})`;
  return `${countOf(searches, 'time')}: ${said}`;
}
