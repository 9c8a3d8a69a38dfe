export interface AvoidedWord {
  avoid: readonly string[];
  say: string;
}

/** Words that make a text harder to read, and the short forms that everybody knows (content/plain-words.yaml). */
export interface PlainWords {
  words: readonly AvoidedWord[];
  known: readonly string[];
  /** Names in which a word to avoid may stand, because people ask for the thing by that name. */
  names: readonly string[];
  /** In easy read: more words to avoid, fewer short forms, and words that are explained wherever they stand. */
  easyRead: { words: readonly AvoidedWord[]; known: readonly string[]; hard: readonly string[] };
}

/** For whom a text is written: how long its sentences may be, and how hard it may be as a whole. */
export interface Level {
  mostWords: number; // of a sentence
  mostGrade: number; // of the whole text: school years by Flesch and Kincaid; the reading age less 5
  isEasyRead: boolean;
}

/** What everybody reads: a reading age of 9 to 11 (NHS digital service manual; domain.md 4.4). */
export const STANDARD: Level = { mostWords: 20, mostGrade: 6, isEasyRead: false };
/** Easy read (domain.md 4.1 and 4.4). */
export const EASY_READ: Level = { mostWords: 15, mostGrade: 3, isEasyRead: true };

export type FindingKind = 'long-sentence' | 'jargon' | 'short-form' | 'capitals' | 'percentage' | 'grade';

/** Something that makes a text harder to read. Advice: it stops nobody. */
export interface Finding {
  kind: FindingKind;
  sentence: string; // where it stands, in full
  found: string; // the words meant, as they stand there; of a long sentence how many words it has
  suggestion: string; // what to do, in a sentence
}

/** Reading gets hard beyond this many words (GOV.UK, "Writing for GOV.UK"; Oxford Guide to Plain English: 15 to 20). */
export const MOST_WORDS = STANDARD.mostWords;

const SENTENCES = new Intl.Segmenter('en-GB', { granularity: 'sentence' });
/** A web or email address is one word, whatever stands in it. */
const WORD = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+|[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu;
/** After these a full stop ends no sentence. */
const SHORTENED = /\b(?:e\.g|i\.e|etc|approx|Mr|Mrs|Ms|Dr|St|Rd|tel|a\.m|p\.m)\.\s*$/i;

/** The sentences of a text; a new line begins a new one, as in lists. */
export function sentencesOf(text: string): string[] {
  return text.split(/\n+/).flatMap((line) => {
    const sentences: string[] = [];
    let open = '';
    for (const { segment } of SENTENCES.segment(line)) {
      open += segment;
      if (SHORTENED.test(segment)) continue;
      sentences.push(open.trim());
      open = '';
    }
    return [...sentences, open.trim()].filter((sentence) => sentence !== '');
  });
}

/** How many words a text has. */
export const countWords = (text: string): number => wordsOf(text).length;

/** The words of a text as they stand there. */
export const wordsOf = (text: string): readonly string[] => text.match(WORD) ?? [];

/**
 * What makes a text harder to read, in reading order: long sentences, words of the trade, short forms that nothing
 * explains, and shouting; in easy read percentages too. Each word is named once, where it stands first.
 */
export function adviseOn(text: string, plain: PlainWords, level: Level = STANDARD): Finding[] {
  const jargon = findJargon(level.isEasyRead ? inEasyRead(plain) : plain);
  const known = new Set(level.isEasyRead ? plain.easyRead.known : plain.known);
  const seen = new Set<string>();
  const isNew = (key: string): boolean => !seen.has(key) && seen.add(key) !== undefined;
  return sentencesOf(text).flatMap((sentence) => [
    ...longSentence(sentence, level),
    ...shouting(sentence),
    ...(level.isEasyRead ? percentages(sentence) : []),
    ...jargon(sentence).filter(({ found }) => isNew(keyOf(found))),
    ...shortForms(sentence, text, known).filter(({ found }) => isNew(keyOf(found))),
  ]);
}

function longSentence(sentence: string, { mostWords }: Level): Finding[] {
  const words = countWords(sentence);
  if (words <= mostWords) return [];
  const found = `${words} words`;
  return [
    {
      kind: 'long-sentence',
      sentence,
      found,
      suggestion: `This sentence has ${found}. Make two or three of it.`,
    },
  ];
}

type WordList = Pick<PlainWords, 'words' | 'names'>;
const easyReadLists = new WeakMap<PlainWords, WordList>();

/** Both lists as one; what easy read says instead counts. */
function inEasyRead(plain: PlainWords): WordList {
  const known = easyReadLists.get(plain);
  if (known !== undefined) return known;
  const both = { words: [...plain.words, ...plain.easyRead.words], names: plain.names };
  easyReadLists.set(plain, both);
  return both;
}

const compiled = new WeakMap<WordList, (sentence: string) => Finding[]>();

/** Finds the words to avoid in a sentence, the longest phrase first; made once for each list. */
function findJargon(list: WordList): (sentence: string) => Finding[] {
  const known = compiled.get(list);
  if (known !== undefined) return known;
  const say = new Map(list.words.flatMap((word) => word.avoid.map((form) => [keyOf(form), word.say])));
  const forms = [...say.keys(), ...list.names.map(keyOf)].sort((a, b) => b.length - a.length).map(toPattern);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const find = (sentence: string): Finding[] =>
    forms.length === 0
      ? []
      : [...sentence.matchAll(pattern)].flatMap(([found]): Finding[] => {
          const instead = say.get(keyOf(found));
          if (instead === undefined) return [];
          return [
            {
              kind: 'jargon',
              sentence,
              found,
              suggestion: `Instead of “${found}” you could say: ${instead}.`,
            },
          ];
        });
  compiled.set(list, find);
  return find;
}

/** A phrase however it is written: capitals, hyphens and spaces do not matter. */
const keyOf = (phrase: string): string => phrase.toLowerCase().replace(/[\s-]+/g, ' ');
const toPattern = (key: string): string =>
  key
    .split(' ')
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s-]+');

