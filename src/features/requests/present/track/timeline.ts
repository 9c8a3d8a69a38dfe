import { formatWeekdayAndDay, londonNow } from '#src/lib/dates.ts';
import type { ReferralState } from '#src/features/referrals/moves.ts';
import type { ContactAttempt } from '#src/features/requests/queries/history.ts';
import type { TrackRecord } from '#src/features/requests/queries/track.ts';
import { whomOf, type Reader } from './whom.ts';

export interface TimelineEntry {
  text: string;
  /** Of what the reader wrote: their own words. */
  words: string | null;
}

export interface TimelineDay {
  day: string; // in words
  entries: TimelineEntry[];
}

const ATTEMPTS: Readonly<Record<ContactAttempt['channel'], string>> = {
  phone: 'We rang',
  text: 'We sent a text to',
  email: 'We sent an email to',
  letter: 'We sent a letter to',
  visit: 'We came to see',
};

function attemptWords({ channel, outcome }: ContactAttempt, object: string): string {
  if (outcome === 'spoke') return `We spoke with ${object}.`;
  const tried = `${ATTEMPTS[channel]} ${object}.`;
  if (outcome === 'no-answer') return `${tried} There was no answer.`;
  if (outcome === 'message-left') return `${tried} We left a message.`;
  return outcome === 'wrong-details' ? `${tried} The details we have do not seem to be right.` : tried;
}

/** What a service did, after its name. `opened` is between the services and us. */
function referralWords(toState: ReferralState, object: string): string | null {
  switch (toState) {
    case 'sent':
      return 'was asked to help.';
    case 'opened':
      return null;
    case 'accepted':
      return 'said yes.';
    case 'declined':
      return 'said no.';
    case 'more_information_asked':
      return 'asked us a question.';
    case 'contacted':
      return `got in touch with ${object}.`;
    case 'started':
      return 'began to help.';
    case 'completed':
      return 'finished helping.';
    case 'could_not_contact':
      return `could not reach ${object}.`;
    case 'person_declined':
      return object === 'you' ? 'heard that you do not want its help.' : 'heard that its help is not wanted.';
    case 'withdrawn':
      return 'was told that it is not asked any more.';
  }
}

/** What happened, day by day, the newest first. Notes of navigators and words of services are not in it. */
export function presentTimeline(
  record: TrackRecord,
  { reader, today }: { reader: Reader; today: string },
): TimelineDay[] {
  const { object, your } = whomOf(reader);
  const entries: { at: string; text: string; words: string | null }[] = [];
  const add = (at: string, text: string | null, words: string | null = null): void => {
    if (text !== null) entries.push({ at, text, words });
  };
  for (const event of record.events) add(event.at, eventWords(event, your));
  for (const attempt of record.attempts) add(attempt.at, attemptWords(attempt, object));
  for (const { author, kind, at, words } of record.notes) {
    if (kind !== 'addition' || (author !== 'person' && author !== 'helper')) continue;
    if (author === reader) add(at, 'You added:', words);
    else add(at, `${author === 'helper' ? 'Who filled this in' : 'The person'} added something.`);
  }
  for (const { serviceName, events, chasedAt } of record.referrals) {
    for (const { at, toState } of events) {
      const words = referralWords(toState, object);
      add(at, words === null ? null : `${serviceName} ${words}`);
    }
    if (chasedAt !== null) add(chasedAt, `We reminded ${serviceName}.`);
  }
  // What happened at one moment stays in its order, turned round with the rest.
  const days: TimelineDay[] = [];
  for (const { at, ...entry } of entries
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .toReversed()) {
    const day = formatWeekdayAndDay(londonNow(new Date(at)).day, today);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

function eventWords({ kind, actorName }: TrackRecord['events'][number], your: string): string | null {
  switch (kind) {
    case 'send':
      return 'The request was sent to us.';
    case 'take':
      return actorName === null ? 'A navigator took the request.' : `${actorName} became ${your} navigator.`;
    case 'hand-over':
      return `The request went to another navigator.`;
    case 'put-back':
      return 'The request went back to the team, for another navigator to take.';
    case 'close':
      return 'The request was closed.';
    case 'withdraw':
      return 'The request was taken back.';
    case 'feedback':
      return 'You told us how it went.';
    default:
      return null;
  }
}
