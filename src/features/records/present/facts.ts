import { CLOSED_REASONS, type ClosedReason } from '#src/features/requests/moves.ts';
import { formatDay } from '#src/lib/dates.ts';
import type { Tombstone } from '../queries/tombstone.ts';
import { deletedOn, ERASURE_REASONS, ruleFor, type ErasureReason, type RetentionDays } from '../rules.ts';
import { inWords, moment } from './sections.ts';

/** Said once after something was done to a record. */
export const RECORD_DONE: Readonly<Record<string, string>> = {
  erased: 'It was erased.',
  held: 'It is on hold: nothing of it is deleted until you release it.',
  released: 'It is released: it is deleted when its time is over.',
};

/** What is known of a record without opening it, in words. */
export function factsInWords(facts: Tombstone, days: RetentionDays): { label: string; words: string }[] {
  const { state, sentAt, closedAt, closedReason, hold, erased } = facts;
  const entry = (label: string, words: string | null) => (words === null ? [] : [{ label, words }]);
  return [
    ...entry('State', erased === null ? inWords(state) : 'Erased'),
    ...entry('Sent', sentAt === null ? null : moment(sentAt)),
    ...entry(
      'Closed',
      closedAt === null
        ? null
        : `${moment(closedAt)}: ${CLOSED_REASONS[closedReason as ClosedReason] ?? closedReason ?? 'no reason'}`,
    ),
    ...entry(
      'On hold',
      hold === null ? null : `${hold.words} (by ${hold.by}${hold.at === null ? '' : `, ${moment(hold.at)}`})`,
    ),
    ...entry(
      'Erased',
      erased === null
        ? null
        : `${moment(erased.at)} by ${erased.by}: ${ERASURE_REASONS[erased.reason as ErasureReason] ?? ''}. ${erased.words}`,
    ),
    ...entry('Will be deleted', deletionInWords(facts, days)),
  ];
}

function deletionInWords({ hold, erased, closedAt, closedReason }: Tombstone, days: RetentionDays): string {
  if (hold !== null) return 'Not while it is on hold';
  const rule = ruleFor({ closedReason, isErased: erased !== null });
  const ended = erased?.at ?? closedAt;
  return rule === undefined || ended === null
    ? 'Not while it is open'
    : formatDay(deletedOn(new Date(ended), days[rule.setting]));
}
