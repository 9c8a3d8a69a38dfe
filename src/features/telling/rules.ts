import { canBeSentTo, usualAddress } from '#src/features/messages/addresses.ts';
import type { MessageForm, MessageKind } from '#src/features/messages/types.ts';
import type { Answers, MadeBy } from '#src/features/requests/answers.ts';

/** Why nobody is written to, and the navigator rings or asks instead. */
export type RingReason =
  /** They need to be spoken with: by phone, by text relay, or face to face. */
  | 'needs-voice'
  /** Somebody stands between, and no address of theirs is known. */
  | 'through-somebody'
  /** No way of writing was said to be safe, or none that was has an address. */
  | 'nothing-safe';

/** How somebody hears. */
export type Reach =
  | { way: 'message'; kind: MessageKind; to: string; form: MessageForm; isToPrint: boolean }
  | { way: 'ring'; why: RingReason }
  | { way: 'nobody'; why: 'not-theirs' | 'no-address' | 'not-agreed' | 'not-wanted' };

/** What decides besides the answers. */
export interface ReachFacts {
  madeBy: MadeBy;
  /** The GP practice may be told: by the latest agreement. */
  isGpAgreed: boolean;
}

/** Audiences that the answers name. */
export type AnsweredAudience = 'person' | 'helper' | 'professional' | 'gp';

/**
 * How the person, whoever asked for them, or their GP practice hears. A way that was not said to be safe is used for
 * nobody. Of the person the needs of the Accessible Information Standard (DAPB1605) count before what they prefer.
 */
export function receiverFor(answers: Answers, audience: AnsweredAudience, facts: ReachFacts): Reach {
  switch (audience) {
    case 'person':
      return reachPerson(answers);
    case 'helper':
    case 'professional':
      return facts.madeBy === audience
        ? reachReferrer(answers, audience)
        : { way: 'nobody', why: 'not-theirs' };
    case 'gp':
      return reachPractice(answers, facts.isGpAgreed);
  }
}

const WRITTEN = ['email', 'text', 'letter'] as const satisfies readonly MessageKind[];

function reachPerson(answers: Answers): Reach {
  const needed = answers.communication?.methods ?? [];
  const ways = needed.length === 0 ? WRITTEN : WRITTEN.filter((way) => needed.includes(way));
  if (ways.length === 0)
    return { way: 'ring', why: needed.includes('through-somebody') ? 'through-somebody' : 'needs-voice' };
  const preferred = ways.filter((way) => way === answers.reach?.preferred);
  for (const kind of [...preferred, ...ways]) {
    const to = safeAddress(answers, kind);
    if (to !== null) return message(kind, to, formOf(answers), kind === 'letter' && needsOtherPaper(answers));
  }
  return { way: 'ring', why: 'nothing-safe' };
}

const message = (kind: MessageKind, to: string, form: MessageForm, isToPrint = false): Reach => ({
  way: 'message',
  kind,
  to,
  form,
  isToPrint,
});

const formOf = ({ communication }: Answers): MessageForm =>
  communication?.formats.includes('easy-read') === true ? 'easy-read' : 'plain';

const SENT_AS_IT_IS = ['easy-read', 'plain-text', 'accessible-web'];
/** A letter in a format that no printer of ours makes by itself: the navigator sees to it. */
const needsOtherPaper = ({ communication }: Answers): boolean =>
  communication?.formats.some((format) => !SENT_AS_IT_IS.includes(format)) === true;

/** Where the person can be written to in one way; null unless they chose it, said that it is safe, and gave an address. */
function safeAddress(answers: Answers, kind: MessageKind): string | null {
  const { reach, safe } = answers;
  if (reach?.ways.includes(kind) !== true || safe?.[kind] !== 'yes') return null;
  if (kind === 'letter') return postalAddress(answers);
  const to = kind === 'email' ? reach.email : mobileOf(reach.phone);
  return to !== null && canBeSentTo(kind, to) && !unsafeAddresses(answers).has(keyOf(kind, to)) ? to : null;
}

/** A number that takes text messages: 07..., or the same with +44. */
const mobileOf = (phone: string | null): string | null =>
  phone !== null && /^07\d{9}$/.test(usualAddress('text', phone)) ? phone : null;

