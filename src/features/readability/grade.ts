import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { countWords, sentencesOf, wordsOf, type Finding, type Level } from './rules.ts';

/** Of fewer words a grade says nothing. */
export const FEWEST_WORDS = 30;

/**
 * How hard a whole text is to read, in school years: 0.39 of the words of a sentence and 11.8 of the syllables of a word,
 * less 15.59 (Flesch and Kincaid 1975). Null under thirty words. Addresses and numbers are said in one go.
 */
export function gradeOf(text: string): number | null {
  const words = wordsOf(text);
  if (words.length < FEWEST_WORDS) return null;
  return fleschKincaid({
    sentence: sentencesOf(text).filter((sentence) => countWords(sentence) > 0).length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + syllablesOf(word), 0),
  });
}

const syllablesOf = (word: string): number => (/[\d@/]/.test(word) ? 1 : Math.max(1, syllable(word)));

/** That a whole text is too hard for those it is written for; empty when it is not, or too short to say. */
export function adviseOnGrade(text: string, { mostGrade }: Level): Finding[] {
  const grade = gradeOf(text);
  if (grade === null || grade <= mostGrade) return [];
  const found = `grade ${grade.toFixed(1)}`;
  return [
    {
      kind: 'grade',
      sentence: sentencesOf(text)[0] ?? '',
      found,
      suggestion: `The whole text is ${found}, at most ${mostGrade} is right. Use shorter sentences and shorter words.`,
    },
  ];
}

const PASSIVE =
  /\b(?:is|are|was|were|be|been|being)\s+(?:not\s+|also\s+|then\s+)?(?:\w{2,}ed|known|given|made|shown|seen|told|kept|sent|written|taken|done|held|found|put|read|paid)\b/giu;

/** Where somebody does something and the sentence does not say who: worth a second look, wrong in none. */
export const passivesOf = (sentence: string): string[] =>
  [...sentence.matchAll(PASSIVE)].map(([found]) => found);
