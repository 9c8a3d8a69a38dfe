import { wordsOf } from '#src/lib/stem.ts';
import type { NeedTree } from './content.ts';
import { buildPhraseMatcher, isTellingWord, matchPhrases, type PhraseMatcher } from './phrases.ts';

/** What a service says about itself, as an importer has it. */
export interface ServiceText {
  name: string;
  description: string | null;
}

/** Points below which a need is not suggested: more than one weak word must speak for it. */
const ENOUGH = 1.5;
/** A description of at most this many words says every word on purpose. */
const SHORT_DESCRIPTION = 25;

const matchers = new WeakMap<NeedTree, PhraseMatcher>();

/** The matcher of a tree, made once. */
export function matcherOf(tree: NeedTree): PhraseMatcher {
  const matcher = matchers.get(tree) ?? buildPhraseMatcher(tree);
  matchers.set(tree, matcher);
  return matcher;
}

/**
 * The needs that a service's own words speak of, the clearest first, at most `limit`: an importer's suggestion, to be
 * confirmed by a person. Words of the name count more than words of the description; a single word in a long
 * description is not enough; a top need is left out when one below it is suggested. The same text always gives the
 * same answer.
 */
export function suggestNeeds(tree: NeedTree, text: ServiceText | string, limit: number): string[] {
  const service = typeof text === 'string' ? { name: '', description: text } : text;
  const matcher = matcherOf(tree);
  const points = new Map<string, number>();
  addPoints(points, matcher, wordsOf(service.name), { phrase: 3, word: 2 });
  const description = wordsOf(service.description ?? '');
  addPoints(points, matcher, description, {
    phrase: 1.5,
    word: description.length <= SHORT_DESCRIPTION ? 1 : 0.5,
  });

  const order = [...tree.bySlug.keys()];
  const enough = [...points].filter(([, score]) => score >= ENOUGH);
  const parents = new Set(enough.map(([slug]) => tree.bySlug.get(slug)?.parent ?? null));
  return enough
    .filter(([slug]) => !parents.has(slug))
    .sort(([a, left], [b, right]) => right - left || order.indexOf(a) - order.indexOf(b))
    .slice(0, Math.max(0, limit))
    .map(([slug]) => slug);
}

/** Adds the points of each different phrase once; a phrase of two needs speaks less for each. */
function addPoints(
  points: Map<string, number>,
  matcher: PhraseMatcher,
  words: readonly string[],
  worth: { phrase: number; word: number },
): void {
  const seen = new Set<string>();
  for (const match of matchPhrases(matcher, words)) {
    if (seen.has(match.phrase)) continue;
    seen.add(match.phrase);
    const telling = words.slice(match.start, match.end).filter(isTellingWord).length;
    if (telling === 0) continue;
    const share = match.slugs.length > 1 ? 0.75 : 1;
    for (const slug of match.slugs) {
      points.set(slug, (points.get(slug) ?? 0) + share * (telling > 1 ? worth.phrase : worth.word));
    }
  }
}
