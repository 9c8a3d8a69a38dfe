import { WEEKDAYS, type Weekday } from '#db/vocabulary.ts';
import { END_OF_DAY } from './rules.ts';
import { parseSpan, toRules, weekdayName, type DaySpan, type ReadHours, type Span } from './spans.ts';

/** How a day that comes twice is meant: by the standard the later one replaces, in many files it adds. */
export interface OsmOptions {
  repeated: 'replace' | 'add';
}

interface Part {
  text: string;
  adds: boolean; // added to what is there, in place of replacing it
}

/** What has been read of a text, day by day. */
interface HoursSoFar {
  spans: DaySpan[];
  problems: string[];
  openOnBankHolidays: boolean;
  termTimeOnly: boolean;
}

const EVERY_DAY = WEEKDAYS.map((day) => ({ day, nth: null }));

const DAY = String.raw`(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)(?:\[[-\d,\s]+\])?`;
const SELECTOR = new RegExp(String.raw`^(${DAY}(?:\s*[-,]\s*${DAY})*)\s*:?\s*(?=\d|off|closed|open|$)`, 'i');

/**
 * Reads the opening_hours of OpenStreetMap (wiki.openstreetmap.org/wiki/Key:opening_hours): weekdays and their
 * ranges, "Mo[2]", several times a day, "off", "24/7", "10:00+", times past midnight, PH and SH. Months, weeks, dates
 * and sunrise are not read: then there are no rules at all, since what is left might be wrong, and a reason. A time
 * that cannot be meant ("19:30-18:30") is left out alone, with its reason.
 */
export function parseOsmHours(text: string, options: OsmOptions = { repeated: 'replace' }): ReadHours {
  const hours: HoursSoFar = { spans: [], problems: [], openOnBankHolidays: false, termTimeOnly: false };
  for (const part of splitParts(text)) {
    const problem = readPart(hours, { ...part, adds: part.adds || options.repeated === 'add' });
    if (problem !== null) return { rules: [], problems: [problem] };
  }
  const { openOnBankHolidays, termTimeOnly } = hours;
  const read = toRules(hours.spans);
  return {
    rules: read.rules.map((rule) => ({ ...rule, openOnBankHolidays, termTimeOnly })),
    problems: [...hours.problems, ...read.problems],
  };
}

/** Parts stand apart by semicolons; a comma before a day, after a time, begins one that adds. */
function splitParts(text: string): Part[] {
  return text
    .split(';')
    .flatMap((piece) =>
      piece
        .split(/(?<=[\d+"]|off|closed|open)\s*,\s*(?=(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)\b)/i)
        .map((part, index) => ({
          text: part.trim(),
          adds: index > 0,
        })),
    )
    .filter((part) => part.text !== '');
}

/** Adds a part to the hours so far; returns why it cannot be read, or null. */
function readPart(hours: HoursSoFar, part: Part): string | null {
  const comment = /"([^"]*)"/.exec(part.text)?.[1]?.trim() ?? null;
  const bare = part.text.replace(/"[^"]*"/g, '').trim();
  if (bare === '24/7') {
    addSpans(hours, EVERY_DAY, [{ opensAt: '00:00', closesAt: END_OF_DAY }], comment, part.adds);
    hours.openOnBankHolidays = true;
    return null;
  }
  const selector = SELECTOR.exec(bare);
  const days = selector === null ? null : readDays(selector[1] ?? '');
  const rest = selector === null ? bare : bare.slice(selector[0].length).trim();
  const notUnderstood = `"${part.text}" is not understood`;
  if (selector !== null && days === null) return notUnderstood;
  if (/^(off|closed)$/i.test(rest)) return closeDays(hours, days) ? null : notUnderstood;
  const spans = rest === '' || /^open$/i.test(rest) ? [{ opensAt: null, closesAt: null }] : readSpans(rest);
  if (spans === null || (rest === '' && selector === null)) return notUnderstood;
  if (days === null) {
    addSpans(hours, EVERY_DAY, spans, comment, part.adds);
    return null;
  }
  if (days.weekdays.length === 0) {
    hours.problems.push(`"${part.text}": times of holidays are not kept`);
    return null;
  }
  if (days.publicHolidays) hours.openOnBankHolidays = true;
  return addSpans(hours, days.weekdays, spans, comment, part.adds) ? null : notUnderstood;
}

interface SelectedDays {
  weekdays: { day: Weekday; nth: number | null }[];
  publicHolidays: boolean;
  schoolHolidays: boolean;
}

function readDays(selector: string): SelectedDays | null {
  const selected: SelectedDays = { weekdays: [], publicHolidays: false, schoolHolidays: false };
  for (const item of selector.split(/,(?![^[]*\])/)) {
    const match = /^\s*([A-Za-z]{2})(?:\[([^\]]+)\])?\s*(?:-\s*([A-Za-z]{2})\s*)?$/.exec(item);
    if (match === null) return null;
    const [from, to] = [match[1]?.toUpperCase() ?? '', match[3]?.toUpperCase()];
    if (from === 'PH' && to === undefined) selected.publicHolidays = true;
    else if (from === 'SH' && to === undefined) selected.schoolHolidays = true;
    else {
      const nths = match[2] === undefined ? [null] : readNths(match[2]);
      const days = daysFrom(from, to ?? from);
      if (days === null || nths === null || (to !== undefined && match[2] !== undefined)) return null;
      selected.weekdays.push(...days.flatMap((day) => nths.map((nth) => ({ day, nth }))));
    }
  }
  return selected;
}

