import { describe, expect, test } from 'vitest';
import { matcherOf } from '#src/features/needs/rules.ts';
import { needWordsIn } from '#src/search/understanding/need-words.ts';
import { indexOf, service } from '../mini/directory.ts';
import { need, tree } from '../mini/needs.ts';

const NEEDS = tree([
  need('falls', 'Falls', ['unsteady', 'wobbly', 'group for balance']),
  need('arts', 'Arts', ['knitting', 'craft group']),
  need('faith', 'Faith', ['prayer group']),
]);
const wordsOf = (slug: string, ...texts: string[]): string[] => {
  const { text } = indexOf(texts.map((summary, at) => service(`s${at}`, { summary })));
  const words = new Map(needWordsIn(matcherOf(NEEDS), text));
  return (words.get(slug) ?? []).map(({ word }) => word);
};

describe('the words that stand for a need in the text of services', () => {
  test('are those of its phrases that some service uses', () => {
    expect(wordsOf('falls', 'For the unsteady', 'Knitting')).toEqual(['unsteadi']);
    expect(wordsOf('arts', 'For the unsteady', 'Knitting')).toEqual(['knit']);
  });

  test('leave out a word that many needs share, and one that most services use', () => {
    expect(wordsOf('falls', 'A group', 'Another group')).toEqual([]);
    const everywhere = Array.from({ length: 30 }, () => 'Wobbly');
    expect(wordsOf('falls', ...everywhere, 'Unsteady')).toEqual(['unsteadi']);
  });
});
