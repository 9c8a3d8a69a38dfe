import fc from 'fast-check';
import lunr from 'lunr';
import { stem, wordsOf } from '#src/lib/stem.ts';
import { FIELD_BOOSTS, type TextDocument } from '#src/search/text/text-index.ts';

/** A real lunr index over the stems of texts, to hold our weights and order against. */
export function lunrIndex(documents: readonly TextDocument[]): lunr.Index {
  const builder = new lunr.Builder();
  builder.ref('number');
  for (const [field, boost] of Object.entries(FIELD_BOOSTS)) builder.field(field, { boost });
  documents.forEach((document, number) => {
    const fields = Object.entries(document).map(([field, text]) => [field, wordsOf(text).map(stem)] as const);
    builder.add({ number: String(number), ...Object.fromEntries(fields) });
  });
  return builder.build();
}

/** What lunr answers to any of some stems, best first. */
export const askLunr = (index: lunr.Index, stems: readonly string[]): { document: number; score: number }[] =>
  index
    .query((query) => stems.forEach((item) => query.term(item, { usePipeline: false })))
    .map(({ ref, score }) => ({ document: Number(ref), score }));

export const textDocument = (more: Partial<TextDocument>): TextDocument => ({
  name: '',
  organisation: '',
  summary: '',
  needs: '',
  venues: '',
  description: '',
  ...more,
});

/** Words with forms in common, words a plain object would trip over, and letters of other alphabets. */
export const anyWord = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...'bank food foods group walk walking walked help home housing house'.split(' '),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...'tea garden gardening community communal bill bills'.split(' ')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'constructor',
      '__proto__',
      'hasOwnProperty',
      'valueOf',
      'café',
      'група',
      '社区',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom('a', 'e', 's', 'n', 'g'), minLength: 1, maxLength: 5 }),
  },
);
const anyText = fc.oneof(
  { weight: 1, arbitrary: fc.constant('') },
  { weight: 4, arbitrary: fc.array(anyWord, { maxLength: 14 }).map((words) => words.join(' ')) },
);
export const anyDocument: fc.Arbitrary<TextDocument> = fc.record({
  name: anyText,
  organisation: anyText,
  summary: anyText,
  needs: anyText,
  venues: anyText,
  description: anyText,
});
