export const PASSWORD_MINIMUM = 10;
export const PASSWORD_MAXIMUM = 200;

/** An email name shorter than this stands in ordinary words: "jo" in "enjoy". */
const TELLING_LENGTH = 4;

export type PasswordFault = 'too-short' | 'too-long' | 'personal';

/** What a password must not be made of. */
export interface PasswordOwner {
  email: string;
  siteName: string;
}

/** A password as it is compared with others: letters of one form and size. */
export const foldPassword = (password: string): string => password.normalize('NFC').toLowerCase();

const letters = (text: string): string => foldPassword(text).replace(/[^\p{L}\p{N}]/gu, '');
const words = (text: string): string => letters(text).replace(/\p{N}/gu, '');

/**
 * What speaks against a password: 10 to 200 characters, of any kind, and it must neither contain the name in the
 * person's email address nor be nothing but that name or the website's, with digits and signs around it. No rules of
 * composition (NIST SP 800-63B-4, 3.1.1.2). Common passwords are refused in common-passwords.ts.
 */
export function passwordFault(password: string, { email, siteName }: PasswordOwner): PasswordFault | null {
  const length = [...password.normalize('NFC')].length;
  if (length < PASSWORD_MINIMUM) return 'too-short';
  if (length > PASSWORD_MAXIMUM) return 'too-long';
  const emailName = foldPassword(email.split('@')[0] ?? '');
  if (emailName.length >= TELLING_LENGTH && foldPassword(password).includes(emailName)) return 'personal';
  const bare = words(password);
  const names = [words(emailName), words(siteName), words(email)].filter((name) => name !== '');
  return names.includes(bare) ? 'personal' : null;
}
