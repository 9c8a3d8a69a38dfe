import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldedForWords, wordsOf } from '#src/lib/stem.ts';
import { wordNumbers, type WordNumbers } from '#src/search/packed/word-numbers.ts';

const text = fc.oneof(
  fc.lorem({ mode: 'sentences', maxCount: 4 }),
  fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'ж', '7', ' ', '-', '’', '/'), maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const read = (numbers: WordNumbers, folded: string): string[] => {
  const count = numbers.read(folded);
  return Array.from(numbers.latest.subarray(0, count), (number) => numbers.words[number] ?? '');
};

describe('numbers of words', () => {
  test('are read from a text word by word, as the words of the text are', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
        const numbers = wordNumbers();
        for (const item of texts) expect(read(numbers, foldedForWords(item))).toEqual(wordsOf(item));
      }),
    );
  });

  test('are the same for the same word and different for different words', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
        const numbers = wordNumbers();
        for (const item of texts) numbers.read(foldedForWords(item));
        expect(new Set(numbers.words).size).toBe(numbers.words.length);
      }),
    );
  });

  test('count from 0 in the order words are first met', () => {
    const numbers = wordNumbers();
    expect(numbers.read('tea bank tea')).toBe(3);
    expect([...numbers.latest.subarray(0, 3)]).toEqual([0, 1, 0]);
    expect(numbers.read('gas bank')).toBe(2);
    expect([...numbers.latest.subarray(0, 2)]).toEqual([2, 1]);
  });

  test('stay as they are while the table grows far beyond its first size', () => {
    const numbers = wordNumbers();
    const all = Array.from({ length: 30_000 }, (_, at) => `word${at.toString(36)}`);
    expect(read(numbers, all.join(' '))).toEqual(all);
    expect(read(numbers, [...all].reverse().join(' '))).toEqual([...all].reverse());
    expect(numbers.words).toHaveLength(all.length);
  });

  test('are different for words of one hash', () => {
    // 32-bit FNV-1a gives both 0x5e4daa9d.
    expect(read(wordNumbers(), 'liquid costarring liquid')).toEqual(['liquid', 'costarring', 'liquid']);
  });

  test('are kept for words whose letters take much room', () => {
    const numbers = wordNumbers();
    const long = ['x'.repeat(40_000), `${'x'.repeat(40_000)}y`, 'ж'.repeat(70_000)];
    expect(read(numbers, long.join(' '))).toEqual(long);
    expect(read(numbers, long.join(' '))).toEqual(long);
    expect(numbers.words).toHaveLength(3);
  });

  test('can be had for a piece of a text, the same as for the word by itself', () => {
    const numbers = wordNumbers();
    numbers.read('warm space');
    expect(numbers.numberOf('a warm SPACE', 2, 6)).toBe(0);
    expect(numbers.numberOf('space', 0, 5)).toBe(1);
    expect(numbers.numberOf('spaces', 0, 6)).toBe(2);
    expect(numbers.words).toEqual(['warm', 'space', 'spaces']);
  });

  test.each(['', ' ', ' -- '])('of "%s" are none', (nothing) => {
    expect(wordNumbers().read(nothing)).toBe(0);
  });

  test.each(['constructor', 'toString', 'hasownproperty'])('"%s" is a word like any other', (name) => {
    const numbers = wordNumbers();
    expect(numbers.numberOf(name, 0, name.length)).toBe(0);
    expect(numbers.words).toEqual([name]);
  });
});
