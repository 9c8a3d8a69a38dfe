import {
  ACCESS_FEATURE_LABELS,
  AUDIENCE_LABELS,
  DELIVERY_LABELS,
  PART_OF_DAY_LABELS,
  SECTOR_LABELS,
} from '#src/lib/labels.ts';
import { COST_LABELS, dayLabel, SWITCH_LABELS, withinLabel } from '../narrowing/facets.ts';
import { filterPairs, toParameters, withoutFilter } from '../params.ts';
import type { AppliedFilter, SearchIndex, SearchParams, Understood } from '../types.ts';

/** Words of the closed lists and of the yes-or-no filters, by parameter. */
const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  audience: AUDIENCE_LABELS,
  delivery: DELIVERY_LABELS,
  part: PART_OF_DAY_LABELS,
  access: ACCESS_FEATURE_LABELS,
  sector: SECTOR_LABELS,
  cost: COST_LABELS,
  open_now: { on: SWITCH_LABELS.open_now },
  self_referral: { on: SWITCH_LABELS.self_referral },
  space_now: { on: SWITCH_LABELS.space_now },
};

/** The words for one chosen filter. */
export function filterLabel(index: SearchIndex, name: string, value: string): string {
  if (name === 'need') return index.needs.bySlug.get(value)?.name ?? value;
  if (name === 'language') return index.languages.get(value) ?? value;
  if (name === 'within') return withinLabel(Number(value));
  if (name === 'age') return `Age ${value}`;
  if (name === 'day') return dayLabel(value as never);
  return LABELS[name]?.[value] ?? value;
}

/** Every filter that narrows this search, chosen or read in the sentence, with the search without it. */
export function appliedFilters(
  index: SearchIndex,
  params: SearchParams,
  understood: Understood,
): AppliedFilter[] {
  const chosen = filterPairs(params.filters).map(([name, value]) => ({
    name,
    value,
    label: filterLabel(index, name, value),
    fromWords: false,
    parametersWithout: toParameters({
      ...params,
      page: 1,
      filters: withoutFilter(params.filters, name, value),
    }),
  }));
  const read = understood.filters.map(({ value: { name, value }, queryWithout }) => ({
    name,
    value,
    label: filterLabel(index, name, value),
    fromWords: true,
    parametersWithout: toParameters({ ...params, page: 1, q: queryWithout }),
  }));
  return [...chosen, ...read];
}
