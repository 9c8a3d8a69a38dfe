/**
 * Text folded for comparing: lower case, accents and apostrophes gone, everything else that is not a letter or a
 * digit turned into single spaces. "Can't PAY—gas" becomes "cant pay gas".
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'\u2018\u2019\u02bc`]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
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
