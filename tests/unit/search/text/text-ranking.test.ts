import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stem } from '#src/lib/stem.ts';
import { openText, packText, topDocuments, type TextDocument } from '#src/search/text/text-index.ts';
import { anyDocument, anyWord, askLunr, lunrIndex, textDocument } from './lunr-index.ts';

const indexOf = (documents: Iterable<TextDocument>) => openText(packText(documents));
const corpus = fc.array(anyDocument, { minLength: 1, maxLength: 40 });
const question = fc.array(anyWord.map(stem), { minLength: 1, maxLength: 5 });

describe('the order of documents', () => {
  test("is a real lunr index's, for any texts and any words, and so are the scores", () => {
    fc.assert(
      fc.property(corpus, question, (documents, stems) => {
        const ours = topDocuments(indexOf(documents), stems, 20);
        const theirs = askLunr(lunrIndex(documents), stems);
        const scoreOf = new Map(theirs.map(({ document, score }) => [document, score] as const));
        const length = lengthOfQuery(documents, stems);
        expect(ours.documents).toHaveLength(Math.min(20, theirs.length));
        ours.documents.forEach((document, rank) => {
          const score = (ours.scores[rank] ?? 0) / length;
          // The score in this place is lunr's, and so is the score of the document in it: equal up to ties.
          expect(score).toBeCloseTo(theirs[rank]?.score ?? NaN, 4);
          expect(score).toBeCloseTo(scoreOf.get(document) ?? NaN, 4);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('is the same over many documents, where only a few can be first', () => {
    const documents = Array.from({ length: 500 }, (_, at) =>
      textDocument({
        name: `tea ${at % 7 === 0 ? 'bank' : ''}`,
        description: 'tea bank '.repeat(1 + (at % 11)),
      }),
    );
    const ours = topDocuments(indexOf(documents), ['tea', 'bank'], 20);
    const theirs = askLunr(lunrIndex(documents), ['tea', 'bank']);
    ours.scores.forEach((score, rank) =>
      expect(score / Math.SQRT2).toBeCloseTo(theirs[rank]?.score ?? NaN, 4),
    );
  });

  test('is whole: the best few are those of all, and equal ones stand by number', () => {
    fc.assert(
      fc.property(corpus, question, fc.nat(12), (documents, stems, most) => {
        const index = indexOf(documents);
        const sums = documents.map((_, number) => ({
          number,
          score: stems.reduce((sum, item) => sum + index.weightIn(item, number), 0),
        }));
        const all = sums
          .filter(({ score }) => score > 0)
          .sort((a, b) => b.score - a.score || a.number - b.number);
        expect([...topDocuments(index, stems, most).documents]).toEqual(
          all.slice(0, most).map(({ number }) => number),
        );
      }),
    );
  });

  test('counts a stem that is asked for twice twice', () => {
    const index = indexOf([textDocument({ name: 'tea' }), textDocument({ name: 'bank' })]);
    const [once, twice] = [topDocuments(index, ['tea'], 5), topDocuments(index, ['tea', 'tea'], 5)];
    expect(twice.scores[0]).toBeCloseTo(2 * (once.scores[0] ?? 0), 6);
  });

  test('leaves out documents that are gone, however well they match', () => {
    const index = indexOf(['tea tea', 'tea', 'tea bank'].map((name) => textDocument({ name })));
    expect([...topDocuments(index, ['tea'], 2, (document) => document !== 0).documents]).toEqual([1, 2]);
    expect([...topDocuments(index, ['tea'], 2, () => false).documents]).toEqual([]);
  });

  test('does not depend on what was asked before, of this index or of another', () => {
    const small = indexOf([textDocument({ name: 'tea' })]);
    const large = indexOf(Array.from({ length: 50 }, () => textDocument({ name: 'tea bank' })));
    const before = topDocuments(small, ['tea'], 5);
    topDocuments(large, ['tea', 'bank'], 5);
    expect(() => topDocuments(large, ['tea'], 5, () => expect.fail('asked'))).toThrow('asked');
    expect(topDocuments(small, ['tea'], 5)).toEqual(before);
  });

  test('holds when a later document lies far beyond all that were asked about before', () => {
    const index = indexOf([textDocument({ name: 'tea bank' }), textDocument({ name: 'tea' })]);
    const scoreOf = (document: number): number =>
      index.weightIn('tea', document) + index.weightIn('bank', document);
    index.put(60_000, textDocument({ name: 'tea' }));
    const found = topDocuments(index, ['tea', 'bank'], 5);
    expect([...found.documents].sort((a, b) => a - b)).toEqual([0, 1, 60_000]);
    expect([...found.scores]).toEqual([...found.documents].map(scoreOf));
  });

  test.each([
    ['no words', []],
    ['an unknown word', ['zebra']],
    ['an empty word', ['']],
  ])('of %s is empty', (_, stems) => {
    const found = topDocuments(indexOf([textDocument({ name: 'tea' })]), stems, 20);
    expect([found.documents.length, found.scores.length]).toEqual([0, 0]);
  });
});

/** lunr divides by the length of the query's vector: each stem it knows counts as often as it is asked for. */
function lengthOfQuery(documents: readonly TextDocument[], stems: readonly string[]): number {
  const index = indexOf(documents);
  const counts = new Map<string, number>();
  for (const item of stems) if (index.has(item)) counts.set(item, (counts.get(item) ?? 0) + 1);
  return Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0)) || 1;
}