const SHORT_FORM = /(?<![\p{L}\p{N}&@./-])\p{Lu}{2,6}(?:s)?(?![\p{L}\p{N}&@/-]|\.\p{L})/gu;

/** Short forms in capitals; one that stands in brackets somewhere, or has brackets after it, is explained there. */
function shortForms(sentence: string, text: string, known: ReadonlySet<string>): Finding[] {
  if (isShouting(sentence)) return [];
  return [...sentence.matchAll(SHORT_FORM)].flatMap(([word]): Finding[] => {
    const found = word.replace(/s$/, '');
    if (known.has(found) || isExplained(found, text)) return [];
    return [
      {
        kind: 'short-form',
        sentence,
        found,
        suggestion: `Not everybody knows “${found}”. Write it out the first time.`,
      },
    ];
  });
}

/** Whether a text says what a short form means: either stands in brackets after the other, like "(the IP address)". */
export const isExplained = (shortForm: string, text: string): boolean =>
  new RegExp(
    `\\((?:${shortForm}s?|the ${shortForm}s?(?: \\p{L}+)?)\\)|(?<!\\p{L})${shortForm}s? \\(`,
    'u',
  ).test(text);

/** Most of the longer words are in capitals: not a short form or two. */
function isShouting(sentence: string): boolean {
  const words = sentence.match(/\p{L}{4,}/gu) ?? [];
  const loud = words.filter((word) => word === word.toUpperCase() && word !== word.toLowerCase());
  return words.length >= 2 && loud.length > words.length / 2;
}

const shouting = (sentence: string): Finding[] =>
  isShouting(sentence)
    ? [
        {
          kind: 'capitals',
          sentence,
          found: sentence,
          suggestion: 'Write this in small letters. Capitals are harder to read.',
        },
      ]
    : [];

const percentages = (sentence: string): Finding[] =>
  [...sentence.matchAll(/\d[\d.,]*\s*(?:%|per ?cent\b)/giu)].map(([found]) => ({
    kind: 'percentage',
    sentence,
    found,
    suggestion: `Instead of “${found}” say how many of how many, like “1 in 10”.`,
  }));
