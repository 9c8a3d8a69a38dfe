import { ok, refused, type Result } from '#src/lib/result.ts';

/** Why what was typed is no NHS number. */
export type NhsNumberProblem =
  'letters' | 'national-insurance' | 'too-short' | 'too-long' | 'same-digits' | 'check';

const DIGITS = 10;
/** Two letters, six digits and a letter, the last often left out (gov.uk, "National Insurance numbers"). */
const NATIONAL_INSURANCE = /^[A-Z]{2}\d{6}[A-D]?$/;

/**
 * The ten digits of an NHS number, however they were typed: separators of any kind do not count, nor do the words
 * "NHS number" before it. Refuses letters, a National Insurance number, too few or too many digits, ten times the same
 * digit, and a wrong check digit (Modulus 11; NHS Data Dictionary, "NHS NUMBER").
 */
export function readNhsNumber(typed: string): Result<string, NhsNumberProblem> {
  const bare = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^\s*NHS(\s*(NUMBER|NO))?/, '')
    .replace(/[^\p{L}\p{Nd}]/gu, '');
  if (NATIONAL_INSURANCE.test(bare)) return refused('national-insurance');
  if (!/^\d*$/.test(bare)) return refused('letters');
  if (bare.length < DIGITS) return refused('too-short');
  if (bare.length > DIGITS) return refused('too-long');
  // They pass the check below, and none of them was ever given to anybody.
  if (/^(\d)\1+$/.test(bare)) return refused('same-digits');
  return checkDigitOf(bare.slice(0, DIGITS - 1)) === Number(bare[DIGITS - 1]) ? ok(bare) : refused('check');
}

/** The check digit that nine digits ask for; 10, which no number can end with, where there is none. */
export function checkDigitOf(nine: string): number {
  const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (DIGITS - at), 0);
  return (11 - (sum % 11)) % 11;
}

/** An NHS number as people read it: "999 000 0018". */
export const formatNhsNumber = (number: string): string =>
  `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`;

export const NHS_NUMBER_SENTENCES: Readonly<Record<NhsNumberProblem, string>> = {
  letters: 'NHS number must only have numbers in it, like 999 123 4567',
  'national-insurance':
    'This looks like a National Insurance number. An NHS number has 10 numbers and no letters',
  'too-short': 'NHS number is too short. It must have 10 numbers, like 999 123 4567',
  'too-long': 'NHS number is too long. It must have 10 numbers, like 999 123 4567',
  'same-digits': 'Check the NHS number. One or more of its numbers is not right',
  check: 'Check the NHS number. One or more of its numbers is not right',
};
