import { randomBytes } from 'node:crypto';
import { decodeBase32IgnorePadding, encodeBase32UpperCaseNoPadding } from '@oslojs/encoding';
import { createTOTPKeyURI, verifyHOTP } from '@oslojs/otp';
import type { Keys } from '#src/lib/security/keys.ts';

const STEP_SECONDS = 30;
const DIGITS = 6;
const SECRET_BYTES = 20; // RFC 4226, 4: 160 bits recommended

/** A secret for an authenticator app: what these bytes are in base32, as people can type it. */
export const totpSecretOf = (bytes: Uint8Array): string => encodeBase32UpperCaseNoPadding(bytes);
export const newTotpSecret = (): string => totpSecretOf(randomBytes(SECRET_BYTES));

/** The address behind the QR code that authenticator apps read ("otpauth://totp/..."). */
export function totpUri({
  siteName,
  email,
  secret,
}: {
  siteName: string;
  email: string;
  secret: string;
}): string {
  const uri = createTOTPKeyURI(siteName, email, decodeBase32IgnorePadding(secret), STEP_SECONDS, DIGITS);
  return uri.replaceAll('+', '%20'); // apps show a plus sign as one
}

/**
 * The 30-second step (RFC 6238, counted from 1970) whose code this is: now, the one before or the one after, as clocks
 * differ. Null when it is none of them, or not after `lastStep`: each code counts once.
 */
export function verifyTotp(secret: string, code: string, lastStep: number | null, at: Date): number | null {
  const key = decodeBase32IgnorePadding(secret);
  const now = Math.floor(at.getTime() / 1000 / STEP_SECONDS);
  const steps = [now, now - 1, now + 1].filter((step) => step >= 0 && step > (lastStep ?? -1));
  return steps.find((step) => verifyHOTP(key, BigInt(step), DIGITS, code)) ?? null;
}

/** Letters and digits that are not mistaken for one another; 32 of them, so that each random byte gives one evenly. */
const READABLE = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const RECOVERY_CODES = 10;
const RECOVERY_LENGTH = 10; // 50 bits

/** Ten codes that stand in for the authenticator app, each once: "ABCDE-23456". */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => {
    const letters = [...randomBytes(RECOVERY_LENGTH)].map((byte) => READABLE.charAt(byte % READABLE.length));
    return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
  });

/** A recovery code however it was typed: in small letters, with spaces, without its hyphen. */
export const foldRecoveryCode = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '');

const context = (accountId: string): string => `account-totp:${accountId}`;

/** The secret of somebody's authenticator app as the database keeps it. */
export const sealedTotp = (keys: Keys, accountId: string, secret: string): string =>
  keys.seal(secret, context(accountId));

/** The secret again. Throws when it was altered or is another account's. */
export const unsealedTotp = (keys: Keys, accountId: string, sealed: string): string =>
  keys.unseal(sealed, context(accountId));

/** What is stored of a recovery code. */
export const recoveryCodeHash = (keys: Keys, accountId: string, code: string): string =>
  keys.hash(`${accountId}:${foldRecoveryCode(code)}`, 'recovery-code');
