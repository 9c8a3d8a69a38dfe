import { formatDay, formatTime, londonNow } from '#src/lib/dates.ts';
import type { ReferralLinkRefusal } from '../links.ts';
import type { ReferralCard } from '../types.ts';

/** "24 November 2026, 2:05pm", in England. */
export function momentInWords(instant: string): string {
  const { day, time } = londonNow(new Date(instant));
  return `${formatDay(day)}, ${formatTime(time)}`;
}

export const dayOf = (instant: string): string => londonNow(new Date(instant)).day;

/** A row of what tells nobody who the person is. */
export interface CardRow {
  label: string;
  text: string;
}

/** What a service decides by: what for, where, and for whom. `help`: the kind of help, in words. */
export function helpRows(card: ReferralCard, help: string): CardRow[] {
  return [
    { label: 'Kind of help', text: help },
    { label: 'For your service', text: card.serviceName },
    ...(card.area === null ? [] : [{ label: 'Area', text: card.area }]),
    ...(card.ageGroup === null ? [] : [{ label: 'Age', text: card.ageGroup }]),
  ];
}

/** Where a referral comes from. */
export function aboutRows(card: ReferralCard): CardRow[] {
  return [
    { label: 'Reference', text: card.reference },
    { label: 'Sent', text: momentInWords(card.sentAt) },
    ...(card.navigatorName === null ? [] : [{ label: 'Their navigator', text: card.navigatorName }]),
  ];
}

/** What may be seen of a referral before the service says yes. */
export const cardRows = (card: ReferralCard, help: string): CardRow[] => [
  ...helpRows(card, help),
  ...aboutRows(card),
];

/** By when an answer is hoped for, as a timer: what happens then is said, and what is late. */
export function answerTimer(
  card: Pick<ReferralCard, 'state' | 'chaseOn' | 'escalateOn'>,
  today: string,
): { text: string; isLate: boolean } | null {
  if (card.state !== 'sent' && card.state !== 'opened') return null;
  if (card.escalateOn < today)
    return { text: 'Late: the navigator is looking for another service', isLate: true };
  if (card.chaseOn < today) return { text: `Late: answer by ${formatDay(card.escalateOn)}`, isLate: true };
  return { text: `Answer by ${formatDay(card.chaseOn)}`, isLate: false };
}

/** Why a link opens nothing, as its holder reads it. */
export const REFUSAL_WORDS: Readonly<
  Record<ReferralLinkRefusal, { title: string; words: string; isRenewable: boolean }>
> = {
  unknown: {
    title: 'This link does not work',
    words: 'Open the link in the email again, or copy all of it.',
    isRenewable: false,
  },
  expired: {
    title: 'This link has run out',
    words: 'We can send a new one to the address that this one was sent to.',
    isRenewable: true,
  },
  used: {
    title: 'You have said no to this referral',
    words: 'There is nothing more to do. The navigator looks for another service.',
    isRenewable: false,
  },
  closed: {
    title: 'This referral is over',
    words: 'There is nothing more to do. The details are no longer shown here.',
    isRenewable: false,
  },
  withdrawn: {
    title: 'This referral was withdrawn',
    words:
      'The person no longer needs you to help, or has changed their mind. Do not get in touch with them about it. Delete what you wrote down, unless you have another reason to keep it.',
    isRenewable: false,
  },
  'not-yours': {
    title: 'This link does not work any more',
    words: 'The address it was sent to no longer answers for this service.',
    isRenewable: false,
  },
};
