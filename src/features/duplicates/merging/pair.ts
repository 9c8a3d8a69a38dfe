/** Two ids as a pair is kept: the smaller first. */
export const inOrder = ([a, b]: readonly [string, string]): [string, string] => (a < b ? [a, b] : [b, a]);

/** What tells which of two records should stay. */
interface Candidate {
  visibility: string;
  sourceId: string | null;
  missingSince: string | null;
  checkedOn: string | null;
}

/**
 * Which of two should stay, before anybody chooses: the one visitors see; then the one its source still has; then the one
 * that was written here; then the one that was checked last.
 */
export function likelyKept(first: Candidate, second: Candidate): 'first' | 'second' {
  const rank = (one: Candidate): string =>
    [one.visibility === 'public', one.missingSince === null, one.sourceId === null]
      .map(Number)
      .join('')
      .concat(one.checkedOn ?? '');
  return rank(second) > rank(first) ? 'second' : 'first';
}
