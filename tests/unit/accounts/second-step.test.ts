import { decodeBase32 } from '@oslojs/encoding';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  foldRecoveryCode,
  newRecoveryCodes,
  newTotpSecret,
  totpSecretOf,
  totpUri,
  verifyTotp,
} from '#src/features/accounts/signing-in/second-step.ts';

/** RFC 6238, appendix B: the secret "12345678901234567890"; the last six of its eight digits. */
const SECRET = totpSecretOf(Buffer.from('12345678901234567890'));
const RFC_6238: readonly (readonly [number, string])[] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
];
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('a code of an authenticator app', () => {
  test.each(RFC_6238)('at %i seconds is that of RFC 6238: %s', (seconds, code) => {
    expect(verifyTotp(SECRET, code, null, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  test('counts from one step before to one step after its own, as clocks differ', () => {
    const step = 37_037_036; // of 1,111,111,109 seconds
    const given = [-2, -1, 0, 1, 2].map((off) => verifyTotp(SECRET, '081804', null, at((step + off) * 30)));
    expect(given).toEqual([null, step, step, step, null]);
  });

  test('counts once: neither it nor one before it is taken again', () => {
    const now = at(1_111_111_109);
    const step = verifyTotp(SECRET, '081804', null, now);
    expect(verifyTotp(SECRET, '081804', step, now)).toBeNull();
    expect(verifyTotp(SECRET, '050471', step, at(1_111_111_111))).toBe(Number(step) + 1);
    expect(verifyTotp(SECRET, '081804', Number(step) + 1, at(1_111_111_111))).toBeNull();
  });

  test.each(['', '81804', '0081804', '08180 4', 'abcdef', '０８１８０４'])(
    'is six digits, so not "%s"',
    (code) => {
      expect(verifyTotp(SECRET, code, null, at(1_111_111_109))).toBeNull();
    },
  );

  test('of another secret is none', () => {
    expect(verifyTotp(newTotpSecret(), '081804', null, at(1_111_111_109))).toBeNull();
  });
});

describe('the secret', () => {
  test('is 160 bits in letters and digits that can be typed', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(decodeBase32(secret)).toHaveLength(20);
    expect(newTotpSecret()).not.toBe(secret);
  });

  test('is handed to the app with names that it shows as they are written', () => {
    const uri = new URL(
      totpUri({ siteName: 'Front Door: Marlbridge', email: 'a+b@example.org', secret: SECRET }),
    );
    expect(uri.protocol).toBe('otpauth:');
    expect(decodeURIComponent(uri.pathname)).toContain('Front Door: Marlbridge:a+b@example.org');
    expect(uri.search).not.toContain('+');
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      secret: SECRET,
      issuer: 'Front Door: Marlbridge',
      digits: '6',
      period: '30',
    });
  });
});

describe('recovery codes', () => {
  test('are ten, all different, in two groups of five without letters that look like digits', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/);
  });

  test('are the same however they are typed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(' ', '-', '.', '\t')), fc.boolean(), (signs, isSmall) => {
        const [code = ''] = newRecoveryCodes();
        const typed = [...code].map((letter, index) => letter + (signs[index] ?? '')).join('');
        expect(foldRecoveryCode(isSmall ? typed.toLowerCase() : typed)).toBe(code.replace('-', ''));
      }),
    );
  });
});
