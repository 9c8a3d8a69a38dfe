import type { FormValues } from '#src/lib/form.ts';

/** More than the longest form holds, little enough to be kept for everybody. */
export const KEPT_BYTES = 64 * 1024;
export const KEPT_MINUTES = 60;

/** Words that tell of a secret in a field's name: such a field is typed again. "postcode" is one word, and no secret. */
const SECRET_WORDS = new Set([
  'current',
  'code',
  'codes',
  'otp',
  'pin',
  'passcode',
  'passphrase',
  'recoverycode',
]);
const SECRET_PARTS = /password|token|secret/i;

/** True for a field that may hold a password, a code or a link's secret, by its name. */
const isSecret = (name: string): boolean =>
  SECRET_PARTS.test(name) ||
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .some((word) => SECRET_WORDS.has(word.toLowerCase()));

/**
 * What of a form may be kept while somebody signs in again: never a password, a code or a token. Null when nothing is
 * left, or when it is over 64 kB.
 */
export function valuesToKeep(values: Readonly<FormValues>): FormValues | null {
  const kept = Object.entries(values).filter(([name]) => !isSecret(name));
  if (kept.length === 0) return null;
  const result = Object.fromEntries(kept);
  return Buffer.byteLength(JSON.stringify(result)) > KEPT_BYTES ? null : result;
}
