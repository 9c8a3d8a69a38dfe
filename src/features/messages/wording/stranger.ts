const LONGEST_VALUE = 200; // characters: what follows is cut off with an ellipsis

/** Control characters, and those that turn the direction of writing or take no room. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]+/gu;
/** What may be read as the dot of a web address. */
const DOT = /([.\u2024\uff0e\u3002\uff61])(?=\S)/gu;

/**
 * A value that a stranger may have typed, as mail programs leave it alone: one line without hidden characters, at most
 * 200 characters, and with a space after each dot, so that "evil.example" is no link ("evil. example"), whatever
 * program reads it. GOV.UK Notify's advice on names that people type is the same.
 */
export function harmless(value: string): string {
  const line = value
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(UNSEEN, '')
    .replace(DOT, '$1 ')
    .replace(/(\p{L}):(?=\S)/gu, '$1: ')
    .replace(/\/(?=\/)/g, '/ ')
    .replace(/(?<=\S)@(?=\S)/gu, ' @ ')
    .replace(/ {2,}/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length > LONGEST_VALUE ? `${characters.slice(0, LONGEST_VALUE - 1).join('')}…` : line;
}

/**
 * A harmless value for the Markdown of GOV.UK Notify: what could begin a heading, a list or a link stands for itself.
 * What a backslash does not help against there is replaced by what looks like it.
 */
export const escapedForNotify = (value: string): string =>
  value
    .replace(/[\\`*{}[\]()#+\-.!_>~|]/g, '\\$&')
    .replace(/</g, '‹')
    .replace(/\^/g, 'ˆ')
    .replace(/=/g, '꞊');
