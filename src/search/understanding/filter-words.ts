import type { UnderstoodFilter } from '../types.ts';
import type { Sentence } from './sentence.ts';

/** A stretch of a sentence's words that asks for filters; `end` is exclusive. */
export interface FilterSpan {
  start: number;
  end: number;
  filters: UnderstoodFilter[];
}

/** A way of asking, found in the sentence's text, and what it asks for; none when it turns out to be something else. */
export interface Asking {
  pattern: RegExp; // global; made by `asking`
  read(match: RegExpExecArray): UnderstoodFilter[];
}

/** Stands for a word of a place or a day, so that "in Polish in Tarnbury" ends where "in Polish" does. */
export const TAKEN_MARK = '@';

/** A pattern of whole words, wherever in a sentence. */
export const wholeWords = (source: string): RegExp => new RegExp(`(?<!\\S)(?:${source})(?!\\S)`, 'g');

/** "one or other", from a list of patterns parted by spaces: what may stand in a pattern. */
export const oneOf = (words: string): string => `(?:${words.split(/\s+/).join('|')})`;

/** A way of asking in whole words. */
export const asking = (source: string, read: Asking['read']): Asking => ({
  pattern: wholeWords(source),
  read,
});

/**
 * The sentence as patterns are matched with it: its words with one space between; "60+" is "60plus", "£60" is no
 * bare number, and words of a place or a day are marks.
 */
export function textForPatterns(sentence: Sentence): string {
  return sentence.words
    .map((word, at) => {
      const use = sentence.use[at];
      if (use === 'place' || use === 'near me' || use === 'filter') return TAKEN_MARK;
      if (!/^\d/.test(word)) return word;
      const piece = sentence.pieces[sentence.pieceOf[at] ?? -1] ?? '';
      if (/[£$€%]/.test(piece)) return `£${word}`;
      return piece.includes(`${word}+`) ? `${word}plus` : word;
    })
    .join(' ');
}

/** What a text asks for in these ways, the earlier way first; no word is read twice. */
export function findAskings(text: string, ways: readonly Asking[]): FilterSpan[] {
  const spans: FilterSpan[] = [];
  for (const { pattern, read } of ways) {
    for (const match of text.matchAll(pattern)) {
      const filters = read(match);
      if (filters.length === 0) continue;
      const start = wordsBefore(text, match.index);
      const end = start + match[0].split(' ').length;
      if (spans.every((other) => end <= other.start || start >= other.end))
        spans.push({ start, end, filters });
    }
  }
  return spans;
}

function wordsBefore(text: string, offset: number): number {
  let words = 0;
  for (let at = text.indexOf(' '); at !== -1 && at < offset; at = text.indexOf(' ', at + 1)) words += 1;
  return words;
}
