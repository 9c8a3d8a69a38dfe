import { addDays } from '#src/lib/dates.ts';
import type { PartOfDay } from '#src/lib/labels.ts';
import { ANY } from '../columns/times.ts';
import { hasBit, setBit, unite, type Bits } from '../packed/bits.ts';
import type { DayChoice, Moment, SearchIndex } from '../types.ts';

/** The services that run on a day, in one part of it or in any. A weekday means any such day to come. */
export function runningOn(
  index: SearchIndex,
  choice: DayChoice,
  part: PartOfDay | null,
  moment: Moment,
): Bits {
  const within = part ?? ANY;
  if (choice !== 'today' && choice !== 'tomorrow') return index.choices.of('day', `${choice}:${within}`);
  const day = choice === 'tomorrow' ? addDays(moment.day, 1) : moment.day;
  // A day that the index does not know yet is worked out by asking for it.
  index.openTimes(day);
  return index.choices.of('date', `${day}:${within}`);
}

/** The services that run on any of the chosen days, or on any day of the week when none is chosen. */
export function runningOnAny(
  index: SearchIndex,
  choices: readonly DayChoice[],
  part: PartOfDay | null,
  moment: Moment,
): Bits {
  if (choices.length === 0) return index.choices.of('day', `${ANY}:${part ?? ANY}`);
  const running: Bits = new Uint32Array(index.alive.length);
  for (const choice of choices) unite(running, runningOn(index, choice, part, moment));
  return running;
}

/** The services that have a session going on. The minute a session closes it is closed. */
export function openAt(index: SearchIndex, moment: Moment): Bits {
  const open: Bits = new Uint32Array(index.alive.length);
  const minute = Number(moment.time.slice(0, 2)) * 60 + Number(moment.time.slice(3, 5));
  for (const { positions, from, until } of index.openTimes(moment.day)) {
    for (let at = 0; at < positions.length; at += 1) {
      if ((from[at] ?? 0) > minute || (until[at] ?? 0) <= minute) continue;
      const position = positions[at] ?? 0;
      if (hasBit(index.alive, position)) setBit(open, position);
    }
  }
  return open;
}
