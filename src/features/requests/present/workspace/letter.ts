import { EASY_READ_POINTS, LARGE_POINTS, PLAIN_POINTS } from '#src/features/formats/sizes.ts';
import type { Sheet } from '#src/features/formats/sheet.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import { formatDay, londonNow } from '#src/lib/dates.ts';

/** The last part of a link that is long enough to be a secret. */
const SECRET_IN_LINK = /(https?:\/\/\S*\/)[\w-]{16,}/g;

/** Words of a message as colleagues read them: the secret in a link is for whoever got it. */
export const withoutSecrets = (text: string): string => text.replace(SECRET_IN_LINK, '$1(hidden)');

export interface Letter {
  to: string[]; // lines of the address
  on: string; // "24 November 2026"
  paragraphs: string[][]; // each a list of lines
}

/** A letter as it is printed: the address, the day and the words, line ends within a paragraph kept. */
export const letterOf = (address: string, text: string, writtenAt: string): Letter => ({
  to: address.split('\n').filter((line) => line.trim() !== ''),
  on: formatDay(londonNow(new Date(writtenAt)).day),
  paragraphs: text
    .split(/\n\s*\n/)
    .map((part) => part.split('\n').map((line) => line.trim()))
    .map((lines) => lines.filter((line) => line !== ''))
    .filter((lines) => lines.length > 0),
});

/** The size of the words on paper for somebody: what they asked for, our large print when they named no size. */
export function pointsFor({ communication }: Pick<Answers, 'communication'>): number {
  if (communication?.formats.includes('large-print')) return communication.printPoints ?? LARGE_POINTS;
  return communication?.formats.includes('easy-read') ? EASY_READ_POINTS : PLAIN_POINTS;
}

/**
 * The first link of a letter to a page of ours, for its QR code; null when it has none. The letter is the person's own
 * paper and has the same address in its words: a camera only saves the typing.
 */
export function linkToFollow(text: string, siteUrl: string): string | null {
  const links = text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const own = links
    .map((link) => link.replace(/[.,;:!?)]+$/, ''))
    .find((link) => link.startsWith(`${siteUrl}/`));
  return own === undefined || own === `${siteUrl}/` ? null : own;
}

/** A letter as it is put into braille: no address, which stands on the envelope. */
export const letterSheet = (title: string, { on, paragraphs }: Letter): Sheet => ({
  title,
  intro: [on, ...paragraphs.map((lines) => lines.join('\n'))],
  sections: [],
});
