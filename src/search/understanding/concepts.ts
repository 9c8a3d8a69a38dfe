import type { PhraseMatch } from '#src/features/needs/phrases.ts';
import { isPlainText, stem } from '#src/lib/stem.ts';
import { fold } from '#src/lib/text.ts';
import { FILLER, RELATIONS } from '../text/filler.ts';
import type { Concept, SearchIndex, Taken, Term } from '../types.ts';
import { textWithout, type Sentence } from './sentence.ts';

/** What stands for a visitor's word, beside the word itself (knowledge/search-and-speed.md, section 5). */
const NEED_OF_ONE_WORD = 0.9;
const TOP_NEED_OF_ONE_WORD = 0.4; // "learn", "money": nearly everything below it
const NEED_HINTED_AT = 0.45; // at most
/** A word such as "group" is in phrases of half the needs: only those it says most about count. */
const MOST_HINTS = 10;
const COMPLETION = 0.3;
const MOST_COMPLETIONS = 6;
/** A phrase says more than a word. */
const PHRASE_WEIGHT = 1.2;
const NEED_WORD_WEIGHT = 1.1;
const HINT_WEIGHT = 0.2;
const MOST_CONCEPTS = 16;

interface Made {
  concepts: Concept[];
  needs: Taken<string>[];
  words: string[];
  unknown: string[];
}

/** Groups the words that nothing else has taken into concepts, and drops filler when anything else is left. */
export function makeConcepts(index: SearchIndex, sentence: Sentence, phrases: readonly PhraseMatch[]): Made {
  const made: Made = { concepts: [], needs: [], words: [], unknown: [] };
  for (const phrase of phrases) addPhrase(index, sentence, phrase, made);
  const free = sentence.words.map((_, at) => at).filter((at) => sentence.use[at] === null);
  const telling = free.filter((at) => !FILLER.has(wordAt(sentence, at)) && !isRelation(sentence, at));
  for (const at of telling) addWord(index, sentence, at, made, false);
  const isLed = made.concepts.length > 0;
  for (const at of free.filter((item) => isRelation(sentence, item)))
    addWord(index, sentence, at, made, isLed);
  const isAlone = made.concepts.length === 0 && sentence.use.every((use) => use === null);
  if (isAlone) for (const at of free) addWord(index, sentence, at, made, false);
  addPlaceHints(index, sentence, made);
  made.concepts = made.concepts.slice(0, MOST_CONCEPTS);
  return made;
}

const wordAt = (sentence: Sentence, at: number): string => sentence.words[at] ?? '';

/** A word for showing: with the accents and letters that it was typed with, where folding took them. */
function asWritten(sentence: Sentence, at: number): string {
  const word = wordAt(sentence, at);
  const piece = (sentence.pieces[sentence.pieceOf[at] ?? -1] ?? '').replace(EDGES, '');
  return isPlainText(piece) || fold(piece) !== word ? word : piece.toLowerCase();
}

const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu;

const isRelation = (sentence: Sentence, at: number): boolean => {
  const word = wordAt(sentence, at);
  return !FILLER.has(word) && (RELATIONS.has(word) || /^\d+$/.test(word) || word.length < 2);
};

function addPhrase(index: SearchIndex, sentence: Sentence, phrase: PhraseMatch, made: Made): void {
  const words = sentence.words.slice(phrase.start, phrase.end);
  const queryWithout = textWithout(sentence, phrase.start, phrase.end);
  const telling = words.filter((word) => !FILLER.has(word) && !RELATIONS.has(word));
  const slots = telling.map((word): Term[] => [{ stem: stem(word), word, weight: 1 }]);
  made.concepts.push({
    words: words.join(' '),
    weight: PHRASE_WEIGHT,
    slots: slots.filter((slot) => slot.some((term) => index.text.has(term.stem))),
    needs: phrase.slugs.map((slug) => ({ slug, weight: 1 })),
    isHint: false,
  });
  for (const slug of phrase.slugs) addNeed(made, { value: slug, text: words.join(' '), queryWithout });
}

const isTop = (index: SearchIndex, slug: string): boolean => index.needs.bySlug.get(slug)?.parent === null;

function addNeed(made: Made, need: Taken<string>): void {
  if (!made.needs.some((other) => other.value === need.value)) made.needs.push(need);
}

/** A word by itself: the word, what it begins when it is the last, and the needs whose phrases contain it. */
function addWord(index: SearchIndex, sentence: Sentence, at: number, made: Made, isHint: boolean): void {
  const word = wordAt(sentence, at);
  const own = stem(word);
  const isLast = at === sentence.words.length - 1;
  const terms: Term[] = [{ stem: own, word: asWritten(sentence, at), weight: 1 }];
  if (isLast && word.length >= 3 && !isHint) terms.push(...completions(index, word, own));
  const known = terms.filter((term) => index.text.has(term.stem));
  const ofPhrase = index.matcher.byKey.get(own)?.slugs ?? [];
  const hinted = index.matcher.byWord.get(own) ?? [];
  const needs = [
    ...ofPhrase.map((slug) => ({
      slug,
      weight: isTop(index, slug) ? TOP_NEED_OF_ONE_WORD : NEED_OF_ONE_WORD,
    })),
    ...hinted
      .slice(0, MOST_HINTS)
      .filter((item) => !ofPhrase.includes(item.slug))
      .map((item) => ({ slug: item.slug, weight: Math.min(NEED_HINTED_AT, item.weight) })),
  ];
  if (known.length === 0 && needs.length === 0) {
    if (!isHint && !made.unknown.includes(word)) made.unknown.push(word);
    return;
  }
  const plain = ofPhrase.some((slug) => !isTop(index, slug))
    ? NEED_WORD_WEIGHT
    : 0.35 + 0.65 * index.text.rarity(own);
  const weight = isHint ? HINT_WEIGHT : plain;
  made.concepts.push({
    words: word,
    weight,
    slots: known.length > 0 ? [known] : [],
    needs: isHint ? [] : needs,
    isHint,
  });
  if (isHint) return;
  for (const slug of ofPhrase) {
    addNeed(made, { value: slug, text: word, queryWithout: textWithout(sentence, at, at + 1) });
  }
  if (ofPhrase.length === 0 && !made.words.includes(word)) made.words.push(word);
}

function completions(index: SearchIndex, word: string, own: string): Term[] {
  const seen = new Set([own]);
  return index.vocabulary.completionsOf(word, MOST_COMPLETIONS).flatMap((longer) => {
    const stemmed = stem(longer);
    if (seen.has(stemmed)) return [];
    seen.add(stemmed);
    return [{ stem: stemmed, word: longer, weight: COMPLETION }];
  });
}

/** A place in the sentence is where to look; a service named after it still goes a little higher. */
function addPlaceHints(index: SearchIndex, sentence: Sentence, made: Made): void {
  if (made.concepts.length === 0) return;
  sentence.words.forEach((word, at) => {
    if (sentence.use[at] === 'place' && word.length > 3 && !FILLER.has(word))
      addWord(index, sentence, at, made, true);
  });
}
