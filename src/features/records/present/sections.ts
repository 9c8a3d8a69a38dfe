import { CLOSED_REASONS, type ClosedReason } from '#src/features/requests/moves.ts';
import { formatDay, formatTime, londonNow } from '#src/lib/dates.ts';
import type { WholeRecord } from '../queries/record.ts';

/** A part of a record as it is read. */
export interface Section {
  title: string;
  /** Somebody else's data, or words about them: to be looked at before it is handed over. */
  mark: string | null;
  entries: { label: string; lines: string[] }[];
}

const THIRD_PARTY = 'About somebody else: look whether it may be handed over, and take out what may not.';
const FREE_WORDS = 'Words of other people: look whether they name somebody else.';

/** Our names for parts of the answers; the rest is said by its own name. */
const LABELS: Readonly<Record<string, string>> = {
  name: 'Name',
  helper: 'Who asked for the person',
  agreement: 'Whether the person agreed',
  reach: 'How to reach the person',
  safe: 'What is safe',
  communication: 'Communication needs',
  story: 'What matters to the person',
  needs: 'What they would like help with',
  inPlace: 'What is in place already',
  home: 'At home',
  place: 'Where they live',
  dateOfBirth: 'Date of birth',
  address: 'Address',
  nhsNumber: 'NHS number',
  gp: 'GP practice',
  services: 'Services they chose',
  sharing: 'What they agreed to on sending',
  copy: 'A copy for them',
};

/** Everything of a record in the order in which a person reads it. Nothing is left out: what has no name of ours is shown by its own. */
export function sectionsOf(record: WholeRecord): Section[] {
  const { answers, helper } = splitHelper(record);
  return [
    section('The request', null, aboutRequest(record)),
    section('What was answered', null, answers),
    section('Who asked for the person', THIRD_PARTY, helper),
    section('What was agreed to', null, consentEntries(record)),
    section(
      'Tries to get in touch',
      FREE_WORDS,
      record.attempts.map(({ at, byName, by, channel, outcome, note }) => ({
        label: moment(at),
        lines: lines(`By ${byName ?? by}: ${channel}, ${outcome}`, note),
      })),
    ),
    section(
      'Notes',
      FREE_WORDS,
      record.notes.map(({ at, byName, by, author, kind, words }) => ({
        label: `${moment(at)}, ${kind} of the ${author}`,
        lines: lines(words, `By ${byName ?? by}`),
      })),
    ),
    section('Referrals', FREE_WORDS, referralEntries(record)),
    section('Messages', null, messageEntries(record)),
    section(
      'What happened',
      FREE_WORDS,
      record.events.map(({ at, actorName, actor, kind, fromState, toState, reason }) => ({
        label: `${moment(at)}: ${inWords(kind)}`,
        lines: lines(
          `By ${actorName ?? actor}`,
          fromState === null && toState === null
            ? null
            : `${fromState ?? 'nothing'} to ${toState ?? 'nothing'}`,
          reason,
        ),
      })),
    ),
    section(
      'Who has looked',
      null,
      record.views.map(({ at, byName, by, serviceName, action, reason }) => ({
        label: moment(at),
        lines: lines(
          `${byName ?? by}${serviceName === null ? '' : ` of ${serviceName}`}`,
          action === 'request.export' ? 'Took a copy' : null,
          reason,
        ),
      })),
    ),
  ].filter(({ entries }) => entries.length > 0);
}

const section = (title: string, mark: string | null, entries: Section['entries']): Section => ({
  title,
  mark,
  entries,
});

function splitHelper({ answers }: WholeRecord): Record<'answers' | 'helper', Section['entries']> {
  const entries = Object.entries(answers ?? {}).map(([part, value]) => ({
    part,
    label: LABELS[part] ?? inWords(part),
    lines: flatten(value),
  }));
  return {
    answers: entries.filter(({ part }) => part !== 'helper'),
    helper: entries.filter(({ part }) => part === 'helper'),
  };
}

