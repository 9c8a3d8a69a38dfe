import { z } from 'zod';
import { isPhoneNumber } from '#src/features/services/editing/facts/typed/phones.ts';

const EMAIL_MAXIMUM = 254;
const PHONE_MAXIMUM = 40;
const FEWEST_DIGITS = 10;

export const PERSON_PHONE_PROBLEM =
  'Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192';
export const PERSON_EMAIL_PROBLEM = 'Enter an email address in the correct format, like name@example.com';
export const EMAIL_TOO_LONG = `Email address must be ${EMAIL_MAXIMUM} characters or less`;

/**
 * True for a number on which a person can be rung: as `isPhoneNumber`, but no short number of a helpline. A text relay
 * prefix (18001, 18002) may stand before it. What was typed is what is kept.
 */
export function isPersonPhone(text: string): boolean {
  const number = text.trim().replace(/^1800[12]\s*(?=\S)/, '');
  return (
    text.length <= PHONE_MAXIMUM && isPhoneNumber(number) && number.replace(/\D/g, '').length >= FEWEST_DIGITS
  );
}

/** Why an email address cannot be taken, in a sentence; null when it can. */
export function emailProblem(text: string): string | null {
  if (text.length > EMAIL_MAXIMUM) return EMAIL_TOO_LONG;
  return z.email().safeParse(text).success ? null : PERSON_EMAIL_PROBLEM;
}

/** Domains people mistype, and what they meant. */
const MISTYPED: Readonly<Record<string, string>> = {
  'hotmial.com': 'hotmail.com',
  'hotmail.con': 'hotmail.com',
  'hotmial.co.uk': 'hotmail.co.uk',
  'gmial.com': 'gmail.com',
  'gmal.com': 'gmail.com',
  'gmail.con': 'gmail.com',
  'gmail.co': 'gmail.com',
  'yaho.com': 'yahoo.com',
  'yahoo.con': 'yahoo.com',
  'outlok.com': 'outlook.com',
  'nhs.ent': 'nhs.net',
  'nsh.net': 'nhs.net',
  'iclod.com': 'icloud.com',
};

/** The address that was probably meant, to be asked about and never put in its place; null when nothing looks wrong. */
export function likelyEmail(text: string): string | null {
  const at = text.lastIndexOf('@');
  const meant = MISTYPED[text.slice(at + 1).toLowerCase()];
  return at < 1 || meant === undefined ? null : `${text.slice(0, at)}@${meant}`;
}
