import { londonNow, formatDay, formatTime } from '#src/lib/dates.ts';
import { CHANNELS, OUTCOMES, type Channel, type Outcome } from '../../forms/workspace.ts';

/** "24 November 2026, 2:05pm", in London. */
export function momentInWords(instant: string): string {
  const { day, time } = londonNow(new Date(instant));
  return `${formatDay(day)}, ${formatTime(time)}`;
}

interface Tried {
  at: string;
  channel: Channel;
  outcome: Outcome;
}

/** Tries before giving up (domain.md 1.7). */
const TRIES = 3;
const WAYS = 2;
const NUMBERS = ['no', 'one', 'two', 'three'] as const;

/** Tries that reached nobody since somebody last spoke with the person. */
function triesSinceTalk(attempts: readonly Tried[]): Tried[] {
  const inOrder = attempts.toSorted((a, b) => a.at.localeCompare(b.at));
  const talked = inOrder.findLastIndex(({ outcome }) => outcome === 'spoke');
  return inOrder.slice(talked + 1);
}

/**
 * How far the tries to reach somebody have come: "1 of 3 tries, one way, on one day". Three tries, two ways and
 * different days come before giving up.
 */
export function triesInWords(attempts: readonly Tried[]): string {
  const tries = triesSinceTalk(attempts);
  const hasTalked = tries.length < attempts.length;
  if (tries.length === 0) return hasTalked ? 'We have spoken with them.' : 'Nobody has tried to reach them yet.';
  const ways = new Set(tries.map(({ channel }) => channel)).size;
  const days = new Set(tries.map(({ at }) => londonNow(new Date(at)).day)).size;
  const way = `${NUMBERS[ways] ?? ways} ${ways === 1 ? 'way' : 'ways'}`;
  const day = `${NUMBERS[days] ?? days} ${days === 1 ? 'day' : 'days'}`;
  const counted = tries.length > TRIES ? `${tries.length} tries` : `${tries.length} of ${TRIES} tries`;
  return `${counted}, ${way}, on ${day}${hasTalked ? ', since we spoke' : ''}.`;
}

/** What is still missing before nobody could say that we gave up too early; null when nothing is. */
export function triesMissing(attempts: readonly Tried[]): string | null {
  const tries = triesSinceTalk(attempts);
  const left = TRIES - tries.length;
  const ways = new Set(tries.map(({ channel }) => channel)).size;
  const days = new Set(tries.map(({ at }) => londonNow(new Date(at)).day)).size;
  if (left > 0) return `Try ${left === 1 ? 'once' : `${NUMBERS[left] ?? left} times`} more${ways < WAYS && left < TRIES ? ', in another way too' : ''}.`;
  if (ways < WAYS) return 'Try in another way too, such as a letter.';
  return days < 2 ? 'Try again on another day.' : null;
}

export interface ShownAttempt {
  when: string;
  what: string; // "Phone call: no answer"
  by: string;
  note: string | null;
}

/** A try as a line of the list. */
export const shownAttempt = (
  attempt: Tried & { by: string; note: string | null },
  nameOf: (accountId: string) => string,
): ShownAttempt => ({
  when: momentInWords(attempt.at),
  what: `${CHANNELS[attempt.channel]}: ${lowerFirst(OUTCOMES[attempt.outcome])}`,
  by: nameOf(attempt.by),
  note: attempt.note,
});

const lowerFirst = (text: string): string =>
  /^I\b/.test(text) ? text : `${text[0]?.toLowerCase() ?? ''}${text.slice(1)}`;
