import type { Session } from '#src/features/schedules/rules.ts';
import type { Idea } from '#src/features/easy-read/types.ts';
import { addDays, formatDay, formatTime, formatWeekdayAndDay } from '#src/lib/dates.ts';
import type { Opening, ServiceFacts } from './facts.ts';
import { ideaOf, sentenceWith } from './sentences.ts';

const MOST_OPENINGS = 3;
const WHOLE_DAY = 'It is open all day and all night.';

/** When it is on: whether it is closed, the next time in words, its days, and days when it is closed. */
export function whenIdeas(facts: ServiceFacts): Idea[] {
  const { openings, next, now, closure } = facts;
  if (facts.isClosedForNow) return [ideaOf('stop', 'It is closed now.', 'Do not go there. Ask them first.')];
  const shown = openings.slice(0, MOST_OPENINGS);
  return [
    ...seasonIdeas(facts),
    ...(next === null ? [] : [nextIdea(next, now)]),
    ...shown.map((opening) => openingIdea(opening, facts)),
    ...(openings.length > shown.length
      ? [ideaOf('calendar', 'There are other days too.', 'Ask them about the other days.')]
      : []),
    ...(shown.some((opening) => opening.isTermTimeOnly)
      ? [ideaOf('holiday', 'It is closed in the school holidays.')]
      : []),
    ...(closure === null ? [] : [closureIdea(closure, now.day)]),
    ...(openings.length === 0 && next === null
      ? [ideaOf('question', 'We do not know the days and times.', 'Ask them before you go.')]
      : []),
  ];
}

function seasonIdeas({ startsOn, endsOn }: ServiceFacts): Idea[] {
  return [
    ...(startsOn === null
      ? []
      : [ideaOf('calendar', 'It has not started yet.', `It starts on ${formatDay(startsOn)}.`)]),
    ...(endsOn === null ? [] : [ideaOf('calendar', `The last day is ${formatDay(endsOn)}.`)]),
  ];
}

/** The next time from now: "It is on now.", "The next time is tomorrow.", "The next time is Tuesday 24 November." */
export function nextIdea(next: Session, now: { day: string; time: string }): Idea {
  const { opensAt, closesAt, day } = next;
  if (isOnNow(next, now))
    return ideaOf(
      'clock',
      'It is open now.',
      ...(closesAt === null || isWholeDay(opensAt, closesAt)
        ? []
        : [`It ends at ${formatTime(closesAt)} today.`]),
    );
  return ideaOf(
    'calendar',
    `The next time is ${dayInWords(day, now.day)}.`,
    ...timeSentences(opensAt, closesAt),
  );
}

const isOnNow = ({ day, opensAt, closesAt }: Session, now: { day: string; time: string }): boolean =>
  day === now.day && opensAt !== null && closesAt !== null && opensAt <= now.time;

const dayInWords = (day: string, today: string): string => {
  if (day === today) return 'today';
  return day === addDays(today, 1) ? 'tomorrow' : formatWeekdayAndDay(day, today);
};

/** A regular time; the one there is has its hours said with the next time already. */
function openingIdea({ days, opensAt, closesAt }: Opening, { next, now, openings }: ServiceFacts): Idea {
  const isOn = next !== null && isOnNow(next, now);
  const isSaid = openings.length === 1 && !isOn && next?.opensAt === opensAt && next.closesAt === closesAt;
  return ideaOf(
    'clock',
    sentenceWith('It is open', days),
    ...(isSaid ? [] : timeSentences(opensAt, closesAt)),
  );
}

const isWholeDay = (opensAt: string | null, closesAt: string | null): boolean =>
  opensAt === '00:00' && closesAt === '23:59';

function timeSentences(opensAt: string | null, closesAt: string | null): string[] {
  if (isWholeDay(opensAt, closesAt)) return [WHOLE_DAY];
  return [
    ...(opensAt === null ? [] : [`It starts at ${formatTime(opensAt)}.`]),
    ...(closesAt === null ? [] : [`It ends at ${formatTime(closesAt)}.`]),
  ];
}

function closureIdea({ startsOn, endsOn }: { startsOn: string; endsOn: string }, today: string): Idea {
  if (startsOn === endsOn) return ideaOf('stop', `It is closed on ${formatWeekdayAndDay(startsOn, today)}.`);
  return ideaOf(
    'stop',
    `It will be closed from ${formatWeekdayAndDay(startsOn, today)}.`,
    `The last closed day is ${formatWeekdayAndDay(endsOn, today)}.`,
  );
}
