import type { Db } from '#db/connection.ts';
import { surroundingsOf } from '#src/features/places/areas.ts';
import type { PlaceResolution } from '#src/features/places/names.ts';
import { describeResolution } from '#src/features/places/present.ts';
import { resolvePlace } from '#src/features/places/queries.ts';
import { londonNow } from '#src/lib/dates.ts';
import { appliedFilters, filterLabel } from './answering/describe.ts';
import { leaveOut } from './answering/leave-out.ts';
import { findWaysOn } from './answering/recovery.ts';
import { joinFilters } from './narrowing/filters.ts';
import { toParameters } from './params.ts';
import { search } from './query.ts';
import type { Directory } from './refresh.ts';
import type { SearchAnswer, SearchIndex, SearchParams, SearchQuery, Understood } from './types.ts';
import { understand } from './understand.ts';

/** The parts of the app that a search needs. */
export interface SearchParts {
  db: Db;
  directory: Pick<Directory, 'current'>;
  now: () => Date;
}

/**
 * Answers a search for the page and the JSON interface alike: understands the words, finds the place, searches, and
 * when nothing is found says how to go on. A place in the form goes before one in the sentence.
 */
export async function answerSearch(parts: SearchParts, asked: SearchParams): Promise<SearchAnswer> {
  const index = await parts.directory.current();
  const moment = londonNow(parts.now());
  const errors = [...asked.errors];
  const params = withKnownValues(index, asked, errors);
  const read = understand(index, params.q, { exact: params.exact });
  const near = params.near === '' ? (read.place?.value ?? '') : params.near;
  const resolution = near === '' ? null : await resolvePlace(parts.db, index.gazetteer, near);
  const asks = toQuery(index, params, read, resolution, errors);
  const first = search(index, asks, moment);
  // What was read in a sentence must not leave anybody with nothing.
  const looser = first.total === 0 ? leaveOut(index, params, asks, moment) : null;
  const query = looser?.query ?? asks;
  const found = looser === null ? first : search(index, query, moment);
  const { understood } = query;
  if (looser !== null) errors.push(looser.sentence);
  return {
    ...found,
    parameters: toParameters({ ...params, page: found.page }),
    understood: describeUnderstood(index, params, understood, resolution),
    placeResolution: resolution,
    placeSentence: resolution === null ? null : describeResolution(resolution),
    applied: appliedFilters(index, params, understood),
    errors,
    recovery: found.total === 0 ? findWaysOn(index, params, query, moment) : null,
  };
}

/** Needs and languages are lists of the content, not of the code: unknown ones are dropped here, and said. */
function withKnownValues(index: SearchIndex, params: SearchParams, errors: string[]): SearchParams {
  const { need, language } = params.filters;
  const knownNeeds = need.filter((slug) => index.needs.bySlug.has(slug));
  const knownLanguages = language.filter((value) => index.languages.has(value));
  if (knownNeeds.length < need.length)
    errors.push('We do not know one of the needs you chose, so we left it out.');
  if (knownLanguages.length < language.length)
    errors.push('No service here is in one of the languages you chose.');
  return { ...params, filters: { ...params.filters, need: knownNeeds, language: knownLanguages } };
}

/** Makes the question; without a known place, distance neither narrows nor sorts. */
function toQuery(
  index: SearchIndex,
  params: SearchParams,
  understood: Understood,
  resolution: PlaceResolution | null,
  errors: string[],
): SearchQuery {
  const around = resolution?.kind === 'found' ? surroundingsOf(index.gazetteer, resolution.place) : null;
  const wantsPlace = params.filters.within !== null || params.sort === 'distance' || understood.nearMe;
  if (resolution === null && wantsPlace)
    errors.push('Enter a postcode, a town or a village to see what is near.');
  return {
    understood,
    filters: joinFilters(params.filters, understood),
    around,
    sort: params.sort,
    page: params.page,
    perPage: params.perPage,
  };
}

function describeUnderstood(
  index: SearchIndex,
  params: SearchParams,
  understood: Understood,
  resolution: PlaceResolution | null,
): SearchAnswer['understood'] {
  const without = (q: string): string => toParameters({ ...params, q, page: 1 });
  return {
    needs: understood.needs.map(({ value, text, queryWithout }) => ({
      slug: value,
      name: index.needs.bySlug.get(value)?.name ?? value,
      words: text,
      queryWithout: without(queryWithout),
    })),
    words: [...understood.words],
    unknown: [...understood.unknown],
    place:
      resolution?.kind === 'found'
        ? {
            name: resolution.place.name,
            kind: resolution.place.kind,
            queryWithout:
              params.near === '' && understood.place !== null ? without(understood.place.queryWithout) : null,
          }
        : null,
    corrected: [...understood.corrected],
    filters: understood.filters.map(({ value: { name, value }, queryWithout }) => ({
      name,
      value,
      label: filterLabel(index, name, value),
      queryWithout: without(queryWithout),
    })),
    nearMe: understood.nearMe,
  };
}
