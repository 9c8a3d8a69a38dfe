import { addDays, formatDay } from '#src/lib/dates.ts';
import { listInWords } from '#src/lib/text.ts';
import type { PlannedItem } from '../plan.ts';

/** A value of a mail is cut at 200 characters: fewer names are better than a half one. */
const MOST_LETTERS = 180;
const LONGEST_NAME = 80;

/** Names as a sentence has room for: "Lunch club, Sewing group and 3 more". */
export function namesInWords(names: readonly string[]): string {
  const shown: string[] = [];
  let letters = 0;
  for (const name of names) {
    const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…` : name;
    if (shown.length > 0 && letters + short.length > MOST_LETTERS - 20) break;
    shown.push(short);
    letters += short.length + 2;
  }
  const rest = names.length - shown.length;
  return listInWords(rest === 0 ? shown : [...shown, `${rest} more`]);
}

/** The words of a mail that are about its services. `days`: how long its link works. */
export function mailValues(
  items: readonly PlannedItem[],
  organisationName: string,
  today: string,
  linkDays: number,
): { template: 'review-due' | 'review-overdue'; values: Record<string, string> } {
  const isLate = items.some(({ step }) => step === 'late');
  const earliest = items.map(({ service }) => service.dueOn).sort()[0] ?? today;
  const wished = isLate ? addDays(earliest, 90) : earliest;
  const soonest = addDays(today, 14);
  return {
    template: isLate ? 'review-overdue' : 'review-due',
    values: {
      services: namesInWords(items.map(({ service }) => service.name)),
      organisation: organisationName,
      day: formatDay(wished > soonest ? wished : soonest),
      days: String(linkDays),
    },
  };
}
