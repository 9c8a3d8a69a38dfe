import fc from 'fast-check';
import lunr from 'lunr';
import { expect, test } from 'vitest';
import { foldedForWords, isPlainText, stem, wordsOf } from '#src/lib/stem.ts';
import { fold } from '#src/lib/text.ts';

test.each([
  ['bills', 'bill'],
  ['children', 'child'],
  ['fell', 'falls'],
  ['loneliness', 'lonely'],
  ['anxious', 'anxiety'],
  ['drank', 'drinking'],
])('%s and %s are one word', (a, b) => {
  expect(stem(a)).toBe(stem(b));
});

test.each([
  ['carer', 'career'],
  ['debt', 'deaf'],
])('%s and %s are two', (a, b) => {
  expect(stem(a)).not.toBe(stem(b));
});

test('words are folded, and a text without letters or digits has none', () => {
  expect(wordsOf("Can't PAY—gas!")).toEqual(['cant', 'pay', 'gas']);
  expect(wordsOf(' … 😀 ')).toEqual([]);
});

test('the quick way to the words of a text gives those of the folded text', () => {
  const signs = "aZ09 .-_'`\u2018\u2019\u201c\u201d\u2013\u2014\u2022\u2026£@[{~éЖ½\u00a0İß";
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...signs), maxLength: 30 }),
    fc.string({ unit: 'binary-ascii', maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  fc.assert(
    fc.property(text, (item) => {
      expect(wordsOf(item)).toEqual(fold(item).split(' ').filter(Boolean));
      expect(
        foldedForWords(item)
          .split(/[^\p{L}\p{M}\p{N}]+/u)
          .filter(Boolean),
      ).toEqual(wordsOf(item));
    }),
    { numRuns: 1_000 },
  );
});

test('a text is plain when its letters are all a to z, whatever dashes and quotes stand between them', () => {
  expect(['Can’t pay – £5 • “gas”', '', 'Café', 'Група'].map(isPlainText)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('a word is stemmed as lunr stems it, but what is longer than a word is left as it is', () => {
  const long = `${'walk'.repeat(14)}ings`;
  expect(stem(long)).toBe(lunr.stemmer(new lunr.Token(long, {})).toString());
  expect(stem(long)).not.toBe(long);
  expect(stem(`x${long}`)).toBe(`x${long}`);
});
