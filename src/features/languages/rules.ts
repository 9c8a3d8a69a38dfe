/** A language that the interface is in, beside English, in which all sentences are written. */
export interface Language {
  code: string; // ISO 639: "cy"
  name: string; // in itself: "Cymraeg"
  dir: 'ltr' | 'rtl';
  /** The English sentence to the one in this language. `{name}` stands for what changes; `<1>..</1>` for a link or the like. */
  sentences: ReadonlyMap<string, string>;
}

export type Languages = ReadonlyMap<string, Language>;

/** What stands for an element in a sentence: `<1>`, `</1>`; `<1/>` for one whose inside is not the sentence's. */
export const MARKER = /<\/?\d+\/?>/g;
/** What stands for something that changes; in a translation "|lower" has it begin with a small letter. */
export const PLACEHOLDER = /\{([a-z]+\d*)(\|lower)?\}/g;

/**
 * What is wrong with a translation, or null: it must have each element of its English sentence once, nested as there
 * is need, and stand for nothing that the English does not have.
 */
export function faultOf(english: string, translation: string): string | null {
  const markers = (text: string): string[] => [...text.matchAll(MARKER)].map(([marker]) => marker);
  if ([...markers(english)].sort().join() !== [...markers(translation)].sort().join())
    return 'has not the same elements';
  if (!isNested(markers(english)) || !isNested(markers(translation))) return 'has elements that overlap';
  const names = new Set([...english.matchAll(PLACEHOLDER)].map(([, name]) => name));
  const unknown = [...translation.matchAll(PLACEHOLDER)].find(([, name]) => !names.has(name));
  return unknown === undefined ? null : `has ${unknown[0]}, which the English has not`;
}

function isNested(markers: readonly string[]): boolean {
  const open: string[] = [];
  for (const marker of markers) {
    if (marker.endsWith('/>')) continue;
    if (!marker.startsWith('</')) open.push(marker);
    else if (open.pop() !== marker.replace('/', '')) return false;
  }
  return open.length === 0;
}
