import { OPEN_STATES, type ReferralState } from '#src/features/referrals/moves.ts';
import { formatWeekdayAndDay } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import type { TrackRecord } from '#src/features/requests/queries/track.ts';
import { CLOSED_WORDS, CLOSED_WORDS_FOR_HELPER, whomOf, type Reader } from './whom.ts';

export interface Standing {
  /** Where things stand, in one sentence or two. */
  lead: string;
  /** What happens next and by when. */
  next: string[];
}

const WAYS = { phone: 'ring', text: 'text', email: 'email', letter: 'write to' } as const;

/** How we get in touch, in the way they prefer where that is safe: "ring you". */
export function contactWords({ reach, safe }: Answers, reader: Reader): string {
  const { object } = whomOf(reader);
  const way = reach?.preferred;
  return way === undefined || safe?.[way] === 'no' ? `get in touch with ${object}` : `${WAYS[way]} ${object}`;
}

const isOpen = (state: ReferralState): boolean => OPEN_STATES.some((open) => open === state);

/** Where a request stands on `today`, and what comes next. */
export function presentStanding(
  { request, answers, referrals }: TrackRecord,
  { reader, today }: { reader: Reader; today: string },
): Standing {
  if (request.state === 'closed') return closed(request.closedReason, reader);
  const whom = whomOf(reader);
  const contact = contactWords(answers, reader);
  const due = request.contactDueOn;
  const by = due === null ? '' : ` by ${formatWeekdayAndDay(due, today)}`;
  const isLate = request.contactedAt === null && due !== null && due < today;
  const name = request.navigator?.name ?? null;
  const who = name === null ? 'A navigator' : name;
  if (isLate)
    return {
      lead: `We said that we would ${contact}${by}. We have not done that yet.`,
      next: [`Ring us if you do not want to wait. ${who} still has to ${contact}.`],
    };
  if (name === null && request.contactedAt === null)
    return {
      lead: `We have ${reader === 'person' ? 'your' : 'the'} request. A navigator will ${contact}${by}.`,
      next: [
        'A navigator reads the request.',
        `They ${contact}${by}.`,
        `Together ${reader === 'person' ? 'you' : 'they'} look at which services could help.`,
      ],
    };
  const is = name === null ? `We have ${whom.your} request.` : `${name} is ${whom.your} navigator`;
  if (request.contactedAt === null)
    return {
      lead: `${is} and will ${contact}${by}.`,
      next: [`${who} will ${contact}${by}.`, ...nextOfReferrals(referrals, { reader, today, who })],
    };
  return {
    lead: `${name === null ? is : `${is}.`} ${summary(referrals, reader, who)}`,
    next: referrals.some(({ state }) => isOpen(state))
      ? nextOfReferrals(referrals, { reader, today, who })
      : [`${who} looks at what else could help, and gets in touch with ${whom.object}.`],
  };
}

/** All referrals in one sentence; the best news first. */
function summary(referrals: TrackRecord['referrals'], reader: Reader, who: string): string {
  const count = (...states: ReferralState[]): number =>
    referrals.filter(({ state }) => states.includes(state)).length;
  const { object } = whomOf(reader);
  const waiting = count('sent', 'opened', 'more_information_asked');
  const wait = waiting === 0 ? '' : ` We wait for the answer of ${countOf(waiting, 'other service')}.`;
  if (count('started') > 0) return `Help has begun from ${countOf(count('started'), 'service')}.${wait}`;
  if (count('accepted', 'contacted') > 0)
    return `${countOf(count('accepted', 'contacted'), 'service')} said yes.${wait}`;
  if (waiting > 0)
    return `We asked ${countOf(waiting, 'service')} and ${waiting === 1 ? 'wait for its answer' : 'wait for their answers'}.`;
  if (count('completed') > 0) return 'The help that was arranged has come to its end.';
  return `${who} has spoken with ${object}, and looks for the right help.`;
}

function nextOfReferrals(
  referrals: TrackRecord['referrals'],
  { reader, today, who }: { reader: Reader; today: string; who: string },
): string[] {
  const { object } = whomOf(reader);
  return referrals.flatMap(({ state, serviceName, answerDueOn, escalatedAt }) => {
    if (state === 'sent' || state === 'opened')
      return escalatedAt !== null || answerDueOn < today
        ? [`${serviceName} has not answered. ${who} looks for other help and tells ${object}.`]
        : [`${serviceName} has until ${formatWeekdayAndDay(answerDueOn, today)} to answer.`];
    if (state === 'more_information_asked') return [`${who} answers the question of ${serviceName}.`];
    if (state === 'accepted') return [`${serviceName} gets in touch with ${object}.`];
    return [];
  });
}

function closed(reason: TrackRecord['request']['closedReason'], reader: Reader): Standing {
  const words =
    reason === null ? null : (reader === 'person' ? CLOSED_WORDS : CLOSED_WORDS_FOR_HELPER)[reason];
  return { lead: `This request is closed.${words === null ? '' : ` ${words}`}`, next: [] };
}
