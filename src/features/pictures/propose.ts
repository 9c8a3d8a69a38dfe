import { stem, wordsOf } from '#src/lib/stem.ts';

/** The pictures that an idea in easy read can have. */
export interface IdeaPictures {
  /** By name, as people choose from them. */
  all: readonly { key: string; name: string }[];
  /** The picture that each word or phrase speaks of, by its stems: "hot drink", "tea". */
  byWords: ReadonlyMap<string, string>;
}

/** More words than this do not make one phrase. */
export const MOST_WORDS_OF_PHRASE = 3;
/** What an idea gets that speaks of no picture: somebody who speaks. */
export const PLAIN_PICTURE = 'speaking';

/** A word or phrase as it is looked up: however it is written, one or many. */
export const phraseKey = (text: string): string => wordsOf(text).map(stem).join(' ');

/**
 * The picture that fits the words of an idea: the one that most of its words speak of, a phrase counting for each of its
 * words; of two alike the one that comes first. Words that speak of none get the plain picture.
 */
export function proposePicture(words: string, { byWords }: Pick<IdeaPictures, 'byWords'>): string {
  const stems = wordsOf(words).map(stem);
  const counts = new Map<string, number>();
  let at = 0;
  while (at < stems.length) {
    let taken = 1;
    for (let length = MOST_WORDS_OF_PHRASE; length >= 1; length -= 1) {
      const picture = byWords.get(stems.slice(at, at + length).join(' '));
      if (picture === undefined || at + length > stems.length) continue;
      counts.set(picture, (counts.get(picture) ?? 0) + length);
      taken = length;
      break;
    }
    at += taken;
  }
  const [best = PLAIN_PICTURE] = [...counts].reduce<[string?, number?]>(
    (first, next) => ((first[1] ?? 0) >= next[1] ? first : next),
    [],
  );
  return best;
}
