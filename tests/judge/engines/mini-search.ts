import { FIELD_BOOSTS } from '#src/search/text/text-index.ts';
import type { JudgedDocument } from '../place.ts';
import { FIELDS, plainWords, type Engine } from './engine.ts';

const load = (): Promise<typeof import('minisearch')> => import('minisearch');

/**
 * MiniSearch with the fields' boosts, word beginnings and fuzzy 0.2, as its documentation recommends. Null when the
 * package, which only the judge uses, is not installed.
 */
export async function miniSearch(
  documents: readonly JudgedDocument[],
  loadPackage = load,
): Promise<Engine | null> {
  const loaded = await loadPackage().catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  });
  if (loaded === null) return null;
  const index = new loaded.default({ idField: 'slug', fields: [...FIELDS] });
  index.addAll(documents.map(({ slug, text }) => ({ slug, ...text })));
  const options = { boost: { ...FIELD_BOOSTS }, prefix: true, fuzzy: 0.2 };
  return {
    name: 'MiniSearch, OR',
    first: (words, most) =>
      index
        .search(plainWords(words).join(' '), options)
        .slice(0, most)
        .map(({ id }) => String(id)),
  };
}
