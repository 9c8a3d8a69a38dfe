import type { Sector } from '#db/vocabulary.ts';
import { isOverdue } from '#src/features/services/rules.ts';
import { addDays, daysBetween } from '#src/lib/dates.ts';

/** The mails that ask whether a service is still right, in their order. */
export const MAIL_STEPS = ['ask', 'due', 'late'] as const;
export type MailStep = (typeof MAIL_STEPS)[number];

/** Everything that is noted once for each due date of a service. */
export type Step =
  | MailStep
  | 'marked' // the public reads that it may be out of date, and it sorts lower
  | 'no-address' // there is nobody to write to: the desk rings
  | 'call' // the desk rings
  | 'hidden'
  | 'answered'; // somebody said that it has changed or ended, and the desk decides what becomes of it

/** Days after the due date on which each mail goes out (product.md, "Keeping listings current"). */
const MAIL_AFTER_DAYS = { ask: -30, due: 0, late: 14 } as const satisfies Record<MailStep, number>;
const CALL_AFTER_DAYS = 60;
const HIDE_AFTER_DAYS = 90;
/** However late the ladder runs, a service is never hidden sooner after its last mail, or a call that was tried. */
const HIDE_AFTER_ASKED_DAYS = 14;
/** However late the ladder runs, the next mail about a service does not follow sooner. */
const DAYS_BETWEEN_MAILS = 14;
/** A mail that goes out anyway also asks about what would be asked within so many days. */
const GATHERED_DAYS = { ask: 30, due: 14, late: 14 } as const satisfies Record<MailStep, number>;

/** Why a service is not public, in `service.hidden_reason`. */
export const HIDDEN_FOR_REVIEW = 'review-overdue';

export interface TakenStep {
  step: Step;
  doneOn: string; // YYYY-MM-DD in London
  messageId: string | null; // of a mail; null: skipped, because a later one had come due
  isUndelivered: boolean; // the mail came back, or could not be sent
}

/** A service on the ladder. */
export interface Reviewed {
  id: string;
  organisationId: string;
  name: string;
  dueOn: string; // YYYY-MM-DD
  isFirstRound: boolean; // nobody has ever checked it
  steps: readonly TakenStep[]; // of this due date
  calledOn: string | null; // the last call that was tried for this due date
}

export interface OwedMail {
  step: MailStep;
  skipped: readonly MailStep[]; // earlier ones that are not sent any more
  isAgain: boolean; // the same step for the next address, because the last mail did not arrive
}

export const hasStep = ({ steps }: Pick<Reviewed, 'steps'>, step: Step): boolean =>
  steps.some((taken) => taken.step === step);

const takenMail = (service: Reviewed, step: MailStep): TakenStep | undefined =>
  service.steps.find((taken) => taken.step === step);

/**
 * The mail that a service is owed on a day: the latest that has come due, unless it or a later one went out. None after
 * an answer, nor within 14 days of the mail before. `ahead`: what may be brought forward into a mail that goes anyway.
 */
export function mailOwed(service: Reviewed, today: string, ahead = false): OwedMail | null {
  if (hasStep(service, 'answered') || hasStep(service, 'hidden')) return null;
  const sent = MAIL_STEPS.filter((step) => (takenMail(service, step)?.messageId ?? null) !== null);
  const delivered = sent.flatMap((step) => {
    const taken = takenMail(service, step);
    return taken === undefined || taken.isUndelivered ? [] : [taken.doneOn];
  });
  const lastDelivered = delivered.sort().at(-1);
  if (lastDelivered !== undefined && daysBetween(lastDelivered, today) < DAYS_BETWEEN_MAILS) return null;
  const last = sent.at(-1);
  const isLastLost = last !== undefined && takenMail(service, last)?.isUndelivered === true;
  const reached = MAIL_STEPS.findLast(
    (step) => dayOf(service, step, ahead ? GATHERED_DAYS[step] : 0) <= today,
  );
  const lastTaken = MAIL_STEPS.findLastIndex((step) => takenMail(service, step) !== undefined);
  const position = reached === undefined ? -1 : MAIL_STEPS.indexOf(reached);
  if (reached !== undefined && position > lastTaken) {
    const skipped = MAIL_STEPS.slice(0, position).filter((step) => takenMail(service, step) === undefined);
    return { step: reached, skipped, isAgain: false };
  }
  return isLastLost && !ahead ? { step: last, skipped: [], isAgain: true } : null;
}

const dayOf = ({ dueOn }: Reviewed, step: MailStep, before: number): string =>
  addDays(dueOn, MAIL_AFTER_DAYS[step] - before);

/** True once the public reads that a service may be out of date; noted once. */
export const isToBeMarked = (service: Reviewed, today: string): boolean =>
  isOverdue(service.dueOn, today) && !hasStep(service, 'marked');

/** True once the desk is to ring, 60 days after the due date; noted once. */
export const isToBeCalled = (service: Reviewed, today: string): boolean =>
  daysBetween(service.dueOn, today) >= CALL_AFTER_DAYS && !hasStep(service, 'call');

/**
 * True once a service is to be hidden from the public: 90 days after the due date, and 14 days after the last mail
 * arrived as far as we know, or after the desk rang. Never after an answer, and never one that nobody was asked about.
 */
export function isToBeHidden(service: Reviewed, today: string): boolean {
  if (daysBetween(service.dueOn, today) < HIDE_AFTER_DAYS) return false;
  if (hasStep(service, 'answered') || hasStep(service, 'hidden')) return false;
  const late = takenMail(service, 'late');
  const asked = [
    late === undefined || late.messageId === null || late.isUndelivered ? null : late.doneOn,
    service.calledOn,
  ];
  return asked.some((day) => day !== null && daysBetween(day, today) >= HIDE_AFTER_ASKED_DAYS);
}

/** Needs whose services change with the week and the season: food and warm places (product.md). */
const CHANGING_NEEDS: ReadonlySet<string> = new Set([
  'food',
  'food-banks',
  'community-meals',
  'meals-delivered',
  'school-meals-and-holiday-food',
  'warm-places',
]);

/** Months between reviews: 3 for food and warm places, whoever runs them; 12 for statutory bodies; else 6. */
export function reviewMonthsFor(service: { needs: readonly { slug: string }[] }, sector: Sector): 3 | 6 | 12 {
  if (service.needs.some(({ slug }) => CHANGING_NEEDS.has(slug))) return 3;
  return sector === 'statutory' ? 12 : 6;
}

const FIRST_ROUND_AFTER_DAYS = 30;
const FIRST_ROUND_DAYS = 180;

/**
 * When a service that nobody has checked counts as due: 30 days after it came in at the earliest, so that its first mail
 * can go out that day, and within half a year. All of an organisation that came in together are due together.
 */
export function firstDueOn(cameOn: string, organisationId: string): string {
  let spread = 0;
  for (const letter of organisationId) spread = (spread * 31 + letter.charCodeAt(0)) % 1_000_003;
  return addDays(cameOn, FIRST_ROUND_AFTER_DAYS + (spread % FIRST_ROUND_DAYS));
}
