import type { Audience } from '#db/vocabulary.ts';
import { matchPhrases } from '#src/features/needs/phrases.ts';
import { AUDIENCE_WORDS } from './text/filler.ts';
import { findPlaceWords } from './understanding/place-words.ts';
import { makeConcepts } from './understanding/concepts.ts';
import { readSentence, takeOut, textWithoutUse, type Sentence } from './understanding/sentence.ts';
import { isFree, takeFilters, type ReadWithCare } from './understanding/take-filters.ts';
import type { SearchIndex, Taken, Understood } from './types.ts';

/** "Near me" in its forms; whoever writes it must be asked where that is. */
const NEAR_ME =
  /\b(?:nearest(?: to (?:me|us|here))?|near(?: to)? (?:me|us|here)|close (?:by|to me)|nearby|(?:in|around) (?:my|the|this) (?:local )?area|round here|around here|locally)\b/;

export interface UnderstandOptions {
  exact?: boolean; // no spelling corrections
  /** Kinds of filter not to read in the sentence: their words stay words. */
  leave?: readonly ReadWithCare[];
}

/**
 * Understands a sentence in everyday words, in this order: unknown words spelt right; the needs' longest phrases;
 * places and postcodes; days, "open now" and "free"; ages, languages, access and how help is given; what is left as
 * words, each with the needs it hints at; filler goes last. Any text is understood as something; none throws.
 */
export function understand(index: SearchIndex, q: string, options: UnderstandOptions = {}): Understood {
  const sentence = readSentence(index, q, options.exact ?? false);
  const matched = matchPhrases(index.matcher, sentence.words).filter((match) => match.end - match.start > 1);
  for (const phrase of matched) sentence.use.fill('phrase', phrase.start, phrase.end);
  const place = takePlace(index, sentence);
  const nearMe = takeNearMe(sentence);
  const { filters, phrases } = takeFilters(index, sentence, matched, options.leave ?? []);
  const { concepts, needs, words, unknown } = makeConcepts(index, sentence, phrases);
  return {
    concepts,
    needs,
    words,
    unknown,
    corrected: sentence.corrected,
    place,
    nearMe,
    filters,
    queryWithoutFilters: textWithoutUse(sentence, 'filter'),
    audiences: audiencesOf(sentence),
  };
}

function takePlace(index: SearchIndex, sentence: Sentence): Taken<string> | null {
  // Words of a phrase are hidden from the gazetteer behind a word no place is called.
  const visible = sentence.words.map((word, at) => (sentence.use[at] === null ? word : '\u0000'));
  const found = findPlaceWords(visible, index.gazetteer, index.ordinaryPlaceNames);
  if (found === null) return null;
  return {
    value: found.text,
    text: found.text,
    queryWithout: takeOut(sentence, found.start, found.end, 'place'),
  };
}

function takeNearMe(sentence: Sentence): boolean {
  const match = NEAR_ME.exec(sentence.words.join(' '));
  if (match === null) return false;
  const start =
    match.index === 0 ? 0 : sentence.words.join(' ').slice(0, match.index).trim().split(' ').length;
  const end = start + match[0].split(' ').length;
  if (isFree(sentence, start, end)) takeOut(sentence, start, end, 'near me');
  return true;
}

function audiencesOf(sentence: Sentence): Audience[] {
  return [...new Set(sentence.words.flatMap((word) => AUDIENCE_WORDS.get(word) ?? []))];
}
