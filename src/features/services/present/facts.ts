import type { Capacity } from '#db/vocabulary.ts';
import type { Price } from '#src/features/services/rules.ts';
import { formatAgo, formatDay } from '#src/lib/dates.ts';

export interface Status {
  text: string;
  tone: 'good' | 'caution' | 'off';
}

/** The words for room for new people; null when nothing is known, which is shown as nothing on cards. */
export function describeCapacity(
  capacity: Capacity,
  waitingWeeks: number | null,
  pausedUntil: string | null,
): Status | null {
  switch (capacity) {
    case 'open':
      return { text: 'Space now', tone: 'good' };
    case 'waiting_list': {
      const weeks =
        waitingWeeks === null ? '' : `, about ${waitingWeeks} ${waitingWeeks === 1 ? 'week' : 'weeks'}`;
      return { text: `Waiting list${weeks}`, tone: 'caution' };
    }
    case 'full':
      return { text: 'Full', tone: 'off' };
    case 'paused':
      return {
        text: pausedUntil === null ? 'Paused' : `Paused until ${formatDay(pausedUntil)}`,
        tone: 'off',
      };
    case 'unknown':
      return null;
  }
}

const POUNDS = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** "£3", "£2.50", "50p" */
export function formatPounds(pounds: number): string {
  if (pounds > 0 && pounds < 1) return `${Math.round(pounds * 100)}p`;
  return `£${POUNDS.format(pounds).replace(/\.00$/, '')}`;
}

/** "Free", "£3", "From £2", "Some of it free", "See cost"; null when nothing is known. */
export function describePrice(price: Price): string | null {
  switch (price.kind) {
    case 'free':
      return 'Free';
    case 'from':
      if (price.pounds === 0) return 'Some of it free';
      return `${price.isOnlyPrice ? '' : 'From '}${formatPounds(price.pounds)}`;
    case 'words':
      return 'See cost';
    case 'unknown':
      return null;
  }
}

/** "Checked 12 days ago", or that nobody has checked. `isOverdue` adds the words that it may be out of date. */
export function describeChecked(
  assuredOn: string | null,
  overdue: boolean,
  today: string,
): { text: string; overdue: boolean } {
  if (assuredOn === null) return { text: 'Not checked by us yet', overdue: false };
  const text = `Checked ${formatAgo(assuredOn, today)}`;
  return { text: overdue ? `${text}: may be out of date` : text, overdue };
}

/** "Ages 18 and over", "Ages 11 to 25", "Up to age 5", or null for everybody. */
export function describeAges(minimum: number | null, maximum: number | null): string | null {
  if (minimum === null && maximum === null) return null;
  if (maximum === null) return minimum === null || minimum === 0 ? null : `Ages ${minimum} and over`;
  if (minimum === null || minimum === 0) return `Up to age ${maximum}`;
  return minimum === maximum ? `Age ${minimum}` : `Ages ${minimum} to ${maximum}`;
}
