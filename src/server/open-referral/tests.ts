import type { FeedParams } from '#src/features/open-referral/params/table.ts';
import { surroundingsOf } from '#src/features/places/areas.ts';
import { resolvePlace } from '#src/features/places/queries.ts';
import type { Place } from '#src/features/places/rules.ts';
import {
  coveringPlace,
  findableBy,
  withVenueWithin,
  type ServiceTest,
} from '#src/search/answering/service-tests.ts';
import type { App } from '../app.ts';
import type { FeedMoment } from './moment.ts';

/** The place of the postcode asked for; null when none was, and when nobody knows it: see `isKnownPostcode`. */
export async function findPostcode(
  { db }: Pick<App, 'db'>,
  { index }: FeedMoment,
  { postcode }: FeedParams,
): Promise<Place | null> {
  if (postcode === undefined) return null;
  const resolution = await resolvePlace(db, index.gazetteer, postcode);
  return resolution.kind === 'found' ? resolution.place : null;
}

/** What only the search index can tell of services: the words they are found by, and whether they are for a place. */
export function serviceTests(
  { index, today, time }: FeedMoment,
  { search, proximity }: FeedParams,
  from: Place | null,
): ServiceTest {
  const tests: ServiceTest[] = [];
  if (search !== undefined) tests.push(findableBy(index, search, { day: today, time }));
  if (from !== null)
    tests.push(
      proximity === undefined
        ? coveringPlace(index, surroundingsOf(index.gazetteer, from))
        : withVenueWithin(index, from, proximity),
    );
  return (id) => tests.every((passes) => passes(id));
}
