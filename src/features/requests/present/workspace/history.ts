import { DECLINE_REASONS } from '#src/features/referrals/moves.ts';
import type { ReferralHappening, ThreadEntry } from '#src/features/referrals/types.ts';
import { paragraphs } from '#src/lib/text.ts';
import type { ContactAttempt, HistoryEvent, RequestNote } from '#src/features/requests/queries/history.ts';
import type { RecordView } from '#src/features/requests/queries/views.ts';
import { momentInWords, shownAttempt } from './attempts.ts';
import { REFERRAL_STATE_WORDS } from './referrals.ts';

/** A line of a list of what happened or was said. */
export interface Line {
  when: string;
  what: string;
  by: string | null;
  words: string[];
}

const ACTORS: Readonly<Record<string, string>> = {
  person: 'The person',
  helper: 'Who asks for them',
  professional: 'Who asks for them',
  visitor: 'Somebody without an account',
  'referral-link': 'The service, by its link',
  job: 'This website',
  'command-line': 'Somebody at the command line',
};

/** Who did something: an account's name, or what the person, a service or this website is called. */
export const actorInWords = (actor: string, name: string | null): string =>
  name ?? ACTORS[actor] ?? ACTORS[actor.split(':')[0] ?? ''] ?? 'Somebody who has no account now';

const EVENTS: Readonly<Record<string, string>> = {
  start: 'Began to fill it in',
  'pass-on': 'Passed it on to be filled in',
  'pick-up': 'Went on filling it in',
  send: 'Sent the request',
  take: 'Took the request',
  'hand-over': 'Handed the request over',
  'put-back': 'Put the request back',
  attempt: 'Tried to get in touch',
  note: 'Wrote a note',
  close: 'Closed the request',
  withdraw: 'Withdrew the request',
  feedback: 'Said how it went',
  hold: 'Put the record on hold: nothing of it is deleted',
  release: 'Released the record: it is deleted when its time is over',
};

/** What happened, the newest first. Tries and notes have lists of their own. */
export const historyLines = (events: readonly HistoryEvent[]): Line[] =>
  events
    .filter(({ kind }) => kind !== 'attempt' && kind !== 'note')
    .map((event) => ({
      when: momentInWords(event.at),
      what: EVENTS[event.kind] ?? event.kind,
      by: actorInWords(event.actor, event.actorName),
      words: paragraphs(event.reason ?? ''),
    }))
    .toReversed();

/** Tries to get in touch, the newest first. */
export const attemptLines = (attempts: readonly ContactAttempt[]): Line[] =>
  attempts
    .map((attempt) => {
      const { when, what, by, note } = shownAttempt(attempt);
      return { when, what, by, words: paragraphs(note ?? '') };
    })
    .toReversed();

const NOTE_KINDS: Readonly<Record<RequestNote['kind'], string>> = {
  addition: 'Added',
  note: 'Note',
  question: 'A service asks',
  answer: 'Answer to a service',
};

/** What people wrote, the newest first. */
export const noteLines = (notes: readonly RequestNote[]): Line[] =>
  notes
    .map((note) => ({
      when: momentInWords(note.at),
      what: NOTE_KINDS[note.kind],
      by: actorInWords(
        note.author === 'person' || note.author === 'helper' ? note.author : note.by,
        note.byName,
      ),
      words: paragraphs(note.words),
    }))
    .toReversed();

const VIEWS: Readonly<Record<RecordView['action'], string>> = {
  'request.view': 'Looked at this record',
  'request.export': 'Took a copy of this record',
  'referral.view': 'Looked at what was shared with them',
};

/** Who has looked; several looks of one person on the same minute are one line. `views`: the newest first. */
export function viewLines(views: readonly RecordView[]): Line[] {
  const lines = views.map((view) => ({
    when: momentInWords(view.at),
    what: VIEWS[view.action],
    by: [actorInWords(view.by, view.byName), view.serviceName].filter(Boolean).join(', '),
    words: view.reason === null ? [] : [`Because: ${view.reason}`],
  }));
  return lines.filter((line, index) => {
    const before = lines[index - 1];
    return (
      before === undefined ||
      before.when !== line.when ||
      before.what !== line.what ||
      before.by !== line.by ||
      before.words.join() !== line.words.join()
    );
  });
}

/** What happened to a referral, the newest first. */
export const happeningLines = (
  events: readonly ReferralHappening[],
  names: ReadonlyMap<string, string>,
): Line[] =>
  events
    .map(({ at, actor, from, to, reason, note }) => ({
      when: momentInWords(at),
      what:
        from === to
          ? 'Tried to reach the person'
          : [REFERRAL_STATE_WORDS[to].text, declineWords(reason)].filter((part) => part !== null).join(': '),
      by: actorInWords(actor, names.get(actor) ?? null),
      words: paragraphs(note ?? ''),
    }))
    .toReversed();

const declineWords = (reason: string | null): string | null =>
  Object.entries(DECLINE_REASONS).find(([code]) => code === reason)?.[1] ?? null;

/** What a service asked and what it was answered, the oldest first. */
export const threadLines = (thread: readonly ThreadEntry[]): Line[] =>
  thread.map(({ kind, words, at }) => ({
    when: momentInWords(at),
    what: kind === 'question' ? 'They asked' : 'We answered',
    by: null,
    words: paragraphs(words),
  }));
