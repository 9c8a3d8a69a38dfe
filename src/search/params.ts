import { z } from 'zod';
import { ACCESS_FEATURES, AUDIENCES, DELIVERIES, SECTORS, WEEKDAYS } from '#db/vocabulary.ts';
import { PARTS_OF_DAY } from '#src/lib/labels.ts';
import { COSTS, DISTANCES, SORTS, type Filters, type SearchParams } from './types.ts';

const LONGEST_QUERY = 300;
const LONGEST_PLACE = 120;
const LONGEST_NEED = 80;
const LONGEST_LANGUAGE = 40;
/** More values than any form sends. */
const MOST_VALUES = 40;
const DEFAULT_PER_PAGE = 20;
const MOST_PER_PAGE = 100;
const LAST_PAGE = 100_000;

const DAY_CHOICES = [...WEEKDAYS, 'today', 'tomorrow'] as const;
const ON = /^(?:1|on|true|yes)$/i;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]+/g;

const clean = (text: string): string => text.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();

/** Values of a parameter under both its spellings, "need" and "need[]", also "a,b"; each once. */
function valuesOf(search: URLSearchParams, name: string): string[] {
  const all = [...search.getAll(name), ...search.getAll(`${name}[]`)].slice(0, MOST_VALUES);
  return [
    ...new Set(
      all.flatMap((value) => clean(value.slice(0, 2000)).split(',')).filter((value) => value !== ''),
    ),
  ].slice(0, MOST_VALUES);
}

const first = (search: URLSearchParams, name: string): string => {
  const value = search.getAll(name).find((item) => item.trim() !== '') ?? '';
  return clean(value.slice(0, 2000));
};

/** The values of a closed list; what is not on it is dropped and said. */
function chosen<T extends string>(
  search: URLSearchParams,
  name: string,
  allowed: readonly T[],
  errors: string[],
): T[] {
  const values = valuesOf(search, name);
  if (values.length === 0) return [];
  const item = z.enum(allowed as [T, ...T[]]);
  return values.flatMap((value) => {
    const parsed = item.safeParse(value);
    if (!parsed.success)
      errors.push(`There is no choice ‘${value.slice(0, 40)}’ for ${name.replaceAll('_', ' ')}.`);
    return parsed.success ? [parsed.data] : [];
  });
}

/** A number within limits, or null, with a sentence when something else was written. */
function number(
  text: string,
  limits: { least: number; most: number },
  sentence: string,
  errors: string[],
): number | null {
  if (text === '') return null;
  const parsed = z.coerce.number().int().min(limits.least).max(limits.most).safeParse(text);
  if (!parsed.success) errors.push(sentence);
  return parsed.success ? parsed.data : null;
}

/** Cuts at a whole character; a lone half of one is dropped. */
const cut = (text: string, most: number): string =>
  (text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '')).toWellFormed();

/** Values that nobody means, cut so that what is written back reads the same. */
const shortened = (values: readonly string[], most: number): string[] => [
  ...new Set(values.map((value) => cut(value, most).trim())),
];

/**
 * Reads a search from a web address. Anything can stand there: what makes no sense is left out and told in `errors`,
 * and nothing throws. Unknown parameters are ignored.
 */
export function parseSearchParams(search: URLSearchParams): SearchParams {
  const errors: string[] = [];
  const q = first(search, 'q');
  if (q.length > LONGEST_QUERY) {
    errors.push(`We searched for the first ${LONGEST_QUERY} characters of what you wrote. Use fewer words.`);
  }
  const near = first(search, 'near');
  if (near.length > LONGEST_PLACE) errors.push('Enter a postcode, a town or a village.');
  const filters = parseFilters(search, errors);
  const sort = chosen(search, 'sort', SORTS, errors)[0] ?? 'best';
  const page =
    number(first(search, 'page'), { least: 1, most: LAST_PAGE }, 'There is no such page.', errors) ?? 1;
  const perPage =
    number(
      first(search, 'per_page'),
      { least: 1, most: Number.MAX_SAFE_INTEGER },
      'Enter how many to show on a page as a number.',
      errors,
    ) ?? DEFAULT_PER_PAGE;
  return {
    q: cut(q, LONGEST_QUERY).trim(),
    near: cut(near, LONGEST_PLACE).trim(),
    exact: ON.test(first(search, 'exact')),
    filters,
    sort,
    page,
    perPage: Math.min(perPage, MOST_PER_PAGE),
    errors: [...new Set(errors)],
  };
}

