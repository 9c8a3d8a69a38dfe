import type { Sheet } from './sheet.ts';
import { PHONE } from './whole.ts';

/** Cells of a line on the paper that most embossers take; a longer word stands on a line of its own. */
export const BRAILLE_COLUMNS = 40;

/** Print signs that braille has no use for, or that translators read as something else, and what is meant by them. */
const PLAIN_SIGNS: readonly (readonly [sign: RegExp, plain: string])[] = [
  // Invisible: soft hyphens, joiners, marks of direction.
  [/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, ''],
  [/[\u2018\u2019\u201a\u201b\u02bc]/g, "'"],
  [/[\u201c-\u201f]/g, '"'],
  [/\u2026/g, '...'],
  [/\s*[\u2014\u2015]\s*/g, ' - '],
  [/[\u2010-\u2013\u2212]/g, '-'],
  [/\p{Cc}/gu, ' '],
  // Bullets, boxes, arrows, ticks and pictures.
  [
    /[\u00b7\u2016\u2017\u2020-\u2022\u2023\u2043\u2190-\u21ff\u2500-\u27bf\u2b00-\u2bff\ufe0f\u{1f000}-\u{1faff}]/gu,
    ' ',
  ],
];
const LIST_SIGN = /^\s*[*\-\u2022\u00b7]\s+/;
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$|^[^\s@]+@[^\s@]+\.[^\s@]+$/i;
const KEPT = '\u0000';

/** Words of one line, a phone number counting as one. */
const wordsOf = (text: string): string[] =>
  text
    .replace(PHONE, (number) => number.replaceAll(' ', KEPT))
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replaceAll(KEPT, ' '));

/** A web or email address without the brackets or the full stop of its sentence; null for any other word. */
function addressIn(word: string): string | null {
  const [, opening = '', rest = ''] = /^([("'[]*)(.*)$/s.exec(word) ?? [];
  const bare = rest.replace(opening === '' ? /[.,;:!?]+$/ : /[.,;:!?)"'\]]+$/, '');
  return ADDRESS.test(bare) ? bare : null;
}

/** A text as words in rows: an address, which must not be broken, has a row of its own. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const word of wordsOf(text)) {
    const address = addressIn(word);
    if (address !== null) rows.push([address], []);
    else rows[rows.length - 1]?.push(word);
  }
  return rows.filter((row) => row.length > 0);
}

function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= BRAILLE_COLUMNS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The signs of print as plain ones; the words stay as they are. */
export const inPlainSigns = (text: string): string =>
  PLAIN_SIGNS.reduce((plain, [sign, meant]) => plain.replace(sign, meant), text.normalize('NFC'));

/** A text as lines for braille: at most 40 characters unless one word is longer, never a hyphen put in. */
export const brailleLines = (text: string): string[] =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((line) =>
      rowsOf(inPlainSigns(line.replace(LIST_SIGN, '')).replaceAll(KEPT, ' ')).flatMap(wrapped),
    );

/**
 * A sheet as plain text for a braille translator or a braille display. Two blank lines before a heading and one after
 * it, one between paragraphs, each phone number and each web address in one piece, no hyphenation, bullets or boxes: the
 * translator puts in the signs for capitals and numbers (UKAAF, "Guiding Principles for the Presentation of Braille",
 * 5, 9 and 10; W3C techniques T1 and T3 for plain text).
 */
export function brailleText({ title, intro, sections }: Sheet): string {
  const paragraph = (lines: readonly string[]): string[] => {
    const broken = lines.flatMap(brailleLines);
    return broken.length === 0 ? [] : ['', ...broken];
  };
  return [
    ...brailleLines(title),
    ...intro.flatMap((line) => paragraph([line])),
    ...sections.flatMap(({ heading, parts }) => [
      '',
      '',
      ...brailleLines(heading),
      ...parts.flatMap(({ label, lines }) => paragraph([...(label === null ? [] : [`${label}:`]), ...lines])),
    ]),
    '',
  ].join('\n');
}
