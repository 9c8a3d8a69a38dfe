/** Words that make a text harder to read, and the short forms that everybody knows (content/plain-words.yaml). */
export interface PlainWords {
  words: readonly { avoid: readonly string[]; say: string }[];
  known: readonly string[];
}

export type FindingKind = 'long-sentence' | 'jargon' | 'short-form' | 'capitals';

/** Something that makes a text harder to read. Advice: it stops nobody. */
export interface Finding {
  kind: FindingKind;
  sentence: string; // where it stands, in full
  found: string; // the words meant, as they stand there; of a long sentence how many words it has
  suggestion: string; // what to do, in a sentence
}

/** Reading gets hard beyond this many words (GOV.UK, "Writing for GOV.UK"; Oxford Guide to Plain English: 15 to 20). */
export const MOST_WORDS = 20;

const SENTENCES = new Intl.Segmenter('en-GB', { granularity: 'sentence' });
/** A web or email address is one word, whatever stands in it. */
const WORD = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+|[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu;
/** After these a full stop ends no sentence. */
const SHORTENED = /\b(?:e\.g|i\.e|etc|approx|Mr|Mrs|Ms|Dr|St|Rd|No|tel|a\.m|p\.m)\.\s*$/i;

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
export const countWords = (text: string): number => text.match(WORD)?.length ?? 0;

/**
 * What makes a text harder to read, in reading order: long sentences, words of the trade, short forms that nothing
 * explains, and shouting. Each word is named once, where it stands first.
 */
export function adviseOn(text: string, plain: PlainWords): Finding[] {
  const jargon = findJargon(plain);
  const known = new Set(plain.known);
  const seen = new Set<string>();
  const isNew = (key: string): boolean => !seen.has(key) && seen.add(key) !== undefined;
  return sentencesOf(text).flatMap((sentence) => [
    ...longSentence(sentence),
    ...shouting(sentence),
    ...jargon(sentence).filter(({ found }) => isNew(keyOf(found))),
    ...shortForms(sentence, text, known).filter(({ found }) => isNew(keyOf(found))),
  ]);
}

function longSentence(sentence: string): Finding[] {
  const words = countWords(sentence);
  if (words <= MOST_WORDS) return [];
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

const compiled = new WeakMap<PlainWords, (sentence: string) => Finding[]>();

/** Finds the words to avoid in a sentence, the longest phrase first; made once for each list. */
function findJargon(plain: PlainWords): (sentence: string) => Finding[] {
  const known = compiled.get(plain);
  if (known !== undefined) return known;
  const say = new Map(plain.words.flatMap((word) => word.avoid.map((form) => [keyOf(form), word.say])));
  const forms = [...say.keys()].sort((a, b) => b.length - a.length).map(toPattern);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const find = (sentence: string): Finding[] =>
    forms.length === 0
      ? []
      : [...sentence.matchAll(pattern)].map(([found]) => ({
          kind: 'jargon',
          sentence,
          found,
          suggestion: `Instead of “${found}” you could say: ${say.get(keyOf(found)) ?? ''}.`,
        }));
  compiled.set(plain, find);
  return find;
}

/** A phrase however it is written: capitals, hyphens and spaces do not matter. */
const keyOf = (phrase: string): string => phrase.toLowerCase().replace(/[\s-]+/g, ' ');
const toPattern = (key: string): string =>
  key
    .split(' ')
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s-]+');

const SHORT_FORM = /(?<![\p{L}\p{N}&@./-])\p{Lu}{2,6}(?:s)?(?![\p{L}\p{N}&@/-])/gu;

/** Short forms in capitals; one that stands in brackets somewhere, or has brackets after it, is explained there. */
function shortForms(sentence: string, text: string, known: ReadonlySet<string>): Finding[] {
  if (isShouting(sentence)) return [];
  return [...sentence.matchAll(SHORT_FORM)].flatMap(([word]): Finding[] => {
    const found = word.replace(/s$/, '');
    const isExplained = new RegExp(`\\(${found}s?\\)|(?<!\\p{L})${found}s? \\(`, 'u').test(text);
    if (known.has(found) || isExplained) return [];
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
