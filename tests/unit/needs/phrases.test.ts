import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildPhraseMatcher, matchPhrases } from '#src/features/needs/phrases.ts';
import { wordsOf } from '#src/lib/stem.ts';
import { need, tree } from '../search/mini/needs.ts';

const TREE = tree([
  need('debt', 'Debt', ['gas bill arrears', 'bill']),
  need('energy', 'Gas and electricity', ["can't pay the gas bill", 'gas bill']),
  need('sick', 'Sickness', ['on the sick', 'the change']),
  need('carers', 'Caring', ['my mum']),
  need('older', 'Older people', ['my mum']),
]);
const matcher = buildPhraseMatcher(TREE);
const found = (text: string) =>
  matchPhrases(matcher, wordsOf(text)).map(({ phrase, slugs }) => [phrase, ...slugs]);

describe('everyday phrases in a text', () => {
  test('the longest wins and no word is used twice', () => {
    expect(found('gas bill arrears')).toEqual([['gas bill arrears', 'debt']]);
    expect(found('a gas bill and a bill')).toEqual([
      ['gas bill', 'energy'],
      ['bill', 'debt'],
    ]);
  });

  test('other forms of a word are the same word', () => {
    expect(found('gas bills')).toEqual([['gas bill', 'energy']]);
  });

  test('small words may be put in or left out', () => {
    expect(found("can't pay my gas bill")).toEqual([["can't pay the gas bill", 'energy']]);
    expect(found('cant pay gas bill')).toEqual([["can't pay the gas bill", 'energy']]);
    expect(found('on sick')).toEqual([['on the sick', 'sick']]);
  });

  test('a phrase is never worn down to one ordinary word', () => {
    expect(found('change of address')).toEqual([]);
    expect(found('the change of life')).toEqual([['the change', 'sick']]);
  });

  test('a phrase of two needs says both, in the order of the tree', () => {
    expect(found('about my mum')).toEqual([['my mum', 'carers', 'older']]);
  });

  test('spans are in words, the end not included', () => {
    expect(matchPhrases(matcher, wordsOf('I am on the sick now'))).toMatchObject([{ start: 2, end: 5 }]);
  });

  test('matches lie inside the text, one after another, for any words', () => {
    const word = fc.constantFrom(
      'gas',
      'bill',
      'bills',
      'arrears',
      'the',
      'my',
      'mum',
      'on',
      'sick',
      'cant',
      'pay',
      'x',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        let last = 0;
        for (const { start, end } of matchPhrases(matcher, words)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(words.length);
      }),
    );
  });

  test('ten thousand words are matched without delay', () => {
    const before = performance.now();
    matchPhrases(
      matcher,
      Array.from({ length: 10_000 }, () => 'the'),
    );
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

test('a word says most about a need when its phrase is short and no other need has it', () => {
  const weightOf = (word: string, slug: string): number =>
    matcher.byWord.get(word)?.find((item) => item.slug === slug)?.weight ?? 0;
  expect(weightOf('bill', 'debt')).toBeGreaterThan(weightOf('bill', 'energy'));
  expect(weightOf('arrear', 'debt')).toBeCloseTo(1 / 3);
});
