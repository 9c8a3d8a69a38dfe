import lunr from 'lunr';
import { FIELD_BOOSTS } from '#src/search/text/text-index.ts';
import type { JudgedDocument } from '../place.ts';
import { FIELDS, plainWords, type Engine } from './engine.ts';

/** lunr as its guide begins: the fields with their boosts, any word may match; by query(), as search() has a syntax. */
export function plainLunr(documents: readonly JudgedDocument[]): Engine {
  const builder = new lunr.Builder();
  builder.pipeline.add(lunr.trimmer, lunr.stopWordFilter, lunr.stemmer);
  builder.searchPipeline.add(lunr.stemmer);
  builder.ref('slug');
  for (const field of FIELDS) builder.field(field, { boost: FIELD_BOOSTS[field] });
  for (const { slug, text } of documents) builder.add({ slug, ...text });
  const index = builder.build();
  return {
    name: 'plain lunr, OR',
    first: (words, most) => {
      const asked = plainWords(words);
      if (asked.length === 0) return []; // to lunr a query without a term is a query for everything
      const hits = index.query((query) => {
        for (const word of asked) query.term(word, {});
      });
      return hits.slice(0, most).map(({ ref }) => ref);
    },
  };
}
