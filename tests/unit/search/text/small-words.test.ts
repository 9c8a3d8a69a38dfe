import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countSmallWords } from '#src/search/text/small-words.ts';

const countsOf = (...services: string[][]): Record<string, number> => {
  const small = countSmallWords();
  for (const texts of services) small.read(texts);
  return Object.fromEntries(small.services());
};
const wordsIn = (text: string): string[] => Object.keys(countsOf([text])).sort();

describe('words in small letters', () => {
  test.each([
    ['A reading group.', ['group', 'reading']],
    ['Reading Group', []],
    ['the iPhone and the 3rd hall', ['and', 'hall', 'the']],
    ["a carer's day, carers’ too", ['a', 'carer', 'carers', 'day', 'too']],
    ["NHS-funded drop-in at o'clock", ['at', 'drop', 'o']],
    ["'quoted' -dashed ’curly", []],
    ['meet—or—call', ['call', 'meet', 'or']],
    ['x1 1x aB Ba', []],
    ['', []],
  ])('of "%s" are %j', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  test('are read alike with and without a letter that is not plain somewhere else in the text', () => {
    const piece = fc.string({
      unit: fc.constantFrom('a', 'b', 'z', 'A', 'Z', '0', '9', ' ', '.', '-', "'", '’', '“', '_'),
      maxLength: 24,
    });
    fc.assert(
      fc.property(piece, (text) => {
        expect(wordsIn(`${text} Ж`)).toEqual(wordsIn(text));
      }),
      { numRuns: 400 },
    );
  });

  test('with accents are folded', () => {
    expect(wordsIn('Our café: наша група')).toEqual(['cafe', 'група', 'наша']);
  });

  test('are counted once for each service, not once for each use', () => {
    expect(countsOf(['tea tea tea', 'more tea'], ['tea'], ['Tea'])).toEqual({ tea: 2, more: 1 });
  });
});