function postalAddress({ name, address }: Answers): string | null {
  if (address === undefined || address.noFixedAddress) return null;
  const { line1, line2, town, postcode } = address;
  const lines = [name?.full ?? null, line1, line2, town, postcode].filter((line) => line !== null).join('\n');
  return canBeSentTo('letter', lines) ? lines : null;
}

const keyOf = (kind: MessageKind, to: string): string => `${kind} ${usualAddress(kind, to)}`;

/** The person's own addresses that were not said to be safe: whoever else gave the same one is not written to there. */
function unsafeAddresses({ reach, safe }: Answers): ReadonlySet<string> {
  const unsafe = new Set<string>();
  if (reach?.phone != null && safe?.text !== 'yes') unsafe.add(keyOf('text', reach.phone));
  if (reach?.email != null && safe?.email !== 'yes') unsafe.add(keyOf('email', reach.email));
  return unsafe;
}

/** By email; a helper without one by text message. A professional's phone is the practice's, or the ward's. */
function reachReferrer(answers: Answers, audience: 'helper' | 'professional'): Reach {
  const { email = null, phone = null } = answers.helper ?? {};
  const unsafe = unsafeAddresses(answers);
  const isFree = (kind: MessageKind, to: string): boolean =>
    canBeSentTo(kind, to) && !unsafe.has(keyOf(kind, to));
  if (email !== null && isFree('email', email)) return message('email', email, 'plain');
  const mobile = audience === 'helper' ? mobileOf(phone) : null;
  if (mobile !== null && isFree('text', mobile)) return message('text', mobile, 'plain');
  return { way: 'nobody', why: 'no-address' };
}

/** By email where the practice's is known; else a letter with its name alone, which is kept for the navigator to print. */
function reachPractice(answers: Answers, isAgreed: boolean): Reach {
  if (!isAgreed) return { way: 'nobody', why: 'not-agreed' };
  const { practice = null, email = null } = answers.gp ?? {};
  if (email !== null && canBeSentTo('email', email) && !unsafeAddresses(answers).has(keyOf('email', email)))
    return message('email', email, 'plain');
  return practice === null
    ? { way: 'nobody', why: 'no-address' }
    : message('letter', practice, 'plain', true);
}

/**
 * Who hears in the person's place when they are reached through somebody: the helper who asked for them, where an
 * address of theirs is known. Nobody otherwise.
 */
export function receiverInstead(answers: Answers, facts: ReachFacts): Reach {
  const person = reachPerson(answers);
  return person.way === 'ring' && person.why === 'through-somebody' && facts.madeBy === 'helper'
    ? reachReferrer(answers, 'helper')
    : { way: 'nobody', why: 'not-theirs' };
}

/**
 * Where the copy of a request goes: to whoever filled it in, in the way and the form that they asked for. A letter goes
 * to the person's own address and is kept for the navigator, who prints the copy with it.
 */
export function copyReceiver(answers: Answers, { madeBy }: ReachFacts): Reach {
  const { copy, helper } = answers;
  if (copy === undefined || copy.way === 'none') return { way: 'nobody', why: 'not-wanted' };
  const form: MessageForm = copy.form === 'easy-read' ? 'easy-read' : 'plain';
  const isForReferrer = (madeBy === 'helper' || madeBy === 'professional') && copy.way !== 'letter';
  if (!isForReferrer) {
    const to = safeAddress(answers, copy.way);
    return to === null
      ? { way: 'nobody', why: 'no-address' }
      : message(copy.way, to, form, copy.way === 'letter');
  }
  const to = copy.way === 'email' ? (helper?.email ?? null) : mobileOf(helper?.phone ?? null);
  return to !== null && canBeSentTo(copy.way, to) && !unsafeAddresses(answers).has(keyOf(copy.way, to))
    ? message(copy.way, to, form)
    : { way: 'nobody', why: 'no-address' };
}

/** Addresses that the NHS says are safe for what tells who somebody is (DCB1596, secure email). */
export const isSecureMail = (address: string): boolean =>
  /@(?:[a-z0-9-]+\.)*(?:nhs\.net|secure\.nhs\.uk)$/i.test(address.trim());
