import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stem, wordsOf } from '#src/lib/stem.ts';
import { openText, packText, topDocuments } from '#src/search/text/text-index.ts';
import { anyDocument, askLunr, lunrIndex, textDocument } from './lunr-index.ts';

const indexOf = (...names: string[]) => openText(packText(names.map((name) => textDocument({ name }))));
const stemsOf = (document: object): string[] => [
  ...new Set(Object.values(document).flatMap((text) => wordsOf(String(text)).map(stem))),
];
/** Weights to three decimals in each of six fields, from an idf in single precision. */
const ROUNDING = 0.0061;

describe('a document put in after the build', () => {
  test('weighs what the same text weighs in the build, so what lunr gives it', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { minLength: 1, maxLength: 15 }), fc.nat(), (documents, chosen) => {
        const number = chosen % documents.length;
        const again = documents[number] ?? textDocument({});
        const index = openText(packText(documents));
        const lunr = lunrIndex(documents);
        index.put(documents.length, again);
        for (const stemmed of stemsOf(again)) {
          const theirs = askLunr(lunr, [stemmed]).find(({ document }) => document === number)?.score ?? NaN;
          const ours = index.weightIn(stemmed, documents.length);
          expect(Math.abs(ours - theirs)).toBeLessThan(ROUNDING);
          expect(Math.abs(ours - index.weightIn(stemmed, number))).toBeLessThan(ROUNDING);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('takes the place of the old one: order and scores are those of the build', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { minLength: 2, maxLength: 15 }), (documents) => {
        const index = openText(packText(documents));
        const stems = stemsOf(documents[0] ?? {}).slice(0, 4);
        const before = topDocuments(index, stems, documents.length);
        documents.forEach((document, number) => index.put(documents.length + number, document));
        const after = topDocuments(
          index,
          stems,
          documents.length,
          (document) => document >= documents.length,
        );
        expect(after.documents).toHaveLength(before.documents.length);
        after.scores.forEach((score, rank) =>
          expect(Math.abs(score - (before.scores[rank] ?? NaN))).toBeLessThan(ROUNDING * stems.length),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('weighs a word that is new to the directory as if one document of the build had it', () => {
    const index = indexOf(...Array.from({ length: 10 }, () => 'tea bank'));
    index.put(10, textDocument({ name: 'zebra bank' }));
    // boost 6, a field of average length, the word once: 6 x idf.
    expect(index.weightIn('zebra', 10)).toBeCloseTo(6 * Math.log(1 + 9.5 / 1.5), 3);
    expect(index.idf('zebra')).toBeCloseTo(Math.log(1 + 9.5 / 1.5), 10);
    expect(index.rarity('zebra')).toBe(1);
  });

  test('does not change how rare a word of the build is, nor what it weighs elsewhere', () => {
    const index = indexOf('tea bank', 'tea', 'gas');
    const before = [index.idf('bank'), index.rarity('bank'), index.weightIn('bank', 0), index.size];
    for (let number = 3; number < 40; number += 1) index.put(number, textDocument({ name: 'bank' }));
    expect([index.idf('bank'), index.rarity('bank'), index.weightIn('bank', 0), index.size]).toEqual(before);
  });

  test('is found by words of the build and by its own, after those of the build', () => {
    const index = indexOf('tea', 'bank');
    index.put(2, textDocument({ name: 'tea', venues: 'Zebra House' }));
    index.put(5, textDocument({ description: 'tea' }));
    expect(index.postings('tea').map(({ documents }) => [...documents])).toEqual([[0], [2, 5]]);
    expect(index.postings('zebra').map(({ documents }) => [...documents])).toEqual([[2]]);
    expect([index.has('zebra'), index.has('lion')]).toEqual([true, false]);
    expect([index.weightIn('zebra', 0), index.weightIn('bank', 2), index.weightIn('tea', 3)]).toEqual([
      0, 0, 0,
    ]);
    expect([...topDocuments(index, ['zebra', 'tea'], 9).documents]).toEqual([2, 0, 5]);
  });

  test('counts each of its fields once, added up as the build does', () => {
    const index = indexOf('tea tea', 'bank');
    index.put(2, textDocument({ name: 'tea', summary: 'tea', description: 'tea tea tea' }));
    expect([...(index.postings('tea')[1]?.documents ?? [])]).toEqual([2]);
    const inName = indexOf('tea tea', 'bank');
    inName.put(2, textDocument({ name: 'tea' }));
    expect(index.weightIn('tea', 2)).toBeGreaterThan(inName.weightIn('tea', 2));
  });

  test('is there among hundreds of others', () => {
    const index = indexOf('tea');
    for (let number = 1; number <= 300; number += 1) {
      index.put(
        number,
        textDocument({ name: number % 3 === 0 ? 'tea' : 'tea tea', venues: `hall${number}` }),
      );
    }
    expect(index.postings('tea')[1]?.documents).toEqual(Uint32Array.from({ length: 300 }, (_, at) => at + 1));
    expect(index.weightIn('hall299', 299)).toBeGreaterThan(0);
    const rare = [1, 2, 3, 4, 5].map((number) => index.weightIn('tea', number));
    expect(new Set(rare).size).toBe(2);
  });

  test('goes into an index without documents', () => {
    const index = openText(packText([]));
    index.put(0, textDocument({ name: 'Food bank' }));
    expect(index.weightIn('food', 0)).toBeGreaterThan(0);
    expect([...topDocuments(index, ['food'], 5).documents]).toEqual([0]);
  });

  test('has a number above all that came before it', () => {
    const index = indexOf('tea', 'bank');
    expect(() => index.put(1, textDocument({ name: 'soup' }))).toThrow(RangeError);
    index.put(4, textDocument({ name: 'soup' }));
    expect(() => index.put(4, textDocument({ name: 'soup' }))).toThrow(RangeError);
    expect(() => index.put(3, textDocument({ name: 'soup' }))).toThrow(RangeError);
    expect(index.postings('soup').map(({ documents }) => [...documents])).toEqual([[4]]);
  });
});
