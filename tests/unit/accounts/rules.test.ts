import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInPlace, onceEach, roleOfValue, roleValue } from '#src/features/accounts/people/given-roles.ts';
import { ROLE_NAMES, ROLES } from '#src/features/accounts/roles.ts';
import {
  emailKey,
  isWaiting,
  mustTakeSecondStep,
  TOKEN_MINUTES,
  tokenRefusal,
  type TokenKind,
} from '#src/features/accounts/rules.ts';

const AT = new Date('2026-11-21T10:00:00.000Z');
const KINDS = Object.keys(TOKEN_MINUTES) as TokenKind[];

describe('an email address', () => {
  test.each(['Ada@Example.org', ' ada@example.org', 'ADA@EXAMPLE.ORG\n'])('is one, written %j', (email) => {
    expect(emailKey(email)).toBe('ada@example.org');
  });

  test('is the same whichever way its accents are composed', () => {
    expect(emailKey('zoe\u0301@example.org')).toBe(emailKey('zo\u00e9@example.org'));
  });
});

test('an account waits until somebody has chosen a password or signed in', () => {
  const at = AT.toISOString();
  expect(isWaiting({ password_hash: null, last_signed_in_at: null })).toBe(true);
  expect(isWaiting({ password_hash: 'x', last_signed_in_at: null })).toBe(false);
  expect(isWaiting({ password_hash: null, last_signed_in_at: at })).toBe(false);
});

describe('the second step', () => {
  test.each(ROLE_NAMES)('is asked of %s as the table of roles says', (role) => {
    const { scope, secondStep } = ROLES[role];
    expect(mustTakeSecondStep([{ role }], false)).toBe(secondStep === 'required');
    expect(mustTakeSecondStep([{ role }], true)).toBe(secondStep === 'required' || scope === 'organisation');
  });

  test('is asked when one of several roles asks for it, and of nobody without a role', () => {
    expect(mustTakeSecondStep([{ role: 'commissioner' }, { role: 'navigator' }], false)).toBe(true);
    expect(mustTakeSecondStep([], true)).toBe(false);
  });
});

describe('a secret sent by mail', () => {
  const row = (kind: string, minutes: number, isUsed = false) => ({
    kind,
    expires_at: new Date(AT.getTime() + minutes * 60_000).toISOString(),
    used_at: isUsed ? AT.toISOString() : null,
  });

  test.each(KINDS)('for %s does nothing of another kind', (kind) => {
    for (const other of KINDS)
      expect(tokenRefusal(row(kind, 1), other, AT)).toBe(other === kind ? null : 'unknown');
  });

  test('is good until the moment it runs out, and once', () => {
    expect(tokenRefusal(row('reset', 0), 'reset', AT)).toBe('expired');
    expect(tokenRefusal(row('reset', 1, true), 'reset', AT)).toBe('used');
    expect(tokenRefusal(row('reset', -1, true), 'reset', AT)).toBe('used');
    expect(tokenRefusal(undefined, 'reset', AT)).toBe('unknown');
  });
});

describe('a role on a form', () => {
  const given = fc.record({
    role: fc.constantFrom(...ROLE_NAMES),
    organisationId: fc.option(fc.stringMatching(/^[\w-]{1,64}$/), { nil: null }),
  });

  test('is read as it was written, when it stands in its place', () => {
    fc.assert(
      fc.property(given, (role) => {
        expect(roleOfValue(roleValue(role))).toEqual(isInPlace(role) ? role : null);
      }),
    );
  });

  test.each(['', 'boss', 'administrator:club', 'organisation_editor', 'organisation_editor:', 'toString'])(
    'is not "%s"',
    (value) => {
      expect(roleOfValue(value)).toBeNull();
    },
  );

  test('is given once, however often it was ticked', () => {
    fc.assert(
      fc.property(fc.array(given), (roles) => {
        const once = onceEach([...roles, ...roles]);
        expect(once.map(roleValue)).toEqual([...new Set(roles.map(roleValue))]);
      }),
    );
  });
});
