import { UNKNOWN_WORD, type SearchedFor } from './rules.ts';

/** How often the same was searched for on one day, as the table keeps it. */
export interface SearchCount {
  day: string; // London
  words: string;
  needs: string;
  results: number; // of the latest of them
  searches: number;
}

/** Counts of searches in memory, waiting to be written. */
export interface Tally {
  /** Counts a search at a minute (since the epoch) of a London day. Never throws; its memory is bounded. */
  add(searched: SearchedFor, day: string, minute: number): void;
  /** Everything counted since the last time, which is then forgotten. */
  take(): SearchCount[];
  /** Counts that could not be written, to be taken again. */
  giveBack(counts: readonly SearchCount[]): void;
}

/** An unknown word is written as itself from the fifth time on of one day. */
const OFTEN = 5;
/** One visitor's second look counts no second time: no identity is needed for that, only the clock. */
const APART_MINUTES = 10;
const MOST_UNKNOWN_WORDS = 5_000;
/** Different rows of one day and one process; what comes after is counted without its words. */
export const MOST_ROWS_A_DAY = 5_000;
const MOST_WAITING = 2 * MOST_ROWS_A_DAY;

/** Begins an empty tally. */
export function startTally(): Tally {
  let today = '';
  let unknown = new Map<string, { times: number; lastMinute: number }>();
  let rowsOfToday = new Set<string>();
  let waiting = new Map<string, SearchCount>();

  /** True for a word asked for often enough today, this time included. */
  function isOften(word: string, minute: number): boolean {
    const seen = unknown.get(word);
    if (seen === undefined) {
      if (unknown.size < MOST_UNKNOWN_WORDS) unknown.set(word, { times: 1, lastMinute: minute });
      return false;
    }
    if (minute - seen.lastMinute >= APART_MINUTES) {
      seen.times += 1;
      seen.lastMinute = minute;
    }
    return seen.times >= OFTEN;
  }

  function wordsToWrite(searched: SearchedFor, minute: number): string {
    const words = searched.words.map(({ text, isOrdinary }) =>
      isOrdinary || isOften(text, minute) ? text : UNKNOWN_WORD,
    );
    return words.filter((word, at) => word !== UNKNOWN_WORD || words[at - 1] !== UNKNOWN_WORD).join(' ');
  }

  /** The row as it is, without its words, or without anything: the first for which there is room. */
  function rowWithRoom(words: string, needs: string): { key: string; words: string; needs: string } {
    const choices = [
      { words, needs },
      { words: '', needs },
    ];
    for (const choice of choices) {
      const key = keyOf(today, choice.words, choice.needs);
      const hasRoom = rowsOfToday.size < MOST_ROWS_A_DAY || rowsOfToday.has(key);
      if (hasRoom) return { key, ...choice };
    }
    return { key: keyOf(today, '', ''), words: '', needs: '' };
  }

  return {
    add(searched, day, minute) {
      if (day !== today) {
        today = day;
        unknown = new Map();
        rowsOfToday = new Set();
      }
      const { key, words, needs } = rowWithRoom(wordsToWrite(searched, minute), searched.needs);
      rowsOfToday.add(key);
      const count = waiting.get(key);
      if (count === undefined)
        waiting.set(key, { day, words, needs, results: searched.results, searches: 1 });
      else {
        count.results = searched.results;
        count.searches += 1;
      }
    },
    take() {
      const taken = [...waiting.values()];
      waiting = new Map();
      return taken;
    },
    giveBack(counts) {
      for (const count of counts) {
        const key = keyOf(count.day, count.words, count.needs);
        const newer = waiting.get(key);
        if (newer !== undefined) newer.searches += count.searches;
        else if (waiting.size < MOST_WAITING) waiting.set(key, { ...count });
      }
    },
  };
}

const keyOf = (day: string, words: string, needs: string): string => `${day}|${words}|${needs}`;