function daysFrom(from: string, to: string): Weekday[] | null {
  const [start, end] = [WEEKDAYS.findIndex((day) => day === from), WEEKDAYS.findIndex((day) => day === to)];
  if (start < 0 || end < 0) return null;
  const length = ((end - start + 7) % 7) + 1;
  return Array.from({ length }, (_, step) => WEEKDAYS[(start + step) % 7]!);
}

/** "2,4", "-1", "1-3" */
function readNths(text: string): number[] | null {
  const nths = text.split(',').flatMap((item) => {
    const range = /^\s*([1-5])\s*-\s*([1-5])\s*$/.exec(item);
    if (range === null) return [Number(item)];
    const [from, to] = [Number(range[1]), Number(range[2])];
    return from > to ? [NaN] : Array.from({ length: to - from + 1 }, (_, step) => from + step);
  });
  return nths.every((nth) => Number.isInteger(nth) && nth !== 0 && Math.abs(nth) <= 5) ? nths : null;
}

function readSpans(text: string): Span[] | null {
  const spans = text.split(',').map((item) => parseSpan(item));
  return spans.every((span) => span !== null) ? spans : null;
}

/** False where a week of the month would replace part of an earlier day. */
function addSpans(
  hours: HoursSoFar,
  days: SelectedDays['weekdays'],
  spans: readonly Span[],
  comment: string | null,
  adds: boolean,
): boolean {
  if (!adds) {
    const named = new Set(days.map((item) => item.day));
    if (
      days.some((item) => item.nth !== null) &&
      hours.spans.some((span) => span.nth === null && named.has(span.day))
    ) {
      return false;
    }
    hours.spans = hours.spans.filter(
      (span) => !days.some((item) => item.day === span.day && item.nth === span.nth),
    );
  }
  hours.spans.push(...days.flatMap((item) => spans.map((span) => ({ ...item, ...span, notes: comment }))));
  return true;
}

/** False where only some weeks of a day are closed. */
function closeDays(hours: HoursSoFar, days: SelectedDays | null): boolean {
  if (days === null) {
    hours.spans = [];
    return true;
  }
  if (days.weekdays.some((item) => item.nth !== null)) return false;
  if (days.schoolHolidays) hours.termTimeOnly = true;
  if (days.publicHolidays) hours.openOnBankHolidays = false;
  const closed = new Set(days.weekdays.map((item) => item.day));
  hours.spans = hours.spans.filter((span) => !closed.has(span.day));
  return true;
}

/**
 * Reads columns of opening hours, one per weekday: "09:00-17:00", "10:00-13:00,14:00-17:00", "9.30am to 5pm",
 * "closed". What cannot be read is left out with its reason, day by day.
 */
export function parseWeekdayHours(cells: Readonly<Partial<Record<Weekday, string>>>): ReadHours {
  const spans: DaySpan[] = [];
  const problems: string[] = [];
  for (const day of WEEKDAYS) {
    const cell = cells[day]?.trim() ?? '';
    if (cell === '' || /^(closed|off|-|none|n\/a)$/i.test(cell)) continue;
    const read = cell.split(/,|;|&|\band\b/i).map((item) => parseSpan(item));
    if (read.some((span) => span === null)) problems.push(`${weekdayName(day)}: "${cell}" is not understood`);
    else
      spans.push(
        ...read.flatMap((span) => (span === null ? [] : [{ day, nth: null, ...span, notes: null }])),
      );
  }
  const read = toRules(spans);
  return { rules: read.rules, problems: [...problems, ...read.problems] };
}
