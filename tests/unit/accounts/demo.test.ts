import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCommonPassword } from '#src/features/accounts/common-passwords.ts';
import {
  codeAt,
  codeNow,
  demoAccount,
  demoAccounts,
  describeDemoAccounts,
} from '#src/features/accounts/demo.ts';
import { passwordFault } from '#src/features/accounts/passwords.ts';
import { ROLE_NAMES, ROLES } from '#src/features/accounts/roles.ts';
import { verifyTotp } from '#src/features/accounts/signing-in/second-step.ts';

const keysOf = (secret: string) => ({
  hash: (text: string, purpose: string) =>
    createHmac('sha256', secret).update(`${purpose}\0${text}`).digest('base64url'),
});
const KEYS = keysOf('one data folder');
const AT = new Date('2026-11-21T10:00:00.000Z');

describe('the accounts of the example place', () => {
  test('are one for each role, the same each time for the same keys', () => {
    const accounts = demoAccounts(KEYS);
    expect(accounts.map(({ role }) => role)).toEqual(ROLE_NAMES);
    expect(demoAccounts(KEYS)).toEqual(accounts);
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(ROLE_NAMES.length);
  });

  test('open nothing in another data folder', () => {
    const mine = demoAccounts(KEYS);
    demoAccounts(keysOf('another')).forEach((other, index) => {
      expect(other.password).not.toBe(mine[index]?.password);
      if (other.totpSecret !== null) expect(other.totpSecret).not.toBe(mine[index]?.totpSecret);
    });
  });

  test('whatever the keys, passwords can be said, are allowed and are not common', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (secret) => {
        const { password, email } = demoAccount(keysOf(secret), 'editor');
        expect(password).toMatch(/^([bdfghjklmnprstvz][aeio]){3}(-([bdfghjklmnprstvz][aeio]){3}){2}$/);
        expect(passwordFault(password, { email, siteName: 'Front Door' })).toBeNull();
        expect(await isCommonPassword(password)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  test('have a second step exactly where their role needs one', () => {
    for (const { role, totpSecret } of demoAccounts(KEYS))
      expect(totpSecret !== null, role).toBe(ROLES[role].secondStep === 'required');
  });
});

describe('a code for one of them', () => {
  const secret = demoAccount(KEYS, 'administrator').totpSecret ?? '';

  test('is the one that the sign-in accepts', () => {
    const code = codeNow(secret, null, AT) ?? '';
    expect(verifyTotp(secret, code, null, AT)).toBe(Math.floor(AT.getTime() / 30_000));
  });

  test('is the next one when that of now was used, and none when both were', () => {
    const now = Math.floor(AT.getTime() / 30_000);
    const next = codeNow(secret, now, AT);
    expect(next).toBe(codeAt(secret, new Date(AT.getTime() + 30_000)));
    expect(verifyTotp(secret, next ?? '', now, AT)).toBe(now + 1);
    expect(codeNow(secret, now + 1, AT)).toBeNull();
  });

  test('of RFC 6238 is made as the standard says', () => {
    expect(codeAt('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', new Date(59_000))).toBe('287082');
  });
});

describe('what the terminal says after the start', () => {
  const [administrator, , , , commissioner] = demoAccounts(KEYS);

  test('is what opens each account, and how to get a code', () => {
    if (administrator === undefined || commissioner === undefined) throw new Error('They are missing.');
    const lines = describeDemoAccounts(
      [
        { account: administrator, state: 'ready' },
        { account: commissioner, state: 'ready' },
      ],
      'http://localhost:4321',
    );
    expect(lines).toEqual([
      'To work in the example place, sign in at http://localhost:4321/sign-in as one of these:',
      `  administrator@frontdoor.example.org  ${administrator.password}  and a code`,
      `  commissioner@frontdoor.example.org   ${commissioner.password}`,
      'For a code: npm run admin -- code administrator@frontdoor.example.org',
    ]);
  });

  test('shows no password that no longer opens anything', () => {
    if (administrator === undefined) throw new Error('It is missing.');
    for (const [state, words] of [
      ['changed', '(changed since)'],
      ['stopped', '(stopped)'],
    ] as const) {
      const text = describeDemoAccounts([{ account: administrator, state }], 'http://x').join('\n');
      expect(text).toContain(words);
      expect(text).not.toContain(administrator.password);
    }
    expect(describeDemoAccounts([], 'http://x')).toEqual([]);
  });
});
