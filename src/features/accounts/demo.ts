import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import { generateHOTP } from '@oslojs/otp';
import { paths } from '#src/lib/paths.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { DemoAccountState } from './commands/demo.ts';
import { ROLE_NAMES, ROLES, type Role } from './roles.ts';
import { totpSecretOf } from './signing-in/second-step.ts';

/** Somebody of the example place: one for each role, the same each time for one data folder, another for the next. */
export interface DemoAccount {
  role: Role;
  email: string;
  name: string;
  password: string;
  totpSecret: string | null; // base32; null: this role goes without the second step
}

const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aeio';
const WORDS = 3;
const SYLLABLES = 3; // of 6 bits each: 54 bits in all
const SECRET_BYTES = 20;

const EMAIL_HOST = 'frontdoor.example.org';

/** What people of the example place sign in with, made from the keys of the data folder and nothing else. */
export const demoAccounts = (keys: Pick<Keys, 'hash'>): DemoAccount[] =>
  ROLE_NAMES.map((role) => ({
    role,
    email: `${role.replaceAll('_', '-')}@${EMAIL_HOST}`,
    name: `Example ${ROLES[role].name.toLowerCase()}`,
    password: passwordOf(keys.hash(`demo:${role}`, 'demo-password')),
    totpSecret:
      ROLES[role].secondStep === 'required'
        ? totpSecretOf(bytesOf(keys.hash(`demo:${role}`, 'demo-totp')).subarray(0, SECRET_BYTES))
        : null,
  }));

/** The account of one role. */
export function demoAccount(keys: Pick<Keys, 'hash'>, role: Role): DemoAccount {
  const account = demoAccounts(keys).find((each) => each.role === role);
  if (account === undefined) throw new Error(`There is no example account for ${role}`);
  return account;
}

const STEP_MS = 30_000;

/** The six digits that an authenticator app with this secret shows at a moment. RFC 6238, 30 seconds. */
export const codeAt = (totpSecret: string, at: Date): string =>
  generateHOTP(decodeBase32IgnorePadding(totpSecret), BigInt(Math.floor(at.getTime() / STEP_MS)), 6);

/** A code that counts at this moment: the one of now, or the next when that was used; null when both were. */
export function codeNow(totpSecret: string, lastStep: number | null, at: Date): string | null {
  const now = Math.floor(at.getTime() / STEP_MS);
  const step = [now, now + 1].find((each) => each > (lastStep ?? -1));
  return step === undefined ? null : codeAt(totpSecret, new Date(step * STEP_MS));
}

const bytesOf = (hash: string): Uint8Array => new Uint8Array(Buffer.from(hash, 'base64url'));

/** Words that can be said and typed: "kabodi-mesoti-lafone". */
function passwordOf(hash: string): string {
  const bytes = bytesOf(hash);
  const syllable = (index: number): string => {
    const byte = bytes[index] ?? 0;
    return `${CONSONANTS.charAt(byte % CONSONANTS.length)}${VOWELS.charAt((byte >> 4) % VOWELS.length)}`;
  };
  const word = (index: number): string =>
    Array.from({ length: SYLLABLES }, (_, place) => syllable(index * SYLLABLES + place)).join('');
  return Array.from({ length: WORDS }, (_, index) => word(index)).join('-');
}

/** What stands in the terminal after the start: what to sign in with, line by line. Nothing when there are none. */
export function describeDemoAccounts(states: readonly DemoAccountState[], siteUrl: string): string[] {
  if (states.length === 0) return [];
  const width = Math.max(...states.map(({ account }) => account.email.length));
  const lines = states.map(({ account, state }) => {
    const opens = { ready: account.password, changed: '(changed since)', stopped: '(stopped)' }[state];
    const step = state === 'ready' && account.totpSecret !== null ? '  and a code' : '';
    return `  ${account.email.padEnd(width)}  ${opens}${step}`;
  });
  return [
    `To work in the example place, sign in at ${siteUrl}${paths.signIn()} as one of these:`,
    ...lines,
    `For a code: npm run admin -- code ${states[0]?.account.email ?? 'EMAIL'}`,
  ];
}
