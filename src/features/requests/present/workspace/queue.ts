import { londonNow } from '#src/lib/dates.ts';
import { countOf, listInWords } from '#src/lib/text.ts';
import type { QueueRow } from '#src/features/requests/queries/queue.ts';
import type { QueueName } from '#src/features/requests/workspace/choices.ts';
import { dayInWords, timerInWords, type Shown } from './timers.ts';

/** The queues in the order of their buttons, as a navigator calls them. */
export const QUEUE_WORDS: Readonly<Record<QueueName, { name: string; empty: string }>> = {
  'same-day': { name: 'To be read today', empty: 'Nothing has to be read today.' },
  new: { name: 'New', empty: 'Nobody waits for a navigator.' },
  mine: { name: 'Mine', empty: 'You have no requests. Take the next new one.' },
  waiting: { name: 'Waiting for a service', empty: 'No service owes you an answer.' },
  overdue: { name: 'Late', empty: 'Nobody has waited longer than we promised.' },
  all: { name: 'All open', empty: 'There is no open request.' },
};

export interface ShownRow {
  id: string;
  reference: string;
  name: string;
  flags: readonly string[]; // Accessible Information needs
  sameDay: boolean;
  area: string;
  needs: string;
  timers: Shown[];
  who: string; // "Nobody yet", "You", "Nina Navigator"
  isNew: boolean;
  since: string; // "Sent today"
}

interface Clock {
  today: string;
  bankHolidays: ReadonlySet<string>;
}

/** A request as a line of a queue, with what is due in words. */
export function shownRow(
  row: QueueRow,
  { viewerId, needName, clock }: { viewerId: string; needName: (slug: string) => string; clock: Clock },
): ShownRow {
  return {
    id: row.id,
    reference: row.reference,
    name: row.personName,
    flags: row.communicationFlags,
    sameDay: row.sameDay,
    area: row.area ?? 'Not said',
    needs: row.needs.length === 0 ? 'Not said' : listInWords(row.needs.map(needName)),
    timers: timersOf(row, clock),
    who: row.navigator === null ? 'Nobody yet' : row.navigator.id === viewerId ? 'You' : row.navigator.name,
    isNew: row.state === 'sent',
    since: `Sent ${dayInWords(londonNow(new Date(row.sentAt)).day, clock.today)}`,
  };
}

function timersOf(row: QueueRow, clock: Clock): Shown[] {
  if (row.state === 'closed') return [{ text: 'Closed', tone: 'off' }];
  const contact =
    row.contactedAt !== null
      ? []
      : row.contactDueOn === null
        ? [{ text: 'Get in touch', tone: null }]
        : [timerInWords('Get in touch', row.contactDueOn, clock)];
  const waiting =
    row.unansweredReferrals === 0
      ? []
      : [{ text: `Waiting for ${countOf(row.unansweredReferrals, 'service')}`, tone: null }];
  const others = row.openReferrals - row.unansweredReferrals;
  const going = others <= 0 ? [] : [{ text: `${countOf(others, 'service')} helping`, tone: 'good' as const }];
  const shown: Shown[] = [...contact, ...waiting, ...going];
  return shown.length > 0 ? shown : [{ text: 'Choose services, or close it', tone: 'caution' }];
}
