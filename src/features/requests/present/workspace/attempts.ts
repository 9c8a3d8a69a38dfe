import { formatDay, formatTime, londonNow } from '#src/lib/dates.ts';
import {
  ATTEMPTS_BEFORE_GIVING_UP,
  CHANNELS_BEFORE_GIVING_UP,
  canGiveUp,
} from '#src/features/requests/rules.ts';
import { CHANNELS, OUTCOMES, type Channel, type Outcome } from '#src/features/requests/workspace/choices.ts';

/** "24 November 2026, 2:05pm", in London. */
export function momentInWords(instant: string): string {
  const { day, time } = londonNow(new Date(instant));
  return `${formatDay(day)}, ${formatTime(time)}`;
}

export interface Tried {
  at: string;
  channel: Channel;
  outcome: Outcome;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five'] as const;
const inLetters = (count: number): string => NUMBERS[count] ?? String(count);

/** Tries that reached nobody since somebody last spoke with the person. */
function sinceTalk(attempts: readonly Tried[]): { tries: number; days: number; ways: number } {
  const inOrder = attempts.toSorted((a, b) => a.at.localeCompare(b.at));
  const since = inOrder.slice(inOrder.findLastIndex(({ outcome }) => outcome === 'spoke') + 1);
  return {
    tries: since.length,
    days: new Set(since.map(({ at }) => londonNow(new Date(at)).day)).size,
    ways: new Set(since.map(({ channel }) => channel)).size,
  };
}

/** How far the tries to reach somebody have come: "Tried on 2 of 3 days, in one of two ways." */
export function triesInWords(attempts: readonly Tried[]): string {
  const { tries, days, ways } = sinceTalk(attempts);
  const hasTalked = attempts.some(({ outcome }) => outcome === 'spoke');
  if (tries === 0) return hasTalked ? 'We have spoken with them.' : 'Nobody has tried to reach them yet.';
  const day =
    days >= ATTEMPTS_BEFORE_GIVING_UP
      ? `${inLetters(days)} days`
      : `${days} of ${ATTEMPTS_BEFORE_GIVING_UP} days`;
  const way =
    ways >= CHANNELS_BEFORE_GIVING_UP
      ? `${inLetters(ways)} ways`
      : `${inLetters(ways)} of ${inLetters(CHANNELS_BEFORE_GIVING_UP)} ways`;
  return `${hasTalked ? 'Since we spoke: tried' : 'Tried'} on ${day}, in ${way}.`;
}

/** What is still missing before it may be said that the person could not be reached; null when nothing is. */
export function triesMissing(attempts: readonly Tried[]): string | null {
  if (canGiveUp(attempts)) return null;
  const { days, ways } = sinceTalk(attempts);
  const left = ATTEMPTS_BEFORE_GIVING_UP - days;
  const other = ways < CHANNELS_BEFORE_GIVING_UP;
  if (left <= 0) return 'Try in another way too, such as a letter.';
  const more = left === 1 ? 'on one more day' : `on ${inLetters(left)} more days`;
  return `Try ${more}${other && ways > 0 ? ', and in another way too' : ''}.`;
}

export interface ShownAttempt {
  when: string;
  what: string; // "Phone call: no answer"
  by: string;
  note: string | null;
}

/** A try as a line of the list. */
export const shownAttempt = (
  attempt: Tried & { byName: string | null; note: string | null },
): ShownAttempt => ({
  when: momentInWords(attempt.at),
  what: `${CHANNELS[attempt.channel]}: ${lowerFirst(OUTCOMES[attempt.outcome])}`,
  by: attempt.byName ?? 'Somebody',
  note: attempt.note,
});

const lowerFirst = (text: string): string =>
  /^I\b/.test(text) ? text : `${text[0]?.toLowerCase() ?? ''}${text.slice(1)}`;
