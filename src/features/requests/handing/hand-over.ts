import { canBeSentTo, usualAddress } from '#src/features/messages/addresses.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import {
  emailProblem,
  isPersonPhone,
  PERSON_PHONE_PROBLEM,
} from '#src/features/requests/details/contact-details.ts';
import type { FormValues } from '#src/lib/form.ts';
import { choiceOf, textOf } from '#src/features/requests/questions/typed.ts';
import type { FieldProblem } from '#src/features/requests/questions/question.ts';

export const HANDOVER_WAYS = ['email', 'text', 'show'] as const;
export type HandoverWay = (typeof HANDOVER_WAYS)[number];
export const HANDOVER_TO = ['person', 'navigator'] as const;
export type HandoverTo = (typeof HANDOVER_TO)[number];

/** Who goes on with the draft, and how the link gets there. `to` is null where it is shown to read out or to copy. */
export interface AskedHandover {
  direction: 'to-person' | 'to-navigator';
  to: { kind: 'email' | 'text'; to: string } | null;
}

export interface HandoverTerms {
  answers: Pick<Answers, 'reach' | 'safe'>;
  /** Whoever hands over is a navigator: then it goes to the person. */
  isNavigator: boolean;
  /** Where our navigators read mail; null: nowhere, and the link is shown. */
  teamEmail: string | null;
}

/** What fills the form: the person's own address where it is safe to write there. */
export function handoverValues({ answers: { reach, safe }, isNavigator }: HandoverTerms): FormValues {
  const email = safe?.email === 'yes' ? (reach?.email ?? null) : null;
  const phone = safe?.text === 'yes' ? (reach?.phone ?? null) : null;
  return {
    ...(isNavigator && { to: 'person' }),
    ...(email !== null && { email }),
    ...(phone !== null && { phone }),
  };
}

/**
 * Reads the form of handing over. Refuses an address that the person said is not safe: whoever lives with them may read
 * what comes there.
 */
export function readHandover(
  typed: Readonly<FormValues>,
  terms: HandoverTerms,
): { ok: true; value: AskedHandover } | { ok: false; problems: readonly FieldProblem[] } {
  const refuse = (field: string, text: string) => ({ ok: false as const, problems: [{ field, text }] });
  const to = terms.isNavigator ? 'person' : choiceOf(typed, 'to', HANDOVER_TO);
  if (to === undefined) return refuse('to', 'Select who goes on with it');
  if (to === 'navigator') {
    const sent = terms.teamEmail === null ? null : ({ kind: 'email', to: terms.teamEmail } as const);
    return { ok: true, value: { direction: 'to-navigator', to: sent } };
  }
  const way = choiceOf(typed, 'way', HANDOVER_WAYS);
  if (way === undefined) return refuse('way', 'Select how to send the link');
  if (way === 'show') return { ok: true, value: { direction: 'to-person', to: null } };
  const field = way === 'email' ? 'email' : 'phone';
  const address = textOf(typed, field);
  const problem = way === 'email' ? mailProblem(address) : textProblem(address);
  if (problem !== null) return refuse(field, problem);
  if (isUnsafe(terms.answers, way, address)) return refuse(field, UNSAFE[way]);
  return { ok: true, value: { direction: 'to-person', to: { kind: way, to: address } } };
}

const UNSAFE = {
  email: 'It was said that email to this address is not safe. Enter another one, or show the link',
  text: 'It was said that texts to this number are not safe. Enter another one, or show the link',
} as const;

function mailProblem(address: string): string | null {
  if (address === '') return 'Enter an email address';
  const problem = emailProblem(address);
  return problem === null && !canBeSentTo('email', address)
    ? 'Enter an email address in the correct format, like name@example.com'
    : problem;
}

function textProblem(number: string): string | null {
  if (number === '') return 'Enter a mobile phone number';
  const isMobile = /^07\d{9}$/.test(usualAddress('text', number));
  if (!isPersonPhone(number) || !canBeSentTo('text', number)) return PERSON_PHONE_PROBLEM;
  return isMobile ? null : 'Enter a mobile phone number, like 07700 900 982';
}

function isUnsafe(
  { reach, safe }: HandoverTerms['answers'],
  way: 'email' | 'text',
  address: string,
): boolean {
  const own = way === 'email' ? reach?.email : reach?.phone;
  if (own == null || safe?.[way] !== 'no') return false;
  return usualAddress(way, own) === usualAddress(way, address);
}
