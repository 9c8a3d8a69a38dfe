import { fold } from '#src/lib/text.ts';

/** Whether all words, however they are written, stand in one of these texts or another; part of a longer word will do. */
export function holdsWords(words: string, texts: readonly (string | null | undefined)[]): boolean {
  const text = texts.map((each) => fold(each ?? '')).join(' ');
  return fold(words)
    .split(' ')
    .every((word) => text.includes(word));
}