function parseFilters(search: URLSearchParams, errors: string[]): Filters {
  const within = chosen(search, 'within', [...DISTANCES.map(String), 'any'], errors)[0] ?? 'any';
  return {
    need: shortened(valuesOf(search, 'need'), LONGEST_NEED),
    audience: chosen(search, 'audience', AUDIENCES, errors),
    age: number(
      first(search, 'age'),
      { least: 0, most: 120 },
      'Enter an age as a number, such as 67.',
      errors,
    ),
    cost: chosen(search, 'cost', [...COSTS, 'any'] as const, errors).find((cost) => cost !== 'any') ?? null,
    delivery: chosen(search, 'delivery', DELIVERIES, errors),
    day: chosen(search, 'day', DAY_CHOICES, errors),
    part: chosen(search, 'part', PARTS_OF_DAY, errors)[0] ?? null,
    openNow: ON.test(first(search, 'open_now')),
    language: shortened(
      valuesOf(search, 'language').map((value) => value.toLowerCase()),
      LONGEST_LANGUAGE,
    ),
    access: chosen(search, 'access', ACCESS_FEATURES, errors),
    sector: chosen(search, 'sector', SECTORS, errors),
    selfReferral: ON.test(first(search, 'self_referral')),
    spaceNow: ON.test(first(search, 'space_now')),
    within: within === 'any' ? null : Number(within),
  };
}

/** Each filter that narrows, as the name and value it has in a web address, in one fixed order. */
export function filterPairs(filters: Filters): [name: string, value: string][] {
  const list = (name: string, values: readonly string[]): [string, string][] =>
    values.map((value) => [name, value]);
  const one = (name: string, value: string | number | null): [string, string][] =>
    value === null ? [] : [[name, String(value)]];
  return [
    ...list('need', filters.need),
    ...one('within', filters.within),
    ...list('audience', filters.audience),
    ...one('age', filters.age),
    ...one('cost', filters.cost),
    ...list('delivery', filters.delivery),
    ...list('day', filters.day),
    ...one('part', filters.part),
    ...one('open_now', filters.openNow ? 'on' : null),
    ...one('self_referral', filters.selfReferral ? 'on' : null),
    ...one('space_now', filters.spaceNow ? 'on' : null),
    ...list('access', filters.access),
    ...list('language', filters.language),
    ...list('sector', filters.sector),
  ];
}

/** No filter at all. */
export const NO_FILTERS: Filters = parseFilters(new URLSearchParams(), []);

/** The filters without one of their values. */
export function withoutFilter(filters: Filters, name: string, value: string): Filters {
  const without = new URLSearchParams(
    filterPairs(filters).filter((pair) => pair[0] !== name || pair[1] !== value),
  );
  return parseFilters(without, []);
}

/** The search as the part of a web address after "?": what is at its default is left out, the order is fixed. */
export function toParameters(params: Omit<SearchParams, 'errors'>): string {
  const search = new URLSearchParams();
  if (params.q !== '') search.set('q', params.q);
  if (params.near !== '') search.set('near', params.near);
  for (const [name, value] of filterPairs(params.filters)) search.append(name, value);
  if (params.exact) search.set('exact', 'on');
  if (params.sort !== 'best') search.set('sort', params.sort);
  if (params.page > 1) search.set('page', String(params.page));
  if (params.perPage !== DEFAULT_PER_PAGE) search.set('per_page', String(params.perPage));
  return search.toString();
}
