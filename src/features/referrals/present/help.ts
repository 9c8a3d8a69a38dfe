import { choicesInWords } from '#src/lib/text.ts';

/** The part of the needs tree that names need. */
export interface NeedNames {
  bySlug: ReadonlyMap<string, { name: string }>;
}

/** What kind of help is asked for: "Getting a hot meal and feeling lonely". A need that is gone is left out. */
export function helpInWords(needs: NeedNames, slugs: readonly string[]): string {
  const names = slugs.flatMap((slug) => needs.bySlug.get(slug)?.name ?? []);
  return names.length === 0 ? 'Help from your service' : choicesInWords(names);
}
