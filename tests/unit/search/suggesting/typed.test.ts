import { describe, expect, test } from 'vitest';
import { lettersOf, readTyped, withoutPlace } from '#src/search/suggesting/typed.ts';

const wordsIn = (text: string): string[] => readTyped(text).words.map((word) => word.text);
const counted = (text: string): string[] =>
  readTyped(text).words.flatMap((word) => (word.counts ? [word.text] : []));

describe('what stands in the box', () => {
  test.each([
    ['Can’t PAY—gas', ['cant', 'pay', 'gas']],
    ['  Café\tSociété  ', ['cafe', 'societe']],
    ['!? …', []],
  ])('%j is read as its folded words', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  test('small words do not count, but the one still being typed may become another', () => {
    expect(counted('pay the gas')).toEqual(['pay', 'gas']);
    expect(counted('pay the')).toEqual(['pay', 'the']);
    expect(lettersOf(readTyped('pay the gas').words)).toBe(6);
  });

  test('a word said twice counts once', () => {
    expect(counted('knit and natter and knit')).toEqual(['natter', 'and', 'knit']);
  });

  test('of a long sentence the end is read', () => {
    expect(wordsIn('one two three four five six seven eight nine')).toEqual(
      'two three four five six seven eight nine'.split(' '),
    );
  });

  test('what is longer than a search may be is cut', () => {
    expect(wordsIn('x'.repeat(10_000)).join('')).toHaveLength(300);
  });
});

describe('where a place begins', () => {
  test.each([
    ['food in tarn', 1, 2],
    ['food close to tarn', 1, 3],
    ['food near to tarn', 1, 3],
    ['in tarn', 0, 1],
    ['in food near tarn', 2, 3],
    ['food in', 0, 0],
    ['go to tarn', 0, 0],
    ['food tarn', 0, 0],
  ])('in "%s" the words before it begin at %i and it at %i', (text, nearFrom, placeFrom) => {
    expect(readTyped(text)).toMatchObject({ nearFrom, placeFrom });
  });

  test('a place in the middle leaves what stands around it', () => {
    const typed = readTyped('Food bank in Tarn on Friday');
    expect(withoutPlace(typed, (word) => word === 3)).toBe('Food bank on Friday');
  });

  test('a place without "in" or "near" leaves what stands before it', () => {
    expect(withoutPlace(readTyped('food tarn'), (word) => word === 1)).toBe('food');
  });

  test('a place before "near" leaves the words after it', () => {
    const typed = readTyped('tarn food near me');
    expect(withoutPlace(typed, (word) => word === 0)).toBe('food near me');
  });

  test('a place of two words written as one piece goes as one piece', () => {
    const typed = readTyped('food in Stoke-under-Marl');
    expect(withoutPlace(typed, (word) => word >= 2)).toBe('food');
  });
});