function aboutRequest({ request, closedNote, feedback, hold }: WholeRecord): Section['entries'] {
  const entry = (label: string, ...said: (string | null | undefined)[]): Section['entries'] => {
    const given = lines(...said);
    return given.length === 0 ? [] : [{ label, lines: given }];
  };
  const closed = request.closedReason as ClosedReason | null;
  return [
    ...entry('Reference', request.reference),
    ...entry('State', inWords(request.state)),
    ...entry('Filled in by', request.filledInBy?.name ?? inWords(request.madeBy)),
    ...entry('Begun', moment(request.createdAt)),
    ...entry('Sent', request.sentAt === null ? null : moment(request.sentAt)),
    ...entry('Area', request.area),
    ...entry('Navigator', request.navigator?.name),
    ...entry('To be read on the same day', request.sameDay ? 'Yes' : null),
    ...entry(
      'Closed',
      request.closedAt === null ? null : moment(request.closedAt),
      closed === null ? null : CLOSED_REASONS[closed],
      closedNote,
    ),
    ...entry('What they said of the help', ...(feedback === null ? [] : flatten(feedback))),
    ...entry('On hold', hold?.words),
  ];
}

const consentEntries = ({ consents }: WholeRecord): Section['entries'] =>
  consents.map((consent) => ({
    label: `${moment(consent.at)}: ${consent.decision}, ${consent.recipient}`,
    lines: lines(
      `Shared: ${consent.shared.map(inWords).join(', ')}`,
      `By: ${inWords(consent.givenBy)}, ${inWords(consent.method)}`,
      consent.reason,
      `The words (${consent.wordingId}): ${consent.wording}`,
    ),
  }));

const referralEntries = ({ referrals }: WholeRecord): Section['entries'] =>
  referrals.map((referral) => ({
    label: `${referral.reference}: ${referral.service}, ${referral.organisation}`,
    lines: [
      ...lines(
        `Sent ${moment(referral.sentAt)}${referral.sentTo.length === 0 ? '' : ` to ${referral.sentTo.join(', ')}`}`,
        referral.shared.length === 0 ? null : `They got: ${referral.shared.map(inWords).join(', ')}`,
        `Now: ${inWords(referral.state)}`,
        referral.declineReason,
      ),
      ...referral.events.map(({ at, from, to, reason, note }) =>
        [`${moment(at)}: ${from === null ? '' : `${inWords(from)} to `}${inWords(to)}`, reason, note]
          .filter((part) => part !== null)
          .join(' · '),
      ),
    ],
  }));

const messageEntries = ({ messages }: WholeRecord): Section['entries'] =>
  messages.map(({ at, kind, to, subject, text, sentAt, cameBackAt }) => ({
    label: `${moment(at)}: ${kind} to ${to ?? 'an address that is no longer kept'}`,
    lines: lines(
      sentAt === null ? 'Not sent' : `Sent ${moment(sentAt)}`,
      cameBackAt === null ? null : `It came back ${moment(cameBackAt)}`,
      subject,
      text ?? 'Its words are no longer kept.',
    ),
  }));

const lines = (...said: (string | null | undefined)[]): string[] =>
  said.filter((line): line is string => line != null && line !== '');

/** "21 November 2026 at 2pm" */
export function moment(at: string): string {
  const { day, time } = londonNow(new Date(at));
  return `${formatDay(day)} at ${formatTime(time)}`;
}

/** "with_navigator" and "noFixedAddress" as people read them. */
export function inWords(code: string): string {
  const spaced = code
    .replaceAll(/[_-]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Every value within another, each with the name it has there; what is empty was not said. */
function flatten(value: unknown, name = ''): string[] {
  const said = (text: string): string[] => [name === '' ? text : `${inWords(name)}: ${text}`];
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'boolean') return said(value ? 'Yes' : 'No');
  if (typeof value === 'string' || typeof value === 'number') return said(String(value));
  if (Array.isArray(value)) {
    const all: unknown[] = value;
    return all.every((each) => typeof each === 'string')
      ? all.length === 0
        ? []
        : said(all.join(', '))
      : all.flatMap((each) => flatten(each, name));
  }
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, key));
}
