import { ACCESS_FEATURES, AUDIENCES, DELIVERIES, SECTORS, WEEKDAYS } from '#db/vocabulary.ts';
import {
  ACCESS_FEATURE_LABELS,
  AUDIENCE_LABELS,
  DELIVERY_LABELS,
  PARTS_OF_DAY,
  PART_OF_DAY_LABELS,
  SECTOR_LABELS,
  WEEKDAY_LABELS,
  type PartOfDay,
} from '#src/lib/labels.ts';
import { countOf } from '#src/lib/text.ts';
import type { Sifted, TestName } from './filters.ts';
import { isWithin, type Nearness } from '../measures/near.ts';
import { openAt, runningOn, runningOnAny } from '../measures/times.ts';
import { countShared, filledWords, positionsIn, type Bits } from '../packed/bits.ts';
import {
  COSTS,
  DISTANCES,
  type DayChoice,
  type Facet,
  type Filters,
  type Moment,
  type SearchIndex,
} from '../types.ts';

export const DAY_CHOICES: readonly DayChoice[] = ['today', 'tomorrow', ...WEEKDAYS];

interface Option {
  value: string;
  label: string;
  parent?: string | null;
}

/** One group of choices: which test it belongs to, its values with their words, and how many have each. */
interface FacetKind {
  name: string;
  label: string;
  test: TestName;
  options: readonly Option[];
  selected: readonly string[];
  counterOf(among: Bits, filled: Uint32Array): (value: string) => number;
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

/** Counts the sets of choices among those found, looking only where anything was found. */
const bySets =
  (setOf: (value: string) => Bits): FacetKind['counterOf'] =>
  (among, filled) =>
  (value) =>
    countShared(among, filled, setOf(value));

/** Each distance counts what is nearer too. */
const byDistance =
  (near: Nearness): FacetKind['counterOf'] =>
  (among) => {
    const counts = new Map<string, number>(DISTANCES.map((miles) => [String(miles), 0]));
    for (const position of positionsIn(among)) {
      for (const miles of DISTANCES) {
        if (isWithin(near, position, miles)) counts.set(String(miles), (counts.get(String(miles)) ?? 0) + 1);
      }
    }
    return (value) => counts.get(value) ?? 0;
  };

function facetKinds(
  index: SearchIndex,
  filters: Filters,
  near: Nearness | null,
  moment: Moment,
): FacetKind[] {
  const plain = (
    name: TestName,
    label: string,
    options: readonly Option[],
    selected: readonly string[],
  ): FacetKind => ({
    name,
    label,
    test: name,
    options,
    selected,
    counterOf: bySets((value) => index.choices.of(name, value)),
  });
  const toggle = (name: keyof typeof SWITCH_LABELS, isOn: boolean): FacetKind => ({
    ...plain(name, SWITCH_LABELS[name], [{ value: 'on', label: SWITCH_LABELS[name] }], isOn ? ['on'] : []),
    keepsEmpty: true,
  });
  const distance: FacetKind[] =
    near === null
      ? []
      : [
          {
            name: 'within',
            label: 'Distance',
            test: 'within',
            options: DISTANCES.map((value) => ({ value: String(value), label: withinLabel(value) })),
            selected: filters.within === null ? [] : [String(filters.within)],
            counterOf: byDistance(near),
          },
        ];
  const times: FacetKind[] = [
    {
      name: 'day',
      label: 'Day',
      test: 'time',
      options: DAY_CHOICES.map((value) => ({ value, label: dayLabel(value) })),
      selected: filters.day,
      counterOf: bySets((day) => runningOn(index, day as DayChoice, filters.part, moment)),
    },
    {
      name: 'part',
      label: 'Time of day',
      test: 'time',
      options: optionsOf(PARTS_OF_DAY, PART_OF_DAY_LABELS),
      selected: filters.part === null ? [] : [filters.part],
      counterOf: bySets((part) => runningOnAny(index, filters.day, part as PartOfDay, moment)),
    },
  ];
  const open = openAt(index, moment);
  return [
    plain('need', 'What it helps with', needOptions(index), filters.need),
    ...distance,
    plain('audience', 'Who it is for', optionsOf(AUDIENCES, AUDIENCE_LABELS), filters.audience),
    plain('cost', 'Cost', optionsOf(COSTS, COST_LABELS), filters.cost === null ? [] : [filters.cost]),
    plain('delivery', 'How you get it', optionsOf(DELIVERIES, DELIVERY_LABELS), filters.delivery),
    ...times,
    { ...toggle('open_now', filters.openNow), counterOf: bySets(() => open) },
    toggle('self_referral', filters.selfReferral),
    toggle('space_now', filters.spaceNow),
    plain('access', 'Access', optionsOf(ACCESS_FEATURES, ACCESS_FEATURE_LABELS), filters.access),
    plain('language', 'Language', languageOptions(index), filters.language),
    plain('sector', 'Who runs it', optionsOf(SECTORS, SECTOR_LABELS), filters.sector),
  ];
}

const needOptions = (index: SearchIndex): Option[] =>
  [...index.needs.bySlug.values()].map(({ slug, name, parent }) => ({ value: slug, label: name, parent }));

const languageOptions = (index: SearchIndex): Option[] =>
  [...index.languages]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));

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
  // Groups without a selection all count among the same results.
  const filledOf = new Map<Bits, Uint32Array>();
  return facetKinds(index, filters, near, moment).flatMap((kind) => {
    const among = sifted.ignoring(kind.test);
    const filled = filledOf.get(among) ?? filledWords(among);
    filledOf.set(among, filled);
    const countOfValue = kind.counterOf(among, filled);
    const options = kind.options
      .map(({ value, label, parent = null }) => ({
        value,
        label,
        count: countOfValue(value),
        selected: kind.selected.includes(value),
        parent,
      }))
      .filter((option) => option.count > 0 || option.selected || kind.keepsEmpty === true);
    return options.length === 0 ? [] : [{ name: kind.name, label: kind.label, options }];
  });
}
