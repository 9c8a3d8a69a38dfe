import { MOST_IDEAS, plainWordsOf, readHardWords } from '#src/features/easy-read/rules.ts';
import { adviseOnGrade, passivesOf } from '#src/features/readability/grade.ts';
import {
  adviseOn,
  isExplained,
  sentencesOf,
  type FindingKind,
  type PlainWords,
} from '#src/features/readability/rules.ts';
import type { IdeaPassage, Passage, Text } from './passage.ts';

export type Rule = FindingKind | 'picture' | 'ideas' | 'hard-word' | 'passive';

/** Something to mend, or of a note to think about, in a file. */
export interface Found {
  file: string;
  line: number;
  rule: Rule;
  sentence: string;
  found: string; // the words meant
  advice: string;
}

export interface LookRules {
  plain: PlainWords;
  pictures: ReadonlySet<string>;
}

/** Of an idea more sentences than these are more than one idea: one that says it, one that explains its hard word. */
const MOST_SENTENCES = 3;

/** What makes a text hard to read, in the order of the file. */
export function lookAt(text: Text, { plain, pictures }: LookRules): Found[] {
  const hard = text.level.isEasyRead ? explainedIn(text) : [];
  return [
    ...text.passages.flatMap((passage) => sentencesFound(text, passage, plain, hard)),
    ...(text.isGraded ? gradeFound(text) : []),
    ...(text.screens ?? []).flatMap((screen) => screenFound(text.file, screen, { plain, pictures })),
  ];
}

/** What may be better, and stops nobody: sentences that do not say who does something. */
export function noteOn(text: Text): Found[] {
  if (text.isForStaff === true) return [];
  return text.passages.flatMap((passage) =>
    sentencesOf(plainWordsOf(passage.text)).flatMap((sentence) =>
      passivesOf(sentence).map((found) => ({
        ...place(text.file, passage, sentence),
        found,
        rule: 'passive' as const,
        advice: `“${found}”: say who does it, if that helps.`,
      })),
    ),
  );
}

const place = (
  file: string,
  passage: Passage,
  sentence: string,
): Pick<Found, 'file' | 'line' | 'sentence'> => ({
  file,
  line: passage.lineAt(Math.max(0, plainWordsOf(passage.text).indexOf(sentence))),
  sentence,
});

function sentencesFound(text: Text, passage: Passage, plain: PlainWords, hard: readonly string[]): Found[] {
  const whole = text.isGraded ? wholeOf(text) : passage.text;
  return adviseOn(plainWordsOf(passage.text), plain, text.level)
    .filter(({ kind }) => text.isForStaff !== true || kind === 'long-sentence')
    .filter(({ kind, found: word }) => kind !== 'jargon' || !hard.some((known) => isSame(known, word)))
    .filter(({ kind, found: word }) => kind !== 'short-form' || !isExplained(word, whole))
    .map(({ kind, sentence, found, suggestion }) => ({
      ...place(text.file, passage, sentence),
      found,
      rule: kind,
      advice: suggestion,
    }));
}

const wholeOf = ({ passages }: Text): string => passages.map(({ text }) => plainWordsOf(text)).join('\n');

/** All passages together; headings and labels end as sentences do. */
function gradeFound(text: Text): Found[] {
  const [first] = text.passages;
  if (first === undefined || text.isForStaff === true) return [];
  return adviseOnGrade(wholeOf(text), text.level).map(({ kind, sentence, found, suggestion }) => ({
    ...place(text.file, first, sentence),
    found,
    rule: kind,
    advice: suggestion,
  }));
}

/** The words in bold: each is explained in the sentence after it, or found by `screenFound`. */
const explainedIn = ({ passages }: Text): string[] =>
  passages.flatMap(({ text }) => [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => word));

const isSame = (known: string, word: string): boolean => {
  const [long, short] = [known.toLowerCase(), word.toLowerCase().replace(/s$/, '')];
  return long.includes(short);
};

function screenFound(file: string, screen: readonly IdeaPassage[], rules: LookRules): Found[] {
  const at = (passage: Passage, rule: Rule, advice: string): Found => ({
    file,
    line: passage.lineAt(0),
    rule,
    sentence: plainWordsOf(passage.text),
    found: rule,
    advice,
  });
  const tooMany = screen[MOST_IDEAS];
  const ideas = screen.map(({ words, pictures }) => ({ picture: pictures[0] ?? '', words: words.text }));
  const unexplained = readHardWords(ideas).filter(({ means }) => means === null);
  return [
    ...(tooMany === undefined
      ? []
      : [
          at(
            tooMany.words,
            'ideas',
            `The screen has ${screen.length} ideas, at most ${MOST_IDEAS} fit. Make two screens.`,
          ),
        ]),
    ...screen.flatMap(({ words, pictures }) => {
      const [picture = ''] = pictures;
      if (pictures.length !== 1)
        return [at(words, 'picture', `An idea has one picture; this has ${pictures.length}.`)];
      if (!rules.pictures.has(picture))
        return [at(words, 'picture', `“${picture}” is no picture of content/pictures/pictures.yaml.`)];
      if (sentencesOf(words.text).length > MOST_SENTENCES)
        return [at(words, 'ideas', 'This is more than one idea. Give each its own picture.')];
      return [];
    }),
    ...unexplained.flatMap(({ word }) => {
      const idea = screen.find(({ words }) => words.text.includes(`**${word}**`));
      return idea === undefined
        ? []
        : [at(idea.words, 'hard-word', `Explain “${word}” in the next sentence, in words that name it.`)];
    }),
  ];
}

/** Hard words of an easy read page that are nowhere in bold. */
export function hardWordsFound(text: Text, plain: PlainWords): Found[] {
  if (text.screens === undefined) return [];
  const bold = explainedIn(text);
  return plain.easyRead.hard.flatMap((word) => {
    const pattern = new RegExp(`(?<!\\p{L})${word}s?(?!\\p{L})`, 'iu');
    const passage = text.passages.find(({ text: words }) => pattern.test(words));
    if (passage === undefined || bold.some((known) => isSame(known, word))) return [];
    const sentence = sentencesOf(passage.text).find((one) => pattern.test(one)) ?? '';
    return [
      {
        ...place(text.file, passage, sentence),
        found: word,
        rule: 'hard-word' as const,
        advice: `Make “${word}” bold, and explain it in the next sentence.`,
      },
    ];
  });
}
