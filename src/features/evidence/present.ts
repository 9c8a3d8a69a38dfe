import { formatDay } from '#src/lib/dates.ts';
import { evidenceName, evidenceState, type EvidenceFacts } from './rules.ts';

/** What the public reads of a paper that was seen: what, by whom and when; never that somebody is safe. */
export const badgeWords = ({ kind, seenOn }: { kind: string; seenOn: string }, site: string): string =>
  `${evidenceName(kind)} seen by ${site} on ${formatDay(seenOn)}`;

export interface ShownState {
  text: string;
  shape: 'good' | 'caution' | 'bad' | 'off';
}

/** How it stands with a paper, in words for its organisation and the desk. */
export function shownEvidenceState(facts: EvidenceFacts, today: string): ShownState {
  const until = facts.expiresOn === null ? '' : ` until ${formatDay(facts.expiresOn)}`;
  switch (evidenceState(facts, today)) {
    case 'offered':
      return { text: 'Not looked at yet', shape: 'caution' };
    case 'seen':
      return { text: `Seen on ${formatDay(facts.seenOn ?? '')}, counts${until || ' on'}`, shape: 'good' };
    case 'expired':
      return { text: `Ran out on ${formatDay(facts.expiresOn ?? '')}`, shape: 'bad' };
    case 'declined':
      return { text: 'Not accepted', shape: 'bad' };
    case 'ended':
      return { text: 'Taken back or replaced', shape: 'off' };
  }
}
