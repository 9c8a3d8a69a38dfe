import { placeKeyOfWord, type Gazetteer } from '#src/features/places/rules.ts';
import { normaliseOutcode, normalisePostcode } from '#src/lib/postcode.ts';

const BEFORE_PLACE = new Set(['in', 'near', 'around', 'round', 'nr', 'nearby']);
/** "In Tarnbury", "close to Tarnbury": the words before belong to the place. */
const NEAR_WORDS = new Set(['in', 'near', 'around', 'round', 'nr', 'nearby', 'close']);

export interface PlaceWords {
  start: number;
  end: number; // exclusive
  text: string; // as `resolvePlace` takes it
}

/**
 * The first postcode, outcode or place name among folded words; a postcode goes before a name. A one-word name that
 * is also an ordinary word ("reading") counts only after "in", "near" or the like. Outcodes count only when known.
 */
export function findPlaceWords(
  words: readonly string[],
  gazetteer: Gazetteer,
  ordinaryPlaceNames: ReadonlySet<string>,
): PlaceWords | null {
  const found = findPostcode(words, gazetteer) ?? findName(words, gazetteer, ordinaryPlaceNames);
  if (found === null) return null;
  let start = found.start;
  if (words[start - 1] === 'to' && words[start - 2] === 'close') start -= 1;
  if (NEAR_WORDS.has(words[start - 1] ?? '')) start -= 1;
  return { ...found, start };
}

function findPostcode(words: readonly string[], gazetteer: Gazetteer): PlaceWords | null {
  for (let at = 0; at < words.length; at += 1) {
    for (const length of [2, 1]) {
      const postcode = normalisePostcode(words.slice(at, at + length).join(''));
      const word = words[at] ?? '';
      // "BFPO 12": the first half of a forces postcode has no digit.
      const firstHalf = normaliseOutcode(word) ?? word.toUpperCase();
      const isWhole = length === 1 || firstHalf === postcode?.split(' ')[0];
      if (postcode !== null && isWhole && at + length <= words.length) {
        return { start: at, end: at + length, text: postcode };
      }
    }
  }
  const at = words.findIndex((word) => gazetteer.outcodes.has(normaliseOutcode(word) ?? ''));
  return at === -1 ? null : { start: at, end: at + 1, text: normaliseOutcode(words[at] ?? '') ?? '' };
}

function findName(
  words: readonly string[],
  gazetteer: Gazetteer,
  ordinaryPlaceNames: ReadonlySet<string>,
): PlaceWords | null {
  // Folded words need no folding again; a word that names leave out is in no name.
  const keys = words.map(placeKeyOfWord);
  for (let length = Math.min(gazetteer.longestName, words.length); length >= 1; length -= 1) {
    // From the end: people name the place last.
    for (let start = words.length - length; start >= 0; start -= 1) {
      const window = keys.slice(start, start + length);
      if (window.includes('')) continue;
      const key = window.join(' ');
      if (key.length < 3 || !gazetteer.byName.has(key)) continue;
      const text = words.slice(start, start + length).join(' ');
      if (ordinaryPlaceNames.has(key) && !BEFORE_PLACE.has(words[start - 1] ?? '')) continue;
      return { start, end: start + length, text };
    }
  }
  return null;
}
