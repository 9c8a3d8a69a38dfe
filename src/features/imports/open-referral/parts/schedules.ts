import { END_OF_DAY, splitAtMidnight } from '#src/features/schedules/rules.ts';
import { doubtAbout } from '#src/features/schedules/spans.ts';
import { shorten } from '#src/features/imports/csv/clean.ts';
import { inWords } from '#src/features/imports/csv/hours.ts';
import type { ScheduleRecord } from '#src/features/services/record.ts';
import { readDay, readTime } from '../reading/days.ts';
import { readFlag, readWhole } from '../reading/numbers.ts';
import { columnOf, find, readPart, readParts, type Part } from '../reading/part.ts';
import { rawText, readLine, readText, readWeb } from '../reading/text.ts';
import { lastOf, readRecurrence, unfoldRule } from './recurrence.ts';

const LONGEST_NOTES = 600;
const LONGEST_RULE = 100;
const MOST_TIMES = 1000;

/** The sessions of a service or of one place, in the feed's order; one past midnight becomes two. */
export const readSchedules = (part: Part): ScheduleRecord[] =>
  readParts(part, ['schedules', 'schedule', 'regular_schedules', 'regular_schedule'], 'description').flatMap(
    readSchedule,
  );

function readSchedule(given: Part): ScheduleRecord[] {
  const part = unfoldRule(given);
  const { item } = part;
  const extension = readPart(part, 'front_door');
  const description = item.isOurs
    ? readText(part, 'description')
    : readLine(part, 'description', LONGEST_NOTES);
  const notes = item.isOurs ? readText(part, 'notes') : readLine(part, 'notes', LONGEST_NOTES);
  const attendingType = readLine(part, 'attending_type', 300);
  const scheduleLink = readWeb(part, 'schedule_link');
  const about = [description, notes].filter((text) => text !== null);
  const words = [...new Set(about)].join('. ').replaceAll('.. ', '. ');
  const times = readTimes(part);
  const rule: ScheduleRecord = {
    ...inWords(''),
    ...readDates(part),
    ...times,
    termTimeOnly:
      extension === null && !item.isOurs
        ? /\bterm[- ]?time only\b/i.test(words)
        : readFlag(extension, 'term_time_only'),
    openOnBankHolidays: readFlag(extension, 'open_on_bank_holidays'),
    notes: item.isOurs ? notes : words || null,
    ...(item.isOurs && description !== null && { description }),
    ...(attendingType !== null && { attendingType }),
    ...(scheduleLink !== null && { scheduleLink }),
  };
  const recurrence = readRecurrence(part);
  const isKnown = recurrence !== null && (item.isOurs || happens({ ...rule, ...recurrence }));
  if (!isKnown) return onlyWords(part, rule, words);
  return split(part, ending(part, onDay(item.isOurs, { ...rule, ...recurrence })));
}

/** Whether any day follows from a rule: without a first day, "weekly" alone or a bare time says none. */
function happens(rule: ScheduleRecord): boolean {
  if (rule.dtstart !== null || rule.byday !== null || rule.bymonthday !== null) return true;
  return rule.freq === null
    ? rule.validFrom !== null && rule.validFrom === rule.validTo
    : rule.validFrom !== null;
}

/** A series of so many times ends on a day, which can be counted from its first. */
function ending(part: Part, rule: ScheduleRecord): ScheduleRecord {
  const count = rule.freq === null ? null : readWhole(part, 'count', 1, MOST_TIMES);
  if (count === null || rule.validTo !== null) return rule;
  const validTo = lastOf(rule, count);
  if (validTo === null)
    part.item.note(columnOf(part, 'count'), `${count} times, but not from which day: it has no end here`);
  return { ...rule, validTo };
}

/** A single day is a rule's `dtstart`, also where the feed gives it as the first and last day. */
const onDay = (isOurs: boolean, rule: ScheduleRecord): ScheduleRecord =>
  !isOurs && rule.freq === null && rule.dtstart === null ? { ...rule, dtstart: rule.validFrom } : rule;

function onlyWords(part: Part, rule: ScheduleRecord, words: string): ScheduleRecord[] {
  const typed = ['freq', 'byday', 'bymonthday'].flatMap((name) => {
    const isText = typeof find(part, name)?.value === 'string';
    return isText ? shorten(rawText(part, name)?.value ?? '', LONGEST_RULE) || [] : [];
  });
  const times = [rule.opensAt, rule.closesAt].filter((time) => time !== null).join(' to ');
  const about = (words || typed.join(' ')).replace(times === '' ? /^$/ : /[\s.]+$/, '');
  const text = [about, times].filter((piece) => piece !== '').join(', ');
  return text === '' ? [] : [{ ...rule, ...inWords(text) }];
}

function readDates(part: Part): Pick<ScheduleRecord, 'validFrom' | 'validTo' | 'dtstart'> {
  const validFrom = readDay(part, 'valid_from');
  const validTo = readDay(part, 'valid_to', 'until');
  const dtstart = readDay(part, 'dtstart');
  if (validFrom === null || validTo === null || validFrom <= validTo) return { validFrom, validTo, dtstart };
  part.item.note(columnOf(part, 'valid_to'), `it ends on ${validTo}, before it begins, both days left empty`);
  return { validFrom: null, validTo: null, dtstart };
}

/** The times, unless nobody can mean them. */
function readTimes(part: Part): Pick<ScheduleRecord, 'opensAt' | 'closesAt'> {
  const typedOpens = readTime(part, 'opens_at');
  const typedCloses = readTime(part, 'closes_at');
  const opensAt = typedOpens === '24:00' ? '00:00' : typedOpens;
  const closesAt = typedCloses === '24:00' ? END_OF_DAY : typedCloses;
  const doubt = doubtAbout({ opensAt, closesAt });
  if (doubt === null || (part.item.isOurs && opensAt !== null && closesAt !== null && opensAt < closesAt))
    return { opensAt, closesAt };
  part.item.note(columnOf(part, 'opens_at'), `${opensAt} to ${closesAt}: ${doubt}, both left empty`);
  return { opensAt: null, closesAt: null };
}

function split(part: Part, rule: ScheduleRecord): ScheduleRecord[] {
  const rules = splitAtMidnight(rule);
  if (rules !== null) return rules.map((piece) => ({ ...rule, ...piece }));
  part.item.note(columnOf(part, 'closes_at'), 'a night in some weeks of the month is kept until midnight');
  return [{ ...rule, closesAt: END_OF_DAY }];
}

/** Days on which a service is closed, from the holidays of Open Referral UK 1.0; other opening hours are said. */
export function readHolidays(part: Part): { startsOn: string; endsOn: string; reason: string | null }[] {
  return readParts(part, ['holiday_schedules', 'holiday_schedule']).flatMap((holiday) => {
    const startsOn = readDay(holiday, 'start_date', 'starts_on', 'valid_from');
    const endsOn = readDay(holiday, 'end_date', 'ends_on', 'valid_to') ?? startsOn;
    if (startsOn === null || endsOn === null || endsOn < startsOn) {
      holiday.item.note(holiday.path, 'holidays without a first and last day, left out');
      return [];
    }
    if (!readFlag(holiday, 'closed') && rawText(holiday, 'opens_at') !== null) {
      holiday.item.note(holiday.path, 'opening hours of holidays cannot be kept, left out');
      return [];
    }
    return [{ startsOn, endsOn, reason: readLine(holiday, ['reason', 'description', 'name'], 200) }];
  });
}
