import type { ContactAttemptTable } from '#db/schema.ts';
import { addWorkingDays, isWorkingDay } from '#src/features/working-days/rules.ts';
import { londonNow } from '#src/lib/dates.ts';
import type { AnswerPart, Answers, MadeBy } from './answers.ts';
import { CLOSED_REASONS, type ClosedReason, type RequestState } from './moves.ts';

/** A draft that nobody opens is thrown away after so many days. */
export const DRAFT_DAYS = 30;
/** A link by which a draft changes hands works for so many days. */
export const HANDOVER_DAYS = 7;
/** For so many minutes after sending, the browser that sent a request can still show what was written. */
export const SENT_SHOWN_MINUTES = 60;
/** Who is not involved and has said why they look is not asked again for so many minutes. */
export const REASON_MINUTES = 60;

const isFilled = (text: string | null | undefined): boolean => (text ?? '').trim() !== '';

/** True when there is a way to get in touch: a number, an email address, or letters and an address to send them to. */
function isReachable({ reach, address }: Answers): boolean {
  if (reach === undefined) return false;
  return (
    isFilled(reach.phone) ||
    isFilled(reach.email) ||
    (reach.ways.includes('letter') &&
      address !== undefined &&
      !address.noFixedAddress &&
      isFilled(address.line1) &&
      isFilled(address.postcode))
  );
}

const hasAgreement = ({ agreement }: Answers): boolean =>
  agreement !== undefined && (agreement.agrees === 'yes' || isFilled(agreement.reason));

/** The answers without which a request cannot be sent, in the order of the journey. */
export function whatIsMissing(answers: Answers, madeBy: MadeBy): AnswerPart[] {
  const { name, helper, story, needs, sharing } = answers;
  const missing: AnswerPart[] = [];
  if (!isFilled(name?.full)) missing.push('name');
  if ((madeBy === 'helper' || madeBy === 'professional') && !isFilled(helper?.name)) missing.push('helper');
  if (madeBy !== 'self' && !hasAgreement(answers)) missing.push('agreement');
  if (!isReachable(answers)) missing.push('reach');
  const hasNeeds = (needs?.slugs.length ?? 0) > 0 || isFilled(needs?.other);
  if (!isFilled(story?.words) && !hasNeeds) missing.push('story');
  if (sharing?.navigator !== 'yes') missing.push('sharing');
  return missing;
}

/** True when everything is there that a request needs before it is sent. */
export const isReady = (answers: Answers, madeBy: MadeBy): boolean =>
  whatIsMissing(answers, madeBy).length === 0;

/** A try to reach somebody, as the rules see it. */
export interface Attempt {
  at: string; // ISO moment
  channel: ContactAttemptTable['channel'];
  outcome: ContactAttemptTable['outcome'];
}

/** The honest ending comes after so many attempts, each on another day ... */
export const ATTEMPTS_BEFORE_GIVING_UP = 3;
/** ... over so many channels (domain.md 1.7). */
export const CHANNELS_BEFORE_GIVING_UP = 2;

/** True when it may be said that the person could not be reached: since anybody last spoke with them. */
export function canGiveUp(attempts: readonly Attempt[]): boolean {
  const inOrder = attempts.toSorted((a, b) => a.at.localeCompare(b.at));
  const since = inOrder.slice(inOrder.findLastIndex(({ outcome }) => outcome === 'spoke') + 1);
  const days = new Set(since.map(({ at }) => londonNow(new Date(at)).day));
  const channels = new Set(since.map(({ channel }) => channel));
  return days.size >= ATTEMPTS_BEFORE_GIVING_UP && channels.size >= CHANNELS_BEFORE_GIVING_UP;
}

/** Working days within which somebody gets in touch. */
export const CONTACT_WORKING_DAYS = 2;
/** Until then, in England, what comes in is read on the same day. */
const DAY_ENDS_AT = '17:00';

/**
 * The date in England by which a person gets in touch: two working days later, or for what cannot wait the same working
 * day, the next one when it was sent in the evening, at the weekend or on a bank holiday.
 */
