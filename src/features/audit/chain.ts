import { countOf } from '#src/lib/text.ts';
import { FIRST_HASH, hashOfEvent, type ChainedEvent } from './rules.ts';

/** An event as it stands in the trail. */
export interface ChainRow extends ChainedEvent {
  previous_hash: string;
  hash: string;
}

/** Something that is wrong with the trail: where, and what in a sentence. */
export interface Fault {
  sequence: number | null; // null: the trail as a whole
  text: string;
}

/** How far the chain has been followed. */
export interface Reached {
  sequence: number;
  hash: string | null; // null: the event is missing, so nothing can be said of the next one's link
}

/** A place in the chain that can be noted elsewhere. */
export interface Head {
  sequence: number;
  hash: string;
}

/** What became of looking at every event of the trail. */
export interface TrailReport {
  isWhole: boolean;
  events: number; // looked at
  seals: number; // compared
  head: Head; // the last event looked at
  faults: readonly Fault[]; // the first ones
  faultCount: number;
  /** Nothing is known to be wrong, but somebody should know: sentences. */
  warnings: readonly string[];
}

export const START: Reached = { sequence: 0, hash: FIRST_HASH };

/** "40:6f1c…", to be written down outside the database. */
export const headInWords = ({ sequence, hash }: Head): string => `${sequence}:${hash}`;

/** Reads what `headInWords` wrote; null when it is nothing of the kind. */
export function readHead(text: string): Head | null {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  return sequence === undefined || hash === undefined ? null : { sequence: Number(sequence), hash };
}

/** Follows the chain along the next events, in order, and says what does not fit. */
export function followChain(from: Reached, rows: readonly ChainRow[]): { reached: Reached; faults: Fault[] } {
  const faults: Fault[] = [];
  let reached = from;
  for (const row of rows) {
    faults.push(...stepFaults(reached, row));
    if (row.sequence > reached.sequence) reached = { sequence: row.sequence, hash: row.hash };
  }
  return { reached, faults };
}

function stepFaults(reached: Reached, row: ChainRow): Fault[] {
  const { sequence } = row;
  const expected = reached.sequence + 1;
  if (sequence < expected)
    return [
      { sequence, text: `Event ${sequence} stands before the first one: this program did not write it.` },
    ];
  const faults: Fault[] = [];
  if (sequence > expected) faults.push({ sequence: expected, text: missingInWords(expected, sequence - 1) });
  else if (reached.hash !== null && row.previous_hash !== reached.hash)
    faults.push({ sequence, text: `Event ${sequence} does not follow from the one before it.` });
  if (hashOfEvent(row.previous_hash, row) !== row.hash)
    faults.push({ sequence, text: `Event ${sequence} was altered: it does not fit its own hash.` });
  return faults;
}

const missingInWords = (first: number, last: number): string =>
  first === last ? `Event ${first} is missing.` : `Events ${first} to ${last} are missing.`;

/** What is wrong at the end: `reached` is the last event up to the recorded end, `beyond` how many stand after it. */
export function endFaults(reached: Reached, head: Head, beyond: number): Fault[] {
  const faults: Fault[] = [];
  if (reached.sequence < head.sequence)
    faults.push({
      sequence: reached.sequence + 1,
      text: `${missingInWords(reached.sequence + 1, head.sequence)} The trail was cut off.`,
    });
  else if (reached.hash !== head.hash)
    faults.push({
      sequence: head.sequence,
      text: `Event ${head.sequence} is not the one that was recorded as the last.`,
    });
  if (beyond > 0)
    faults.push({
      sequence: head.sequence + 1,
      text: `${countOf(beyond, 'event')} after the recorded end, ${head.sequence}: this program did not write ${beyond === 1 ? 'it' : 'them'}.`,
    });
  return faults;
}

/** What is wrong between a noted head and the event that stands in its place, if there is one. */
export function notedFaults(noted: Head, hash: string | undefined): Fault[] {
  const { sequence } = noted;
  if (sequence === 0 && noted.hash === FIRST_HASH) return [];
  if (hash === undefined)
    return [{ sequence, text: `Event ${sequence}, which was noted elsewhere, is missing.` }];
  return hash === noted.hash
    ? []
    : [{ sequence, text: `Event ${sequence} is not the one that was noted: the trail was rewritten.` }];
}
