import { countWords, EASY_READ, sentencesOf } from '#src/features/readability/rules.ts';
import type { EasyReadPages, EasyReadScreen, HardWord, Idea } from './types.ts';

/** domain.md 4.1: more is split over screens. */
export const MOST_IDEAS = 15;
/** domain.md 4.1: words of a sentence. */
export const MOST_EASY_WORDS = EASY_READ.mostWords;

/** A piece of an idea's words: a hard word, a telephone number to tap, or plain. */
export interface WordPart {
  text: string;
  isHard: boolean;
  /** The address that calls the number: "tel:08001111". */
  tel: string | null;
}

const HARD = /\*\*([^*]+)\*\*/g;
/** Numbers of this country, the short ones only where somebody is told to ring them. */
const PHONE =
  /(?<![\d£.,/-])(?:0\d(?: ?\d){8,9}|0800 ?1111|116 ?\d{3}|(?<=\b(?:call|phone|ring|text|or) )(?:999|111|112|105|101|119|159))(?![\d,/-]|\.\d)/giu;

/** The words of an idea in pieces, so that a page shows them without reading HTML from anybody. */
export function wordParts(words: string): WordPart[] {
  return words.split(HARD).flatMap((text, index): WordPart[] => {
    if (text === '') return [];
    return index % 2 === 1 ? [{ text, isHard: true, tel: null }] : withPhones(text);
  });
}

function withPhones(text: string): WordPart[] {
  const parts: WordPart[] = [];
  const add = (piece: string, tel: string | null): void => {
    if (piece !== '') parts.push({ text: piece, isHard: false, tel });
  };
  let end = 0;
  for (const { 0: number, index } of text.matchAll(PHONE)) {
    add(text.slice(end, index), null);
    add(number, `tel:${number.replaceAll(' ', '')}`);
    end = index + number.length;
  }
  add(text.slice(end), null);
  return parts;
}

/** The words of an idea as they are said, without the stars. */
export const plainWordsOf = (words: string): string => words.replace(HARD, '$1');

/** What is wrong with a screen by the rules of easy read, in sentences for whoever wrote it; empty when nothing is. */
export function faultsOfScreen(screen: EasyReadScreen, pictures: ReadonlySet<string>): string[] {
  const { ideas } = screen;
  return [
    ...(ideas.length === 0 ? ['there is no idea on it'] : []),
    ...(ideas.length > MOST_IDEAS
      ? [`it has ${ideas.length} ideas: at most ${MOST_IDEAS} fit on a screen`]
      : []),
    ...ideas.flatMap(({ picture, words }) => [
      ...(pictures.has(picture) ? [] : [`"${picture}" is no picture of content/pictures/pictures.yaml`]),
      ...sentencesOf(plainWordsOf(words))
        .filter((sentence) => countWords(sentence) > MOST_EASY_WORDS)
        .map((sentence) => `more than ${MOST_EASY_WORDS} words: "${sentence}"`),
    ]),
    ...readHardWords(ideas).flatMap(({ word, means }) =>
      means === null ? [`the next sentence does not explain "${word}"`] : [],
    ),
  ];
}

/** The hard words of a screen, each with the sentence after it where that explains it: it must name the word. */
export function readHardWords(ideas: readonly Idea[]): { word: string; means: string | null }[] {
  const sentences = ideas.flatMap(({ words }) => sentencesOf(words));
  return sentences.flatMap((sentence, index) =>
    [...sentence.matchAll(HARD)].map(([, word = '']) => {
      const next = plainWordsOf(sentences[index + 1] ?? '');
      return { word, means: names(next, word) ? next : null };
    }),
  );
}

/** One of several is the same word: "referrals" is explained by "A referral is …". */
const stemOf = (word: string): string => word.toLowerCase().replace(/(?:ies|y|s)$/, '');
const names = (sentence: string, word: string): boolean => sentence.toLowerCase().includes(stemOf(word));

/** The word list: the hard words of all pages from A to Z, each once. */
export function listHardWords(pages: EasyReadPages): HardWord[] {
  const byStem = new Map<string, HardWord>();
  for (const { words } of pages.values())
    for (const word of words) if (!byStem.has(stemOf(word.word))) byStem.set(stemOf(word.word), word);
  return [...byStem.values()].sort((a, b) => a.word.localeCompare(b.word, 'en-GB'));
}

/** Hard words that two pages explain differently: a word means one thing. */
export function listWordsWithTwoMeanings(pages: EasyReadPages): string[] {
  const means = new Map<string, string>();
  const twice = new Set<string>();
  for (const { words } of pages.values())
    for (const { word, means: sentence } of words) {
      const known = means.get(stemOf(word));
      if (known !== undefined && known !== sentence) twice.add(word);
      means.set(stemOf(word), known ?? sentence);
    }
  return [...twice];
}
