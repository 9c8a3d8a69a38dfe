import type { MessageName } from '#src/features/messages/wording/templates.ts';
import type { Happening, HappeningKind } from './happenings.ts';

/**
 * Who may hear of something. `helper` and `professional` are whoever asked for the person, `service` is the one the
 * referral is with, `navigator` is whose the request is, or the whole team while it is nobody's.
 */
export const AUDIENCES = ['person', 'helper', 'professional', 'gp', 'service', 'navigator'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** A line of the table: a happening, or one of its endings that must be told in other words, or not at all. */
export type Row = HappeningKind | 'request.copy' | 'request.closed:could-not-contact' | 'request.closed:died';

const NOBODY = {
  person: null,
  helper: null,
  professional: null,
  gp: null,
  service: null,
  navigator: null,
} as const;

/** The one table of who hears what: a message of content/messages, or null for nothing. */
export const WHO_HEARS: Readonly<Record<Row, Readonly<Record<Audience, MessageName | null>>>> = {
  'request.sent': {
    ...NOBODY,
    person: 'request-sent',
    helper: 'request-sent-helper',
    professional: 'request-sent-professional',
    navigator: 'request-new',
  },
  /** Only whoever filled the request in, in the form that they asked for. */
  'request.copy': {
    ...NOBODY,
    person: 'request-copy',
    helper: 'request-copy',
    professional: 'request-copy',
  },
  'request.taken': {
    ...NOBODY,
    person: 'request-taken',
    helper: 'request-taken-referrer',
    professional: 'request-taken-referrer',
  },
  'request.handed-over': {
    ...NOBODY,
    person: 'request-handed-over',
    helper: 'request-taken-referrer',
    professional: 'request-taken-referrer',
    navigator: 'request-yours',
  },
  'request.put-back': { ...NOBODY, person: 'request-put-back', navigator: 'request-new' },
  /** Not when they spoke, nor when the try itself left words. */
  'request.attempted': { ...NOBODY, person: 'request-attempted', helper: 'request-attempted-helper' },
  'request.added': { ...NOBODY, navigator: 'request-added' },
  'request.overdue': { ...NOBODY, navigator: 'request-overdue' },
  'request.same-day-late': { ...NOBODY, navigator: 'request-same-day-late' },
  'request.closed': {
    ...NOBODY,
    person: 'request-closed',
    helper: 'request-closed-helper',
    professional: 'request-closed-professional',
    gp: 'request-closed-gp',
  },
  'request.closed:could-not-contact': {
    ...NOBODY,
    person: 'request-not-reached',
    helper: 'request-closed-helper',
    professional: 'request-closed-professional',
    gp: 'request-closed-gp',
  },
  /** A family hears of nothing by machine. */
  'request.closed:died': {
    ...NOBODY,
    professional: 'request-closed-professional',
    gp: 'request-closed-gp',
  },
  /** Each service hears by its own referral's line. */
  'request.withdrawn': {
    ...NOBODY,
    person: 'request-withdrawn',
    helper: 'request-withdrawn-referrer',
    professional: 'request-withdrawn-referrer',
    navigator: 'request-withdrawn-navigator',
  },
  'referral.sent': {
    ...NOBODY,
    person: 'request-referred',
    helper: 'referral-news-referrer',
    professional: 'referral-news-referrer',
    service: 'referral-sent',
  },
  'referral.asked-again': { ...NOBODY, service: 'referral-sent' },
  'referral.told-again': { ...NOBODY, service: 'referral-progress' },
  'referral.unreachable': { ...NOBODY, navigator: 'referral-unreachable' },
  'referral.accepted': {
    ...NOBODY,
    person: 'referral-accepted',
    helper: 'referral-news-referrer',
    professional: 'referral-news-referrer',
    service: 'referral-progress',
    navigator: 'referral-news',
  },
  'referral.declined': {
    ...NOBODY,
    person: 'referral-declined',
    helper: 'referral-news-referrer',
    professional: 'referral-news-referrer',
    navigator: 'referral-news',
  },
  'referral.more-asked': { ...NOBODY, navigator: 'referral-more-asked' },
  'referral.more-told': { ...NOBODY, service: 'referral-more-told' },
  'referral.chased': {
    ...NOBODY,
    helper: 'referral-news-referrer',
    professional: 'referral-news-referrer',
    service: 'referral-chased',
  },
  'referral.escalated': {
    ...NOBODY,
    person: 'referral-escalated-person',
    helper: 'referral-news-referrer',
    professional: 'referral-news-referrer',
    navigator: 'referral-escalated',
  },
  /** The person knows: it was they who were spoken with. */
  'referral.contacted': { ...NOBODY, professional: 'referral-news-referrer', navigator: 'referral-news' },
  'referral.started': {
    ...NOBODY,
    helper: 'referral-news-referrer',
    professional: 'referral-news-referrer',
    navigator: 'referral-news',
  },
  'referral.completed': {
    ...NOBODY,
    person: 'referral-completed',
    helper: 'referral-news-referrer',
    professional: 'referral-news-referrer',
    navigator: 'referral-news',
  },
  'referral.could-not-contact': {
    ...NOBODY,
    person: 'referral-not-reached',
    professional: 'referral-news-referrer',
    navigator: 'referral-news',
  },
  /** Whether their family should know is theirs to say. */
  'referral.person-declined': {
    ...NOBODY,
    professional: 'referral-news-referrer',
    navigator: 'referral-news',
  },
  'referral.withdrawn': { ...NOBODY, service: 'referral-withdrawn' },
  'feedback.asked': { ...NOBODY, person: 'feedback-asked' },
  handover: { ...NOBODY, person: 'handover-link' },
};

export const ROWS = Object.keys(WHO_HEARS) as readonly Row[];

/** The line of the table that a happening stands in. */
export function rowOf(happening: Happening): Row {
  if (happening.kind !== 'request.closed') return happening.kind;
  const { reason } = happening;
  return reason === 'could-not-contact' || reason === 'died' ? `request.closed:${reason}` : 'request.closed';
}

/**
 * What somebody the person is reached through hears in their place, where they hear nothing of their own: neutral words
 * that ask to get in touch, or a page that opens nothing without a proof.
 */
export const HEARD_INSTEAD: ReadonlySet<Row> = new Set<Row>([
  'request.put-back',
  'referral.could-not-contact',
  'feedback.asked',
]);
