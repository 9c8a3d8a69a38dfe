import fc from 'fast-check';
import lunr from 'lunr';
import { describe, expect, test } from 'vitest';
import { stem, wordsOf } from '#src/lib/stem.ts';
import { buildTextIndex, FIELD_BOOSTS, weightIn, type TextDocument } from '#src/search/text/text-index.ts';

const document = (more: Partial<TextDocument>): TextDocument => ({
  name: '',
  organisation: '',
  summary: '',
  needs: '',
  venues: '',
  description: '',
  ...more,
});
const word = fc.constantFrom(
  'bank',
  'food',
  'foods',
  'group',
  'walk',
  'walking',
  'help',
  'home',
  'tea',
  'garden',
);
const sentence = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
const corpus = fc.array(fc.record({ name: sentence, summary: sentence, description: sentence }), {
  minLength: 1,
  maxLength: 30,
});

describe('the text index', () => {
  test('ranks as a lunr index with the same fields does, for any corpus and any words', () => {
    fc.assert(
      fc.property(corpus, fc.uniqueArray(word, { minLength: 1, maxLength: 4 }), (texts, asked) => {
        const documents = texts.map(document);
        const ours = buildTextIndex(documents);
        const theirs = lunr(function () {
          this.pipeline.reset();
          this.searchPipeline.reset();
          this.ref('number');
          for (const [field, boost] of Object.entries(FIELD_BOOSTS)) this.field(field, { boost });
          documents.forEach((item, number) => {
            const fields = Object.entries(item).map(
              ([field, text]) => [field, wordsOf(text).map(stem)] as const,
            );
            this.add({ number: String(number), ...Object.fromEntries(fields) });
          });
        });
        const stems = [...new Set(asked.map(stem))];
        const expected = theirs.query((query) => stems.forEach((item) => query.term(item, {})));
        const scores = new Map(expected.map((hit) => [Number(hit.ref), hit.score] as const));
        const sums = documents.map((_, number) =>
          stems.reduce((sum, item) => sum + weightIn(ours.postings(item), number), 0),
        );
        const known = stems.filter((item) => ours.postings(item).documents.length > 0).length;
        // lunr divides by the length of the query's vector: the root of the number of words it knows.
        sums.forEach((sum, number) =>
          expect(sum / Math.sqrt(Math.max(1, known))).toBeCloseTo(scores.get(number) ?? 0, 2),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('finds a word in any of its forms, and documents in ascending order', () => {
    const index = buildTextIndex([
      document({ name: 'Bills' }),
      document({ summary: 'tea' }),
      document({ description: 'a bill' }),
    ]);
    expect([...index.postings(stem('billing')).documents]).toEqual([0, 2]);
    expect(weightIn(index.postings(stem('bill')), 0)).toBeGreaterThan(
      weightIn(index.postings(stem('bill')), 2),
    );
    expect(weightIn(index.postings(stem('bill')), 1)).toBe(0);
  });

  test.each(['', '*', 'bil*', 'constructor', '__proto__', 'name:bill', '+bill'])(
    '"%s" is only a word that nobody uses',
    (text) => {
      expect(buildTextIndex([document({ name: 'Bills' })]).postings(text).documents).toHaveLength(0);
    },
  );

  test('a rare word is told from a common one', () => {
    const index = buildTextIndex(
      Array.from({ length: 20 }, (_, at) => document({ name: at === 0 ? 'common rare' : 'common' })),
    );
    expect(index.rarity('rare')).toBeGreaterThan(index.rarity('common'));
    expect(index.rarity('rare')).toBeLessThanOrEqual(1);
  });

  test('an index without documents answers with nothing', () => {
    const index = buildTextIndex([]);
    expect(index.postings('bill').documents).toHaveLength(0);
    expect(index.rarity('bill')).toBe(0);
  });
});
