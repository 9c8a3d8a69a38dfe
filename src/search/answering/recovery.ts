import { stem, wordsOf } from '#src/lib/stem.ts';
import { filterLabel } from './describe.ts';
import { joinFilters } from '../narrowing/filters.ts';
import { filterPairs, NO_FILTERS, toParameters, withoutFilter } from '../params.ts';
import { countMatches } from '../query.ts';
import { withinLabel } from '../narrowing/facets.ts';
import { understand } from '../understand.ts';
import {
  DISTANCES,
  type Moment,
  type Recovery,
  type SearchIndex,
  type SearchParams,
  type SearchQuery,
  type Suggestion,
} from '../types.ts';

const MOST_NEEDS = 4;

/** The ways on from an empty page: filters in the way, a wider area, and the needs nearest to what was asked. */
export function findWaysOn(
  index: SearchIndex,
  params: SearchParams,
  query: SearchQuery,
  moment: Moment,
): Recovery {
  /** How many a changed search gives, asked just as it would be when its link is followed. */
  const tryOut = (label: string, changed: SearchParams): Suggestion => {
    const understood = understand(index, changed.q, { exact: changed.exact });
    const filters = joinFilters(changed.filters, understood);
    const count = countMatches(index, { ...query, understood, filters }, moment);
    return { label, count, parameters: toParameters({ ...changed, page: 1 }) };
  };
  const gives = (suggestion: Suggestion): boolean => suggestion.count > 0;
  const bare = { ...params, q: query.understood.queryWithoutFilters, filters: NO_FILTERS };
  const everything = tryOut('Remove all filters', bare);
  return {
    filters: waysWithoutOneFilter(index, params, query, tryOut).filter(gives),
    withoutFilters:
      gives(everything) && everything.parameters !== toParameters({ ...params, page: 1 }) ? everything : null,
    widerArea: widerArea(params, query, tryOut),
    needs: nearestNeeds(index, params, query, tryOut),
  };
}

type TryOut = (label: string, changed: SearchParams) => Suggestion;

function waysWithoutOneFilter(
  index: SearchIndex,
  params: SearchParams,
  query: SearchQuery,
  tryOut: TryOut,
): Recovery['filters'] {
  const chosen = filterPairs(params.filters).map(([name, value]) => ({
    name,
    value,
    ...tryOut(filterLabel(index, name, value), {
      ...params,
      filters: withoutFilter(params.filters, name, value),
    }),
  }));
  const read = query.understood.filters.map(({ value: { name, value }, queryWithout }) => ({
    name,
    value,
    ...tryOut(filterLabel(index, name, value), { ...params, q: queryWithout }),
  }));
  return [...chosen, ...read].sort((a, b) => b.count - a.count);
}

function widerArea(params: SearchParams, query: SearchQuery, tryOut: TryOut): Recovery['widerArea'] {
  const { within } = params.filters;
  if (within === null || query.around === null) return null;
  for (const miles of [...DISTANCES.filter((distance) => distance > within), null]) {
    const label = miles === null ? 'Any distance' : withinLabel(miles);
    const suggestion = tryOut(label, { ...params, filters: { ...params.filters, within: miles } });
    if (suggestion.count > 0) return { ...suggestion, miles };
  }
  return null;
}

/** Related needs, brothers and parents of what was understood; or those whose words come nearest; or the fullest. */
function nearestNeeds(
  index: SearchIndex,
  params: SearchParams,
  query: SearchQuery,
  tryOut: TryOut,
): Recovery['needs'] {
  const { bySlug, top } = index.needs;
  const meant = [...new Set([...query.understood.needs.map((need) => need.value), ...params.filters.need])];
  const around = meant.flatMap((slug) => {
    const need = bySlug.get(slug);
    const parent = need?.parent == null ? undefined : bySlug.get(need.parent);
    return [
      slug,
      ...(need?.related ?? []),
      ...(need?.children ?? []),
      ...(parent === undefined ? [] : [parent.slug, ...parent.children]),
    ];
  });
  const hinted = wordsOf(params.q).flatMap((word) =>
    (index.matcher.byWord.get(stem(word)) ?? []).map((item) => item.slug),
  );
  const slugs = [...new Set([...around, ...hinted])];
  const suggest = (slug: string) => {
    const name = bySlug.get(slug)?.name ?? slug;
    const filters = { ...params.filters, ...NO_FILTERS, within: params.filters.within, need: [slug] };
    const near = tryOut(name, { ...params, q: query.understood.place?.text ?? '', filters });
    return near.count > 0
      ? { slug, ...near }
      : { slug, ...tryOut(name, { ...params, q: '', filters: { ...filters, within: null } }) };
  };
  const found = slugs
    .slice(0, 3 * MOST_NEEDS)
    .map(suggest)
    .filter((item) => item.count > 0);
  if (found.length > 0) return found.slice(0, MOST_NEEDS);
  return top
    .map((need) => suggest(need.slug))
    .filter((item) => item.count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_NEEDS);
}
