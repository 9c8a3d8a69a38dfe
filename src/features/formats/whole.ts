/** "0808 157 0150", "+44 (0)7700 900982": the spaces are within one number. */
export const PHONE = /(?<![\w£])(?:\+\d|\(?0\d)[\d()]*(?:[ -][\d()]+){1,4}(?!\w)/g;
/** Phone numbers, references of requests, postcodes. */
const WHOLE = new RegExp(
  `${PHONE.source}|\\bFD(?:-[0-9A-Z]+)+\\b|\\b[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}\\b`,
  'g',
);

/**
 * A text in pieces, those marked that are misread when a line ends within them (UKAAF G003: single pieces of information
 * are not split onto two lines). Put together again the pieces are the text.
 */
export function piecesOf(text: string): { text: string; isWhole: boolean }[] {
  const pieces: { text: string; isWhole: boolean }[] = [];
  let from = 0;
  for (const { index, 0: found } of text.matchAll(WHOLE)) {
    if (index > from) pieces.push({ text: text.slice(from, index), isWhole: false });
    pieces.push({ text: found, isWhole: true });
    from = index + found.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isWhole: false });
  return pieces;
}
