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
