import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stem } from '#src/lib/stem.ts';
import { openText, packText, topDocuments, type TextDocument } from '#src/search/text/text-index.ts';
import { anyDocument, anyWord, askLunr, lunrIndex, textDocument } from './lunr-index.ts';

const indexOf = (documents: Iterable<TextDocument>) => openText(packText(documents));
const corpus = fc.array(anyDocument, { minLength: 1, maxLength: 40 });
const question = fc.array(anyWord.map(stem), { minLength: 1, maxLength: 5 });
const documentsOf = (index: ReturnType<typeof indexOf>, stemmed: string): number[] =>
  index.postings(stemmed).flatMap(({ documents }) => [...documents]);

describe('the text index', () => {
  test("weighs a stem in a document as lunr's query of that one stem does", () => {
    fc.assert(
      fc.property(corpus, anyWord.map(stem), (documents, stemmed) => {
        const index = indexOf(documents);
        const theirs = askLunr(lunrIndex(documents), [stemmed]);
        expect(documentsOf(index, stemmed)).toEqual(
          theirs.map(({ document }) => document).sort((a, b) => a - b),
        );
        for (const { document, score } of theirs)
          expect(index.weightIn(stemmed, document)).toBeCloseTo(score, 4);
      }),
      { numRuns: 150 },
    );
  });

  test('finds a word in any of its forms, and documents in ascending order', () => {
    const index = indexOf([
      textDocument({ name: 'Bills' }),
      textDocument({ summary: 'tea' }),
      textDocument({ description: 'a bill' }),
    ]);
    expect(documentsOf(index, stem('billing'))).toEqual([0, 2]);
    expect(index.weightIn('bill', 0)).toBeGreaterThan(index.weightIn('bill', 2));
    expect(index.weightIn('bill', 2)).toBeGreaterThan(0);
    expect([index.weightIn('bill', 1), index.weightIn('bill', 99), index.weightIn('gas', 0)]).toEqual([
      0, 0, 0,
    ]);
  });

  test('tells a document that has a word from one that has not, even when lunr gives the word no weight', () => {
    // A word that stands in as many fields as there are documents has nearly no idf.
    const documents = Array.from({ length: 5_000 }, (_, at) =>
      textDocument(at % 2 === 0 ? { description: 'tea' } : { description: 'tea', summary: 'bank' }),
    );
    expect(new Set(askLunr(lunrIndex(documents), ['tea']).map(({ score }) => score))).toEqual(new Set([0]));
    const index = indexOf(documents);
    expect(index.weightIn('tea', 0)).toBeGreaterThan(0);
    expect(index.weightIn('tea', 0)).toBeLessThan(0.000_001);
    expect(topDocuments(index, ['tea', 'bank'], 5_000).documents).toHaveLength(5_000);
  });

  test.each(['', '*', 'bil*', 'constructor', '__proto__', 'hasOwnProperty', 'name:bill', '+bill', '\ud83d'])(
    '"%s" is only a word that nobody uses',
    (text) => {
      const index = indexOf([textDocument({ name: 'Bills' })]);
      expect([index.postings(text), index.has(text), index.weightIn(text, 0)]).toEqual([[], false, 0]);
    },
  );

  test('a rare word is told from a common one', () => {
    const index = indexOf(
      Array.from({ length: 20 }, (_, at) => textDocument({ name: at === 0 ? 'common rare' : 'common' })),
    );
    expect(index.rarity('rare')).toBe(1);
    expect(index.rarity('unknown')).toBe(1);
    expect(index.rarity('common')).toBeCloseTo(Math.log(2) / Math.log(21), 10);
    expect(index.idf('rare')).toBeCloseTo(Math.log(1 + 19.5 / 1.5), 10);
    expect(index.idf('common')).toBe(0.3); // never so little that dividing by it makes a word weigh too much
  });

  test('an index without documents answers with nothing', () => {
    const index = indexOf([]);
    expect([index.size, index.postings('bill'), index.has('bill'), index.rarity('bill')]).toEqual([
      0,
      [],
      false,
      0,
    ]);
    expect(topDocuments(index, ['bill'], 5).documents).toHaveLength(0);
  });

  test('reads each document once, from whatever gives them one by one', () => {
    function* documents() {
      yield textDocument({ name: 'tea' });
      yield textDocument({ name: 'bank' });
    }
    expect(documentsOf(indexOf(documents()), 'bank')).toEqual([1]);
  });

  test('can be handed to another thread without a copy, and answers there as it did here', () => {
    fc.assert(
      fc.property(corpus, question, (documents, stems) => {
        const before = topDocuments(indexOf(documents), stems, 20);
        const packed = packText(documents);
        const { terms, starts, idfs, averageLengths } = packed;
        const arrays = [
          terms.bytes,
          terms.offsets,
          starts,
          packed.documents,
          packed.weights,
          idfs,
          averageLengths,
        ];
        for (const array of arrays) expect(array.byteLength).toBe(array.buffer.byteLength);
        const memory = arrays.map((array) => array.buffer as ArrayBuffer);
        const received = structuredClone(packed, { transfer: memory });
        expect(packed.documents).toHaveLength(0);
        expect(topDocuments(openText(received), stems, 20)).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });
});
