/** Plain print and large print, in points (UKAAF G003: clear print is ideally 14, large print ideally 18 at least). */
export const PLAIN_POINTS = 14;
export const LARGE_POINTS = 20;
/** Easy read is printed in 16 point at least; its pictures stand beside the words. */
export const EASY_READ_POINTS = 18;

export const PAPER_SIZES = ['plain', 'large', 'easy-read'] as const;
export type PaperSize = (typeof PAPER_SIZES)[number];

const LABELS: Readonly<Record<PaperSize, string>> = {
  plain: 'Plain print',
  large: 'Large print',
  'easy-read': 'Easy read',
};
const POINTS: Readonly<Record<PaperSize, number>> = {
  plain: PLAIN_POINTS,
  large: LARGE_POINTS,
  'easy-read': EASY_READ_POINTS,
};

/** The paper that an address asks for (`?size=large`); plain print when it asks for none or for one we do not make. */
export function paperSizeOf(query: URLSearchParams): PaperSize {
  const wanted = query.get('size');
  return PAPER_SIZES.find((size) => size === wanted) ?? 'plain';
}

export const pointsOf = (size: PaperSize): number => POINTS[size];

/** What an address says of a size: nothing of the usual one. */
export const sizeQuery = (size: PaperSize): { size: PaperSize | null } => ({
  size: size === 'plain' ? null : size,
});

/** Links to the other papers of a page that is shown as `size`. */
export const otherPapers = (
  size: PaperSize,
  hrefOf: (query: { size: PaperSize | null }) => string,
): { text: string; href: string }[] =>
  PAPER_SIZES.filter((other) => other !== size).map((other) => ({
    text: LABELS[other],
    href: hrefOf(sizeQuery(other)),
  }));
