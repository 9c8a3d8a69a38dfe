import type { Weekday } from '#db/vocabulary.ts';
import type { DayChoice, UnderstoodFilter } from '../types.ts';

/** Words of a sentence that ask for a time or a price: how many of them, and the filters they stand for. */
export interface FilterWords {
  length: number;
  filters: UnderstoodFilter[];
}

const DAY_NAMES: ReadonlyMap<string, Weekday> = new Map(
  Object.entries({
    MO: 'monday mondays mon',
    TU: 'tuesday tuesdays tues',
    WE: 'wednesday wednesdays weds wednesdy wensday',
    TH: 'thursday thursdays thurs',
    FR: 'friday fridays fri',
    SA: 'saturday saturdays',
    SU: 'sunday sundays',
  }).flatMap(([day, names]) => names.split(' ').map((name) => [name, day as Weekday] as const)),
);
const NEXT_DAYS: ReadonlyMap<string, DayChoice> = new Map([
  ['today', 'today'],
  ['tonight', 'today'],
  ['tomorrow', 'tomorrow'],
  ['tomorow', 'tomorrow'],
  ['tommorow', 'tomorrow'],
  ['tommorrow', 'tomorrow'],
]);
const PARTS = new Map([
  ['morning', 'morning'],
  ['mornings', 'morning'],
  ['afternoon', 'afternoon'],
  ['afternoons', 'afternoon'],
  ['evening', 'evening'],
  ['evenings', 'evening'],
  ['tonight', 'evening'],
] as const);

/** "Free" belongs to the word before it ("smoke free") or after it ("free school meals"). */
const BEFORE_FREE = new Set(
  'smoke drug alcohol gluten step dairy interest hands debt trouble pain symptom sugar stress feel'.split(
    ' ',
  ),
);
const AFTER_FREE = new Set('school from time bus travel to range phone church parking'.split(' '));
/** A day-part that is the name of a thing: "coffee morning". */
const BEFORE_PART = new Set('coffee good'.split(' '));

/** A day after one of these is when trouble comes, not when help is wanted: "not paid till friday". */
const BEFORE_TROUBLE = new Set(
  'till until til by before since after last coming due from was happened'.split(' '),
);

/** The filters that the words at `at` ask for, or null. */
export function filterWordsAt(words: readonly string[], at: number): FilterWords | null {
  const word = words[at] ?? '';
  const next = words[at + 1] ?? '';
  const before = words[at - 1] ?? '';
  if (BEFORE_TROUBLE.has(before) && isTime(word)) return null;
  if (word === 'open' && next === 'now') return { length: 2, filters: [{ name: 'open_now', value: 'on' }] };
  if (word === 'open' && next === 'right' && words[at + 2] === 'now') {
    return { length: 3, filters: [{ name: 'open_now', value: 'on' }] };
  }
  if (
    word === 'this' ||
    word === 'on' ||
    word === 'every' ||
    word === 'in' ||
    word === 'open' ||
    word === 'at'
  ) {
    // The small word goes with its day: "on wednesday", "in the evening", "open today".
    const skip = next === 'the' || next === 'a' ? 2 : 1;
    const rest = isTime(words[at + skip] ?? '') ? filterWordsAt(words, at + skip) : null;
    return rest === null ? null : { length: rest.length + skip, filters: rest.filters };
  }
  if (word === 'free' && !BEFORE_FREE.has(before) && !AFTER_FREE.has(next)) {
    return { length: 1, filters: [{ name: 'cost', value: 'free' }] };
  }
  return timeAt(word, before);
}

const isTime = (word: string): boolean => timeAt(word, '') !== null;

function timeAt(word: string, before: string): FilterWords | null {
  if (word === 'weekend' || word === 'weekends') {
    return {
      length: 1,
      filters: [
        { name: 'day', value: 'SA' },
        { name: 'day', value: 'SU' },
      ],
    };
  }
  const day = DAY_NAMES.get(word) ?? NEXT_DAYS.get(word);
  const part = BEFORE_PART.has(before) ? undefined : PARTS.get(word as never);
  const filters: UnderstoodFilter[] = [];
  if (day !== undefined) filters.push({ name: 'day', value: day });
  if (part !== undefined) filters.push({ name: 'part', value: part });
  return filters.length === 0 ? null : { length: 1, filters };
}
