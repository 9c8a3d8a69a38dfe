import { ACCESS_FEATURES, AUDIENCES, DELIVERIES, SECTORS, WEEKDAYS } from '#db/vocabulary.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import {
  ACCESS_FEATURE_LABELS,
  AUDIENCE_LABELS,
  DELIVERY_LABELS,
  PARTS_OF_DAY,
  PART_OF_DAY_LABELS,
  SECTOR_LABELS,
  WEEKDAY_LABELS,
} from '#src/lib/labels.ts';
import { countOf } from '#src/lib/text.ts';
import { languageValue } from './build.ts';
import { accessOf, costsOf, isOpenToAsk, needValuesOf, type Sifted, type TestName } from './filters.ts';
import { isWithin, type Nearness } from './measures/near.ts';
import { openAt, partBits, partsOn, partsOnAny, PART_BITS } from './measures/times.ts';
import {
  COSTS,
  DISTANCES,
  type DayChoice,
  type Facet,
  type Filters,
  type Moment,
  type SearchIndex,
} from './types.ts';

export const DAY_CHOICES: readonly DayChoice[] = ['today', 'tomorrow', ...WEEKDAYS];

/** One group of choices: which test it belongs to, its values with their words, and which of them a service has. */
interface FacetKind {
  name: string;
  label: string;
  test: TestName;
  options: readonly { value: string; label: string; parent?: string | null }[];
  selected: readonly string[];
  valuesOf(service: ServiceForIndex, position: number): readonly string[];
  keepsEmpty?: boolean; // shown even when nothing has it
}

/** What the one choice of each yes-or-no filter is called. */
export const SWITCH_LABELS = {
  open_now: 'Open now',
  self_referral: 'You can ask for yourself',
  space_now: 'Space now',
} as const;
export const COST_LABELS = { free: 'Free', 'up-to-5': 'Free or up to £5' } as const;
export const dayLabel = (day: DayChoice): string =>
  day === 'today' ? 'Today' : day === 'tomorrow' ? 'Tomorrow' : WEEKDAY_LABELS[day];
export const withinLabel = (miles: number): string => `Within ${countOf(miles, 'mile')}`;

const optionsOf = <T extends string>(values: readonly T[], labels: Record<T, string>) =>
  values.map((value) => ({ value, label: labels[value] }));

function facetKinds(
  index: SearchIndex,
  filters: Filters,
  near: Nearness | null,
  moment: Moment,
): FacetKind[] {
  const needs = [...index.needs.bySlug.values()].map(({ slug, name, parent }) => ({
    value: slug,
    label: name,
    parent,
  }));
  const toggle = (
    name: keyof typeof SWITCH_LABELS,
    isOn: boolean,
    has: FacetKind['valuesOf'],
  ): FacetKind => ({
    name,
    label: SWITCH_LABELS[name],
    test: name,
    options: [{ value: 'on', label: SWITCH_LABELS[name] }],
    selected: isOn ? ['on'] : [],
    valuesOf: has,
    keepsEmpty: true,
  });
  const on = (holds: boolean): readonly string[] => (holds ? ['on'] : []);
  const open = openAt(index, moment);
  const days = DAY_CHOICES.map((day) => [day, partsOn(index, day, moment)] as const);
  const parts = partsOnAny(index, filters.day, moment);
  const miles = near === null ? [] : DISTANCES;
  return [
    {
      name: 'need',
      label: 'What it helps with',
      test: 'need',
      options: needs,
      selected: filters.need,
      valuesOf: (service) => needValuesOf(index, service),
    },
    {
      name: 'within',
      label: 'Distance',
      test: 'within',
      options: miles.map((value) => ({ value: String(value), label: withinLabel(value) })),
      selected: filters.within === null ? [] : [String(filters.within)],
      valuesOf: (_, position) =>
        miles.filter((limit) => near !== null && isWithin(near, position, limit)).map(String),
    },
    {
      name: 'audience',
      label: 'Who it is for',
      test: 'audience',
      options: optionsOf(AUDIENCES, AUDIENCE_LABELS),
      selected: filters.audience,
      valuesOf: (service) => service.audiences,
    },
    {
      name: 'cost',
      label: 'Cost',
      test: 'cost',
      options: optionsOf(COSTS, COST_LABELS),
      selected: filters.cost === null ? [] : [filters.cost],
      valuesOf: (service) => costsOf(service.price),
    },
    {
      name: 'delivery',
      label: 'How you get it',
      test: 'delivery',
      options: optionsOf(DELIVERIES, DELIVERY_LABELS),
      selected: filters.delivery,
      valuesOf: (service) => service.deliveries,
    },
    {
      name: 'day',
      label: 'Day',
      test: 'time',
      options: DAY_CHOICES.map((value) => ({ value, label: dayLabel(value) })),
      selected: filters.day,
      valuesOf: (_, position) =>
        days.filter(([, bits]) => ((bits[position] ?? 0) & partBits(filters.part)) !== 0).map(([day]) => day),
    },
    {
      name: 'part',
      label: 'Time of day',
      test: 'time',
      options: optionsOf(PARTS_OF_DAY, PART_OF_DAY_LABELS),
      selected: filters.part === null ? [] : [filters.part],
      valuesOf: (_, position) => PARTS_OF_DAY.filter((part) => (parts(position) & PART_BITS[part]) !== 0),
    },
    toggle('open_now', filters.openNow, (_, position) => on(open[position] === 1)),
    toggle('self_referral', filters.selfReferral, (service) => on(isOpenToAsk(service))),
    toggle('space_now', filters.spaceNow, (service) => on(service.capacity === 'open')),
    {
      name: 'access',
      label: 'Access',
      test: 'access',
      options: optionsOf(ACCESS_FEATURES, ACCESS_FEATURE_LABELS),
      selected: filters.access,
      valuesOf: accessOf,
    },
    {
      name: 'language',
      label: 'Language',
      test: 'language',
      options: [...index.languages]
        .map(([value, label]) => ({ value, label }))
        .sort((a, b) => (a.label < b.label ? -1 : 1)),
      selected: filters.language,
      valuesOf: (service) => service.languages.map(languageValue),
    },
    {
      name: 'sector',
      label: 'Who runs it',
      test: 'sector',
      options: optionsOf(SECTORS, SECTOR_LABELS),
      selected: filters.sector,
      valuesOf: (service) => [service.sector],
    },
  ];
}

/**
 * Counts beside each choice: how many results have it when all other filters stay and this group's own selection is
 * ignored. A choice that nothing has is left out unless it is selected.
 */
export function countFacets(
  index: SearchIndex,
  sifted: Sifted,
  filters: Filters,
  near: Nearness | null,
  moment: Moment,
): Facet[] {
  return facetKinds(index, filters, near, moment).flatMap((kind) => {
    const counts = new Map<string, number>();
    const count = (position: number): void => {
      const service = index.services[position];
      if (service === undefined) return;
      for (const value of new Set(kind.valuesOf(service, position)))
        counts.set(value, (counts.get(value) ?? 0) + 1);
    };
    sifted.passing.forEach(count);
    sifted.failingOnly.get(kind.test)?.forEach(count);
    const options = kind.options
      .map(({ value, label, parent = null }) => ({
        value,
        label,
        count: counts.get(value) ?? 0,
        selected: kind.selected.includes(value),
        parent,
      }))
      .filter((option) => option.count > 0 || option.selected || kind.keepsEmpty === true);
    return options.length === 0 ? [] : [{ name: kind.name, label: kind.label, options }];
  });
}
