import type { KnownWords } from '#src/features/insight/private-words.ts';
import { searchedFor, type SearchedFor } from '#src/features/insight/rules.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words of everybody's in a made-up directory: names, streets and places are among them on purpose. */
const ORDINARY = set(
  'food bank parcel lonely debt clinic fell mum dad friend neighbour garden cook hill baker park mill lane rose mark will road cross bus lift reading sale noise street dance old year wednesday credit sits alone husband home help market',
);
const NEED_WORDS = set('food bank parcel lonely debt fell garden cook credit home');
const FILLER = set('i need a an the my is at in and with for me help to who has of on near im from');
export const PLACE_NAMES = set('tarnbury reading sale').union(
  new Set(['newton le moors', 'market street', 'old mill', 'isle of ash']),
);

/** What that directory knows. */
export const KNOWN: KnownWords = {
  isOrdinary: (word) => ORDINARY.has(word),
  isNeedWord: (word) => NEED_WORDS.has(word),
  isFiller: (word) => FILLER.has(word),
  isPlaceName: (words) => PLACE_NAMES.has(words),
  longestPlaceName: 3,
};

/** A search for these words, with one result and no needs unless something else is given. */
export const search = (
  q: string,
  more: Partial<Parameters<typeof searchedFor>[0]> = {},
): SearchedFor | undefined =>
  searchedFor({ q, corrected: [], needs: [], results: 1, isLookedAtAgain: false, ...more }, KNOWN);
