import { canBeSentTo } from '#src/features/messages/addresses.ts';
import type { Answers, MadeBy } from '#src/features/requests/answers.ts';
import type { ProofHolder } from './rules.ts';

/** Somewhere a code can go without anybody else seeing it. */
export interface ProofWay {
  id: 'person-text' | 'person-email' | 'helper-text' | 'helper-email';
  holder: Extract<ProofHolder, 'person' | 'helper'>;
  kind: 'text' | 'email';
  to: string;
  /** The last three digits of a phone number, to know it again by; nothing of an email address. */
  ending: string | null;
}

/** The number of a mobile phone as "07700900123", or null: nothing else can be sent a text (Ofcom, National Telephone Numbering Plan). */
function mobileNumber(phone: string): string | null {
  const digits = phone
    .replace(/^\s*1800[12](?!\d)/, '')
    .replace(/\(0\)/, '')
    .replace(/[^\d+]/g, '')
    .replace(/^(?:\+|00)44/, '0');
  return /^07[1-57-9]\d{8}$/.test(digits) ? digits : null;
}

/**
 * Where a code may be sent for a request: to the person only as they said is safe, to whoever asked for them as they can
 * be reached. Texts go to mobile numbers only.
 */
export function proofWays({ reach, safe, helper }: Answers, madeBy: MadeBy): ProofWay[] {
  const ways: ProofWay[] = [];
  const text = (holder: ProofWay['holder'], phone: string | null | undefined): void => {
    const to = mobileNumber(phone ?? '');
    if (to !== null) ways.push({ id: `${holder}-text`, holder, kind: 'text', to, ending: to.slice(-3) });
  };
  const email = (holder: ProofWay['holder'], to: string | null | undefined): void => {
    if (canBeSentTo('email', to ?? ''))
      ways.push({ id: `${holder}-email`, holder, kind: 'email', to: to ?? '', ending: null });
  };
  if (safe?.text === 'yes') text('person', reach?.phone);
  if (safe?.email === 'yes') email('person', reach?.email);
  if (madeBy === 'helper' || madeBy === 'professional') {
    text('helper', helper?.phone);
    email('helper', helper?.email);
  }
  return ways;
}

/**
 * Whom a date of birth shows to be there. Whoever asked for somebody else knows it as well as they do, so what it opens
 * is what the helper may see.
 */
export const holderByBirth = (madeBy: MadeBy): ProofWay['holder'] =>
  madeBy === 'helper' || madeBy === 'professional' ? 'helper' : 'person';

/** One way of each holder, the first: a link that was lost comes once. */
export const linksFor = (ways: readonly ProofWay[]): ProofWay[] =>
  ways.filter((way, index) => ways.findIndex(({ holder }) => holder === way.holder) === index);
