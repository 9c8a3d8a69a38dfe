/** Accents of Latin, Greek and Cyrillic, signs of Arabic and Hebrew that may be left out, joiners, looks, apostrophes. */
const LEFT_OUT =
  /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f\u20d0-\u20ff\ufe00-\ufe0f\u{e0100}-\u{e01ef}'\u2018\u2019\u02bc`]/gu;
/** Letters that people who lack the key write as another one, and those that two keyboards send differently. */
const SAME_LETTER: ReadonlyMap<string, string> = new Map([
  ['ł', 'l'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ı', 'i'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ي', 'ی'],
  ['ى', 'ی'],
  ['ك', 'ک'],
  ['ه', 'ہ'],
  ['ة', 'ہ'],
  ['ە', 'ہ'],
]);
const OTHER_LETTERS = new RegExp(`[${[...SAME_LETTER.keys()].join('')}]`, 'gu');

/**
 * Text folded for comparing, in any language: lower case, accents and apostrophes gone, everything else that is not a
 * letter, a sign of one or a digit turned into single spaces. "Can't PAY—gas" becomes "cant pay gas", "Łódź" "lodz".
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(LEFT_OUT, '')
    .toLowerCase()
    .replace(OTHER_LETTERS, (letter) => SAME_LETTER.get(letter) ?? letter)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** A web address part from a name: "St Ann's Café" becomes "st-anns-cafe"; at most 80 characters. */
export function slugify(name: string): string {
  const slug = fold(name)
    .replace(/[^a-z0-9 ]/g, '')
    .replace(/ +/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'item' : slug;
}

/** "a, b and c" */
export function listInWords(items: readonly string[], last = 'and'): string {
  if (items.length <= 1) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${last} ${items[items.length - 1]}`;
}

/** Labels as one sentence's beginning: "By phone and online"; a label that starts with a name or initials keeps its capital. */
export const choicesInWords = (labels: readonly string[], last = 'and'): string =>
  listInWords(
    labels.map((label, index) =>
      index > 0 && /^\p{Lu}[\p{Ll} ]/u.test(label)
        ? `${label[0]?.toLowerCase() ?? ''}${label.slice(1)}`
        : label,
    ),
    last,
  );

const WHOLE = new Intl.NumberFormat('en-GB');

/** "1 service", "12 services", "8,888 services" */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${WHOLE.format(count)} ${count === 1 ? one : many}`;
}

/** Paragraphs of plain text that parts them by blank lines. */
export const paragraphs = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
