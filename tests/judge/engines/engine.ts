import { FIELD_BOOSTS, type TextField } from '#src/search/text/text-index.ts';

/** A way to search the example place: the slugs of the first results for what somebody typed, the best first. */
export interface Engine {
  name: string;
  first(words: string, most: number): string[] | Promise<string[]>;
}

export const FIELDS = Object.keys(FIELD_BOOSTS) as TextField[];

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/** The words of a query without punctuation, which plain engines either choke on or take for part of a word. */
export const plainWords = (query: string): string[] => query.toLowerCase().match(WORD) ?? [];
