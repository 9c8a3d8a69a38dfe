import { formatDay, londonNow } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';
import { deletedOn, type RetentionDays, type RetentionRule } from '../rules.ts';

/** What waits under a rule, and when some of it goes next. */
export function waitingInWords(
  rule: RetentionRule,
  { kept, oldest, held }: { kept: number; oldest: string | null; held: number },
  days: RetentionDays,
): { kept: string; next: string } {
  const onHold = held === 0 ? '' : `, ${held} of them on hold`;
  return {
    kept: `${countOf(kept, 'record')}${onHold}`,
    next: oldest === null ? 'Nothing' : formatDay(deletedOn(new Date(oldest), days[rule.setting])),
  };
}

/** "Ended before 21 November 2025" */
export const beforeInWords = (before: string): string => formatDay(londonNow(new Date(before)).day);