export function contactDueOn(sentAt: Date, isSameDay: boolean, bankHolidays: ReadonlySet<string>): string {
  const { day, time } = londonNow(sentAt);
  if (!isSameDay) return addWorkingDays(day, CONTACT_WORKING_DAYS, bankHolidays);
  return isWorkingDay(day, bankHolidays) && time < DAY_ENDS_AT ? day : addWorkingDays(day, 1, bankHolidays);
}

/** True when nobody has spoken with the person by the date that was promised. */
export const isOverdue = (
  request: { state: RequestState; contactDueOn: string | null; contactedAt: string | null },
  today: string,
): boolean =>
  (request.state === 'sent' || request.state === 'with_navigator') &&
  request.contactedAt === null &&
  request.contactDueOn !== null &&
  request.contactDueOn < today;

/** True for a navigator who has to do with a request; anybody may look at one that waits to be taken. */
export const isInvolved = (
  request: {
    state: RequestState;
    navigator: { id: string } | null;
    filledInBy: { id: string } | null;
    createdBy: string | null;
  },
  viewerId: string,
): boolean =>
  request.state === 'sent' ||
  [request.navigator?.id, request.filledInBy?.id, request.createdBy].includes(viewerId);

/** Reasons for which a navigator closes a request; withdrawing is a move of its own. */
export type ClosingReason = Exclude<ClosedReason, 'withdrawn'>;
export const CLOSING_REASONS = (Object.keys(CLOSED_REASONS) as ClosedReason[]).filter(
  (reason): reason is ClosingReason => reason !== 'withdrawn',
);

/** What somebody says of the help they got. */
export interface RequestFeedback {
  helped: 'yes' | 'partly' | 'no';
  words: string | null;
  mayTellService: boolean; // the words may be passed on to the services that helped
}

/** The most telling needs first, in the fewest words that fit a list. */
const FLAGS: Readonly<Record<string, string>> = {
  'bsl-interpreter': 'BSL interpreter',
  'deafblind-manual': 'Deafblind manual interpreter',
  lipspeaker: 'Lipspeaker',
  'speech-to-text': 'Speech to text',
  'note-taker': 'Note taker',
  'sign-supported-english': 'Sign Supported English',
  advocate: 'Advocate',
  'text-relay': 'Text relay',
  'through-somebody': 'Through somebody else',
  'in-person': 'In person',
  'easy-read': 'Easy read',
  'large-print': 'Large print',
  braille: 'Braille',
  moon: 'Moon',
  audio: 'Audio',
  'accessible-web': 'Accessible web page',
  'plain-text': 'Plain text',
  'bsl-video': 'BSL video',
  makaton: 'Makaton',
  'coloured-paper': 'Coloured paper',
  'simple-words': 'Simple words',
  'lip-reads': 'Lip-reads',
  'hearing-aid': 'Hearing aid',
  'hearing-loop': 'Hearing loop',
  'longer-appointment': 'More time',
  'somebody-with-them': 'Somebody with them',
  'communication-aid': 'Communication aid',
};

/** What somebody must know before ringing or writing, in words for the row of a list: no phone, formats, interpreters. */
export function communicationFlags({ communication, safe }: Answers): string[] {
  const flags: string[] = [];
  if (safe?.phone === 'no') flags.push('Do not phone');
  else if (safe?.message === 'no') flags.push('Leave no message');
  if (safe?.text === 'no') flags.push('Do not text');
  if (safe?.email === 'no') flags.push('Do not email');
  if (safe?.letter === 'no') flags.push('Do not write');
  if (communication === undefined) return flags;
  if (isFilled(communication.language)) flags.push(`Interpreter: ${communication.language}`);
  const { professionals, methods, formats, support } = communication;
  const named = [...professionals, ...methods, ...formats, ...support].flatMap((need) => FLAGS[need] ?? []);
  flags.push(...new Set(named));
  if (isFilled(communication.other)) flags.push('Something else');
  return flags;
}
