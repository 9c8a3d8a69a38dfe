/** Words that bring up urgent help, and which rows of content/urgent-help.yaml to show first. Nothing is scored. */
export interface RedFlags {
  groups: readonly RedFlagGroup[];
}

export interface RedFlagGroup {
  /** Keys of content/urgent-help.yaml, the first one first. */
  show: readonly string[];
  /** As words: lower case, no punctuation, one space between. */
  phrases: readonly string[];
}

export interface FoundFlags {
  /** How many of the phrases were found; each counts once however often it was written. */
  count: number;
  /** Which urgent help to show, in the order of the list; each once. */
  show: readonly string[];
}

/**
 * A text as plain words: lower case, apostrophes of any kind gone ("don't" and "dont" are the same), all other
 * punctuation, line ends and hyphens one space, accents left out. Time and length are linear in the text.
 */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0027\u0060\u00b4\u02bc\u2018\u2019\u201b\u2032\uff07]|\p{M}|\p{Cf}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * Which phrases of the list stand in a text, as whole words. A plain comparison, which claims nothing about the person:
 * "I do not want to kill myself" is found as well, because it is better to show a number too often.
 */
export function findRedFlags(texts: readonly string[], { groups }: RedFlags): FoundFlags {
  // A phrase cannot run from one field into the next: no word holds a line end.
  const all = ` ${texts.map(plainWords).join(' \n ')} `;
  const found = groups
    .map(({ show, phrases }) => ({
      show,
      count: phrases.filter((phrase) => all.includes(` ${phrase} `)).length,
    }))
    .filter(({ count }) => count > 0);
  return {
    count: found.reduce((sum, { count }) => sum + count, 0),
    show: [...new Set(found.flatMap(({ show }) => show))],
  };
}
