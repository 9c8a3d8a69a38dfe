import { stringify } from 'yaml';
import { mapFile, type MappedFile } from '#src/features/imports/csv/map-file.ts';
import { readMapping } from '#src/features/imports/csv/mapping.ts';
import type { Need, NeedTree } from '#src/features/needs/content.ts';

const need = (slug: string, name: string, words: string[]): Need => ({
  slug,
  name,
  description: name,
  picture: '1F4AC',
  words,
  related: [],
  urgent: [],
  sensitive: false,
  firstSteps: [],
  parent: null,
  children: [],
});
const NEEDS = [
  need('warm-places', 'Warm places to go', ['warm space']),
  need('community-meals', 'A hot meal with other people', ['lunch club']),
  need('arts-and-crafts', 'Arts and crafts', ['knitting group']),
];
export const TREE: NeedTree = { bySlug: new Map(NEEDS.map((item) => [item.slug, item])), top: NEEDS };

/** The least a mapping must say, with more merged into its parts. */
export const mapping = (more: Record<string, unknown> = {}): string => {
  const base: Record<string, unknown> = {
    id: ['id'],
    organisation: { name: '{org}', sector: 'community' },
    service: { name: '{name}', delivery: ['venue'] },
  };
  for (const [key, value] of Object.entries(more)) {
    const isPart = value !== null && typeof value === 'object' && !Array.isArray(value);
    base[key] = isPart ? { ...(base[key] as object | undefined), ...value } : value;
  }
  return stringify(base);
};

/** Maps a file made up in a test. */
export const mapText = (csv: string, more: Record<string, unknown> = {}): MappedFile =>
  mapFile(new TextEncoder().encode(csv), readMapping(mapping(more), 'test.yaml'), TREE);
