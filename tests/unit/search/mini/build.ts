import { openIndex } from '#src/search/building/open.ts';
import { packIndex, type IndexSources } from '#src/search/building/pack.ts';
import type { SearchIndex } from '#src/search/types.ts';

/** Builds an index from rows and opens it, on the spot. */
export function buildIndex(sources: IndexSources): SearchIndex {
  const { packed, gazetteer } = packIndex(sources);
  return openIndex(packed, gazetteer, sources).index;
}
