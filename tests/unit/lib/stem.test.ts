import { expect, test } from 'vitest';
import { stem, wordsOf } from '#src/lib/stem.ts';

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
