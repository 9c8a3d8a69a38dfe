import type { Need, NeedTree } from '#src/features/needs/content.ts';
import { matchPhrases } from '#src/features/needs/phrases.ts';
import { matcherOf } from '#src/features/needs/rules.ts';
import { stem, wordsOf } from '#src/lib/stem.ts';
import { FILLER, RELATIONS } from '#src/search/text/filler.ts';
import type { SearchIndex } from '#src/search/types.ts';
import { understand } from '#src/search/understand.ts';

/** What can be wrong with the everyday words of the needs; each check answers with lines for people, none when all is well. */

const SMALL_WORDS = new Set('a an the my his her our your their some any of'.split(' '));
const MOST_NEEDS_OF_A_PHRASE = 2;
/** Ordinary questions that a phrase must survive. */
const QUESTIONS = ['can someone help me with %', 'i am looking for % near me'];

/** The rule for a phrase of two needs: parent and child, two below one top need, or one related to the other. */
export function belongTogether(tree: NeedTree, one: string, other: string): boolean {
  const [a, b] = [tree.bySlug.get(one), tree.bySlug.get(other)];
  if (a === undefined || b === undefined) return false;
  if (one === other || a.parent === other || b.parent === one) return true;
  return (a.parent !== null && a.parent === b.parent) || a.related.includes(other) || b.related.includes(one);
}

const ownWords = (tree: NeedTree): { need: Need; phrase: string; words: string[] }[] =>
  [...tree.bySlug.values()].flatMap((need) =>
    [need.name, ...need.words].map((phrase) => ({ need, phrase, words: wordsOf(phrase) })),
  );

const withoutSmallWords = (words: readonly string[]): string => {
  const large = words.filter((word) => !SMALL_WORDS.has(word));
  return (large.length > 1 ? large : words).map(stem).join(' ');
};

/** Phrases a need has twice, also in another form ("bill", "bills") or with a small word more. */
export function repeatedPhrases(tree: NeedTree): string[] {
  const seen = new Set<string>();
  return ownWords(tree).flatMap(({ need, phrase, words }) => {
    const key = `${need.slug} ${withoutSmallWords(words)}`;
    if (seen.has(key)) return [`${need.slug}: ${phrase}`];
    seen.add(key);
    return [];
  });
}

/** Phrases that, typed alone, stand for needs that do not belong together, or for too many. */
export function phrasesOfStrangers(tree: NeedTree): string[] {
  const lines = ownWords(tree).flatMap(({ phrase, words }) => {
    const slugs = matchPhrases(matcherOf(tree), words).flatMap((match) => [...match.slugs]);
    const strangers = slugs.some((a) => slugs.some((b) => !belongTogether(tree, a, b)));
    return strangers || slugs.length > MOST_NEEDS_OF_A_PHRASE ? [`${phrase}: ${slugs.join(', ')}`] : [];
  });
  return [...new Set(lines)];
}

/** Names and phrases that, typed alone, are not read as one whole phrase of their own need. */
export function phrasesGoneAstray(tree: NeedTree): string[] {
  return ownWords(tree).flatMap(({ need, phrase, words }) => {
    const [match, ...others] = matchPhrases(matcherOf(tree), words);
    const isWhole = match !== undefined && others.length === 0 && match.end - match.start === words.length;
    return isWhole && match.slugs.includes(need.slug) ? [] : [`${need.slug}: ${phrase}`];
  });
}

/**
 * Phrases that the search never reads as their need: single words that are filler, and what the spelling, the
 * places or the filters take for themselves.
 */
export function phrasesLeadingNowhere(tree: NeedTree, index: SearchIndex): string[] {
  return ownWords(tree).flatMap(({ need, phrase, words }) => {
    const [only = ''] = words;
    const isFiller = words.length === 1 && (FILLER.has(only) || RELATIONS.has(only));
    const isRead = understand(index, phrase).needs.some(({ value }) => value === need.slug);
    return isFiller || !isRead ? [`${need.slug}: ${phrase}`] : [];
  });
}

/** Phrases that vanish in an ordinary question, because a phrase of a stranger swallows their words. */
export function swallowedPhrases(tree: NeedTree): string[] {
  return ownWords(tree).flatMap(({ need, phrase }) =>
    QUESTIONS.map((question) => question.replace('%', phrase)).filter(
      (question) =>
        !matchPhrases(matcherOf(tree), wordsOf(question)).some((match) =>
          match.slugs.some((slug) => belongTogether(tree, slug, need.slug)),
        ),
    ),
  );
}
