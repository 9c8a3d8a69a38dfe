import type { ReferralCard } from '#src/features/referrals/types.ts';
import { isOpenReferral } from '#src/features/referrals/rules.ts';
import { countOf, listInWords } from '#src/lib/text.ts';
import { CLOSED_REASONS } from '#src/features/requests/moves.ts';
import type { RequestFacts } from '#src/features/requests/queries/requests.ts';
import { dayInWords, timerInWords } from './timers.ts';
import { triesMissing } from './attempts.ts';
import type { Channel, Outcome } from '#src/features/requests/workspace/choices.ts';

/** What to do next about a request, as the first sentence of its page, and where that is done. */
export interface NextStep {
  text: string;
  action:
    | { text: string; to: 'take' | 'attempts' | 'services' | 'closure' }
    | { text: string; to: 'referral'; id: string }
    | null;
}

interface Standing {
  request: Pick<
    RequestFacts,
    'state' | 'navigator' | 'contactDueOn' | 'contactedAt' | 'closedReason' | 'sameDay'
  >;
  attempts: readonly { at: string; channel: Channel; outcome: Outcome }[];
  referrals: readonly Pick<
    ReferralCard,
    'id' | 'serviceName' | 'state' | 'escalatedAt' | 'escalateOn' | 'chaseOn'
  >[];
  viewerId: string;
  person: string; // what to call them
  today: string;
  bankHolidays: ReadonlySet<string>;
}

/** What a navigator does next: a new request is taken, a person is reached, a service answered, another one chosen. */
export function nextStep(standing: Standing): NextStep {
  const { request, person, viewerId } = standing;
  const { state, navigator } = request;
  if (state === 'closed') {
    const why = request.closedReason === null ? '' : ` ${CLOSED_REASONS[request.closedReason]}.`;
    return { text: `This request is closed.${why} There is nothing to do.`, action: null };
  }
  if (navigator === null)
    return {
      text: `Nobody looks after this request yet. Take it, then get in touch with ${person}.`,
      action: { text: 'Take this request', to: 'take' },
    };
  if (navigator.id !== viewerId)
    return {
      text: `${navigator.name} looks after this request. Change nothing without asking them.`,
      action: null,
    };
  return questionStep(standing) ?? contactStep(standing) ?? serviceStep(standing);
}

function questionStep({ referrals }: Standing): NextStep | null {
  const asking = referrals.find((referral) => referral.state === 'more_information_asked');
  return asking === undefined
    ? null
    : {
        text: `${asking.serviceName} wants to know more. Answer them, and they go on.`,
        action: { text: 'Answer the question', to: 'referral', id: asking.id },
      };
}

function contactStep({ request, attempts, person, today, bankHolidays }: Standing): NextStep | null {
  if (request.contactedAt !== null) return null;
  const missing = triesMissing(attempts);
  if (missing === null)
    return {
      text: `You have tried often enough to reach ${person}. Try once more if you can, or close the request: they can always come back.`,
      action: { text: 'Close the request', to: 'closure' },
    };
  const timer =
    request.contactDueOn === null
      ? null
      : timerInWords('Do it', request.contactDueOn, { today, bankHolidays });
  return {
    text: `Get in touch with ${person}.${timer === null ? '' : ` ${timer.text}.`}${attempts.length > 0 ? ` ${missing}` : ''}`,
    action: { text: 'Note how it went', to: 'attempts' },
  };
}

const SAID_NO = ['declined', 'could_not_contact', 'person_declined'] as const;

function serviceStep({ referrals, person, today }: Standing): NextStep {
  const choose = { text: 'Choose services', to: 'services' } as const;
  if (referrals.length === 0)
    return { text: `Choose services with ${person}, and refer them to several at once.`, action: choose };
  const open = referrals.filter(({ state }) => isOpenReferral(state));
  const waiting = open.filter(({ state }) => state === 'sent' || state === 'opened');
  const silent = waiting.filter(({ escalatedAt, escalateOn }) => escalatedAt !== null || escalateOn <= today);
  if (silent.length > 0)
    return {
      text: `${listInWords(silent.map(({ serviceName }) => serviceName))} did not answer for 5 working days. Ring them, or choose the next best service.`,
      action: choose,
    };
  if (waiting.length > 0) {
    const next = waiting.map(({ escalateOn }) => escalateOn).toSorted()[0] ?? today;
    return {
      text: `You wait for ${countOf(waiting.length, 'service')}. We remind them, and tell you ${dayInWords(next, today).replace(/^(?=[A-Z])/, 'on ')} if nobody answers.`,
      action: null,
    };
  }
  if (open.length > 0)
    return {
      text: `${countOf(open.length, 'service')} ${open.length === 1 ? 'helps' : 'help'} ${person}. There is nothing to do now.`,
      action: null,
    };
  const isRefused = referrals.some(({ state }) => SAID_NO.some((no) => no === state));
  const isFinished = referrals.some(({ state }) => state === 'completed');
  return isRefused && !isFinished
    ? {
        text: 'No service helps at the moment. Choose the next best one, or close the request.',
        action: choose,
      }
    : {
        text: `All referrals are over. Ask ${person} how it went, then close the request.`,
        action: { text: 'Close the request', to: 'closure' },
      };
}
