import { isOverdue } from '#src/features/services/rules.ts';
import { formatDay } from '#src/lib/dates.ts';
import type { DeskService } from '../queries/services.ts';

/** Why a service is hidden, as the desk reads it. */
const HIDDEN_WORDS: Readonly<Record<string, string>> = {
  desk: 'Hidden by the desk',
  'review-overdue': 'Hidden: nobody confirmed it',
  merged: 'Hidden: another service took its place',
};

export interface ShownService {
  id: string;
  name: string;
  organisation: string;
  state: { text: string; kind: 'good' | 'caution' | 'off' };
  checked: string; // "21 November 2026", "Never"
  isOverdue: boolean;
  source: string | null;
}

/** A line of the desk's list of services. */
export function shownService(service: DeskService, today: string): ShownService {
  return {
    id: service.id,
    name: service.name,
    organisation: service.organisationName,
    state: stateOf(service),
    checked: service.assuredOn === null ? 'Never' : formatDay(service.assuredOn),
    isOverdue: isOverdue(service.reviewDueOn, today),
    source: service.sourceName,
  };
}

function stateOf({ visibility, hiddenReason, status }: DeskService): ShownService['state'] {
  if (visibility === 'hidden') return { text: HIDDEN_WORDS[hiddenReason ?? ''] ?? 'Hidden', kind: 'off' };
  if (visibility === 'draft') return { text: 'Not in the directory yet', kind: 'off' };
  return status === 'active' || status === 'temporarily closed'
    ? { text: 'Public', kind: 'good' }
    : { text: 'Ended', kind: 'off' };
}
