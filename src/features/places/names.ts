import { editDistance, slipsForgiven } from '#src/lib/spelling.ts';
import { normaliseOutcode, normalisePostcode } from '#src/lib/postcode.ts';
import { fold } from '#src/lib/text.ts';
import { placeKey, type Gazetteer, type Place } from './rules.ts';

/** What came of a place somebody typed. `firstHalfOnly`: only the first half of the postcode was matched. */
export type PlaceResolution =
  | { kind: 'found'; place: Place; firstHalfOnly: boolean; others: readonly Place[] }
  | { kind: 'ambiguous'; text: string; candidates: readonly Place[] }
  | { kind: 'unknown'; text: string; suggestions: readonly Place[] };

const NEAR =
  /^(?:i live |we live |i am |im )?(?:near(?: to)?|close to|next to|around|round|in|at|by|from|within)\s+(?=\S)/i;
const MOST_SUGGESTIONS = 3;

/** The text without the "near" that people write before a place. */
export const withoutNear = (text: string): string => text.trim().replace(NEAR, '').trim();

/** A place by its whole name, or by its name and county: "Ashton", "ashton, lancashire", "Ashton Lancashire". */
export function findNamed(gazetteer: Gazetteer, text: string): PlaceResolution | null {
  const whole = gazetteer.byName.get(placeKey(text));
  if (whole !== undefined) return choose(gazetteer, text, whole);
  const words = placeKey(text).split(' ');
  for (let length = words.length - 1; length >= 1; length -= 1) {
    const places = gazetteer.byName.get(words.slice(0, length).join(' '));
    const county = words.slice(length).join(' ');
    const within = places?.filter((place) => placeKey(place.areaName ?? '').includes(county)) ?? [];
    if (within.length > 0) return choose(gazetteer, text, within);
  }
  const beforeComma = text.split(',')[0] ?? '';
  const places = text.includes(',') ? gazetteer.byName.get(placeKey(beforeComma)) : undefined;
  return places === undefined ? null : choose(gazetteer, text, places);
}

/** The one nearest to the directory's centre; without a centre nobody can choose. */
function choose(gazetteer: Gazetteer, text: string, places: readonly Place[]): PlaceResolution {
  const [place, ...rest] = places;
  if (place === undefined) return { kind: 'unknown', text, suggestions: [] };
  // Two of one name in one county cannot be told apart in words, so there is nothing to offer.
  const others = rest.filter((other) => other.areaName !== place.areaName);
  if (others.length > 0 && gazetteer.centre === null) return { kind: 'ambiguous', text, candidates: places };
  return { kind: 'found', place, firstHalfOnly: false, others: others.slice(0, MOST_SUGGESTIONS) };
}

export type FoundInside =
  | { kind: 'postcode'; postcode: string }
  | { kind: 'outcode'; outcode: string; isCut: boolean }
  | { kind: 'named'; resolution: PlaceResolution };

/** A postcode, a known place name (the last one, as in an address) or an outcode somewhere within a longer text. */
export function findInside(gazetteer: Gazetteer, text: string): FoundInside | null {
  const words = fold(text).split(' ');
  for (let at = 0; at < words.length; at += 1) {
    for (const joined of [words[at] ?? '', `${words[at] ?? ''}${words[at + 1] ?? ''}`]) {
      const postcode = normalisePostcode(joined);
      if (postcode !== null) return { kind: 'postcode', postcode };
    }
  }
  const name = lastNameIn(gazetteer, words);
  if (name !== null) return { kind: 'named', resolution: choose(gazetteer, text, name) };
  for (const [at, word] of words.entries()) {
    const outcode = normaliseOutcode(word);
    // "MB1 1" is a postcode somebody stopped typing.
    if (outcode !== null) return { kind: 'outcode', outcode, isCut: /^\d/.test(words[at + 1] ?? '') };
  }
  return null;
}

function lastNameIn(gazetteer: Gazetteer, words: readonly string[]): readonly Place[] | null {
  for (let end = words.length; end > 0; end -= 1) {
    for (let start = Math.max(0, end - gazetteer.longestName); start < end; start += 1) {
      const places = gazetteer.byName.get(placeKey(words.slice(start, end).join(' ')));
      if (places !== undefined) return places;
    }
  }
  return null;
}

/** Names spelt nearly like the text, the nearest spelling first, then those nearest to the directory's centre. */
export function suggestPlaces(gazetteer: Gazetteer, text: string): Place[] {
  const key = placeKey(text);
  if (key.length < 3 || key.length > 40) return [];
  const most = Math.max(1, slipsForgiven(key) + (key.length >= 7 ? 1 : 0));
  const found: { place: Place; slips: number }[] = [];
  for (const [name, places] of gazetteer.byName) {
    const place = places[0];
    if (place === undefined) continue;
    const slips = name.startsWith(key) ? 1 : editDistance(key, name, most);
    if (slips <= most) found.push({ place, slips });
  }
  return found
    .sort(
      (a, b) =>
        a.slips - b.slips ||
        a.place.name.length - b.place.name.length ||
        (a.place.name < b.place.name ? -1 : 1),
    )
    .slice(0, MOST_SUGGESTIONS)
    .map((item) => item.place);
}
