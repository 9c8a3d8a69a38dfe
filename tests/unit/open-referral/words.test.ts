import { expect, test } from 'vitest';
import { holdsWords } from '#src/features/open-referral/words.ts';

test.each([
  ['tea', ['Tea and chat']],
  ['CHAT tea', ['Tea and chat']],
  ['cafe', ['St Ann’s Café']],
  ['tea bristow', ['Tea', 'Run by Bristow']],
  ['neigh', ['Neighbours']],
  ['…', ['anything']],
])('“%s” is held by %j', (words, texts) => {
  expect(holdsWords(words, texts)).toBe(true);
});

test.each([
  ['tea coffee', ['Tea and chat']],
  ['teaandchat', ['Tea and chat']],
  ['tea', [null, undefined, '']],
])('“%s” is not held by %j', (words, texts) => {
  expect(holdsWords(words, texts)).toBe(false);
});
