import { searchedFor, type SearchedFor } from '#src/features/insight/rules.ts';
import { placeKey } from '#src/features/places/rules.ts';
import { filterPairs } from '../params.ts';
import { FILLER } from '../text/filler.ts';
import type { SearchAnswer, SearchIndex, SearchParams } from '../types.ts';

/** Two small words that a place's name is looked up without ("Isle of the Ash and Oak"). */
const WORDS_LEFT_OUT = 2;

/** What may be counted of a search that was answered; undefined when it is none, or the same one looked at again. */
export function describeSearched(
  index: SearchIndex,
  params: SearchParams,
  answer: Pick<SearchAnswer, 'understood' | 'total'>,
): SearchedFor | undefined {
  const { gazetteer, matcher, vocabulary } = index;
  const isLookedAtAgain = params.page > 1 || params.sort !== 'best' || filterPairs(params.filters).length > 0;
  return searchedFor(
    {
      q: params.q,
      corrected: answer.understood.corrected,
      needs: answer.understood.needs.map((need) => need.slug),
      results: answer.total,
      isLookedAtAgain,
    },
    {
      isOrdinary: (word) => vocabulary.isOrdinary(word),
      isNeedWord: (word) => matcher.vocabulary.has(word),
      isFiller: (word) => FILLER.has(word),
      isPlaceName: (words) => gazetteer.byName.has(placeKey(words)),
      longestPlaceName: gazetteer.longestName + WORDS_LEFT_OUT,
    },
  );
}
