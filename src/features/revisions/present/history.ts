import { formatDay, formatTime, londonNow } from '#src/lib/dates.ts';
import type { AuthorKind, RevisionState } from '../author.ts';

/** Who reads: a partner is not told the names of those at the desk. */
export type Reader = 'partner' | 'desk';

export const DESK_NAME = 'The directory team';

/** Who wrote a revision, as the beginning of a sentence; `isName`: a person's own. */
export function describeAuthor(
  { authorKind, authorName }: { authorKind: AuthorKind; authorName: string | null },
  reader: Reader,
): { text: string; isName: boolean } {
  if (authorKind === 'import') return { text: 'The list that the service comes from', isName: false };
  if (authorKind === 'review-link') return { text: 'Somebody with the link from our email', isName: false };
  if (authorKind !== 'partner' && reader === 'partner') return { text: DESK_NAME, isName: false };
  if (authorName !== null) return { text: authorName, isName: true };
  return { text: authorKind === 'partner' ? 'Somebody of the organisation' : DESK_NAME, isName: false };
}

export interface DescribedState {
  text: string;
  tone: 'good' | 'caution' | 'bad' | 'off';
}

/** What became of a revision, in a few words. */
export function describeState({
  state,
  acceptedFields,
}: {
  state: RevisionState;
  acceptedFields: readonly string[];
}): DescribedState {
  if (state === 'proposed') return { text: 'Waits for the directory team', tone: 'caution' };
  if (state === 'published') return { text: 'Put on the website', tone: 'good' };
  if (state === 'declined')
    return acceptedFields.length > 0
      ? { text: 'Some of it was put on the website', tone: 'caution' }
      : { text: 'Not put on the website', tone: 'bad' };
  return { text: 'Not used', tone: 'off' };
}

/** "21 November 2026, 10am" in London. */
export function formatMoment(instant: string): string {
  const { day, time } = londonNow(new Date(instant));
  return `${formatDay(day)}, ${formatTime(time)}`;
}
