import { MOST_EASY_WORDS } from '#src/features/easy-read/rules.ts';
import type { Idea } from '#src/features/easy-read/types.ts';
import { countWords } from '#src/features/readability/rules.ts';

/**
 * An idea from its sentences, each on a line of its own: a name that ends in "St." must not run into the next sentence.
 */
export const ideaOf = (picture: string, ...sentences: readonly string[]): Idea => ({
  picture,
  words: sentences.join('\n'),
});

/**
 * A sentence with something that people wrote in it, such as a name: what is too long for one easy sentence is cut at a
 * whole word, and stars would make it a hard word.
 */
export function sentenceWith(before: string, written: string, after = '.'): string {
  const room = MOST_EASY_WORDS - countWords(before) - countWords(after);
  const text = written.replace(/[\s*]+/g, ' ').trim();
  let kept = '';
  for (const word of text.split(' ')) {
    const longer = kept === '' ? word : `${kept} ${word}`;
    if (countWords(longer) > room) return `${before} ${kept.replace(/[,;:]$/, '')} …`;
    kept = longer;
  }
  return `${before} ${kept.replace(/[.…]+$/, '')}${after}`;
}

/** "a, b and c", as many as fit in one easy sentence after `before`; the last is then "other …". */
export function sentenceOfList(before: string, items: readonly string[], others: string): string {
  const shown: string[] = [];
  const said = (list: readonly string[], isWhole: boolean): string => {
    const all = isWhole ? list : [...list, others];
    const last = all[all.length - 1] ?? '';
    return all.length <= 1 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
  };
  const clean = items.map((item) => item.replace(/[\s*]+/g, ' ').trim()).filter((item) => item !== '');
  for (const item of clean) {
    const longer = [...shown, item];
    const sentence = `${before} ${said(longer, longer.length === clean.length)}`;
    if (countWords(sentence) > MOST_EASY_WORDS) break;
    shown.push(item);
  }
  return shown.length === 0
    ? sentenceWith(before, clean[0] ?? others)
    : `${before} ${said(shown, shown.length === clean.length)}.`;
}
