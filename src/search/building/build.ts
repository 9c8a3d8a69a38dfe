import { openIndex } from './open.ts';
import { packIndex, type IndexSources } from './pack.ts';
import type { SearchIndex } from '../types.ts';

/** Builds an index from rows and opens it, on the spot. */
export function buildIndex(sources: IndexSources): SearchIndex {
  const { packed, gazetteer } = packIndex(sources);
  return openIndex(packed, gazetteer, sources).index;
}
