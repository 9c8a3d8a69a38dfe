const EXTENSION = /\s*(?:ext\.?|extension|option|x)\s*:?\s*\d+\s*$/i;

/** Digits of a British number, "+44" as "0"; null when there are letters or signs that no number has. */
function digitsOf(text: string): string | null {
  const plain = text.trim().replace(EXTENSION, '').replace(/\(0\)/g, '');
  if (!/^\+?[\d\s().\u2010-\u2015/-]+$/.test(plain)) return null;
  return plain.replace(/[^\d+]/g, '').replace(/^(?:\+|00)44/, '0');
}

/**
 * True for what can be rung: 10 or 11 digits with the 0, a short number of 3 to 6 (111, 116 123), or one from abroad with
 * its "+". Spaces, dashes, brackets and an extension do not matter (Ofcom, National Telephone Numbering Plan).
 */
export function isPhoneNumber(text: string): boolean {
  const digits = digitsOf(text);
  if (digits === null) return false;
  if (digits.startsWith('+')) return /^\+[1-9]\d{7,14}$/.test(digits);
  return /^0[1-9]\d{8,9}$/.test(digits) || /^[1-9]\d{2,5}$/.test(digits);
}

/** The number as it is kept: as typed, with single spaces. How it is grouped is up to those who know it by heart. */
export const tidyPhone = (text: string): string => text.trim().replace(/\s+/g, ' ');

export const PHONE_PROBLEM = 'Enter a phone number, like 01632 960001 or 07700 900982';
