import type { NeedTree } from '#src/features/needs/content.ts';
import type { WordKnowledge } from '#src/features/needs/new-words.ts';
import { matcherOf } from '#src/features/needs/rules.ts';
import { placeKey } from '#src/features/places/rules.ts';
import { stem } from '#src/lib/stem.ts';
import { FILLER, RELATIONS } from '../text/filler.ts';
import { needWordsIn } from '../understanding/need-words.ts';
import type { SearchIndex } from '../types.ts';

/** The index as it would be with other needs or other everyday words; the one that answers visitors stays as it is. */
export function withOtherNeeds(index: SearchIndex, needs: NeedTree): SearchIndex {
  const matcher = matcherOf(needs);
  const { vocabulary } = index;
  return {
    ...index,
    needs,
    matcher,
    needWords: new Map(needWordsIn(matcher, index.text)),
    // A word that nobody knew must not be spelt "right" into another one.
    vocabulary: { ...vocabulary, knows: (word) => matcher.vocabulary.has(word) || vocabulary.knows(word) },
  };
}

/** A word by itself that more services use than this part of them tells none apart. */
const COMMON_SHARE = 0.05;
const NEVER_COMMON = 15;

/** What the directory knows of words, for judging new everyday words of needs. */
export function wordKnowledgeOf(index: SearchIndex): WordKnowledge {
  const { byName, outcodes } = index.gazetteer;
  const most = Math.max(NEVER_COMMON, index.count * COMMON_SHARE);
  return {
    needs: index.needs,
    isPlace: (words) =>
      (byName.has(placeKey(words.join(' '))) && !index.ordinaryPlaceNames.has(words.join(' '))) ||
      outcodes.has(words.join('').toUpperCase()),
    saysLittle: (word) => FILLER.has(word) || RELATIONS.has(word),
    isCommon: (word) => usesOf(index, word) > most,
  };
}

const usesOf = (index: SearchIndex, word: string): number =>
  index.text.postings(stem(word)).reduce((sum, { documents }) => sum + documents.length, 0);
