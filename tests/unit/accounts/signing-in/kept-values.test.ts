import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KEPT_BYTES, valuesToKeep } from '#src/features/accounts/signing-in/kept-values.ts';

test.each([
  'password',
  'newPassword',
  'new-password',
  'current',
  'code',
  'recoveryCode',
  'recovery_code',
  'recoverycode',
  'one-time-code',
  'token',
  'accessToken',
  'clientSecret',
  'pin',
  'OTP',
])('a field named %s is never kept', (name) => {
  expect(valuesToKeep({ [name]: 'hunter2 hunter2', words: 'kept' })).toEqual({ words: 'kept' });
});

test.each(['postcode', 'pinned', 'encode', 'shopping', 'currently', 'name', 'key', 'roles'])(
  'a field named %s is kept',
  (name) => {
    expect(valuesToKeep({ [name]: ['one', 'two'] })).toEqual({ [name]: ['one', 'two'] });
  },
);

test('a form of secrets alone leaves nothing to keep', () => {
  expect(valuesToKeep({ current: 'a', password: 'b' })).toBeNull();
  expect(valuesToKeep({})).toBeNull();
});

test('a form over 64 kB is not kept, counted in bytes as they are stored', () => {
  const around = JSON.stringify({ words: '' }).length;
  expect(valuesToKeep({ words: 'a'.repeat(KEPT_BYTES - around) })).not.toBeNull();
  expect(valuesToKeep({ words: 'a'.repeat(KEPT_BYTES - around + 1) })).toBeNull();
  expect(valuesToKeep({ words: 'é'.repeat(KEPT_BYTES / 2) })).toBeNull();
});

test('what is kept is what was typed, whatever the fields are called', () => {
  const values = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 })));
  fc.assert(
    fc.property(values, (typed) => {
      for (const [name, value] of Object.entries(valuesToKeep(typed) ?? {})) {
        expect(Object.entries(typed)).toContainEqual([name, value]);
        expect(name).not.toMatch(/password|token|secret/i);
      }
    }),
  );
});
