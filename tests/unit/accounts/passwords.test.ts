import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCommonPassword, passwordRefusal } from '#src/features/accounts/common-passwords.ts';
import { passwordFault } from '#src/features/accounts/passwords.ts';

const OWNER = { email: 'Jane.Smith@example.org', siteName: 'Front Door' };

describe('a password', () => {
  test.each([
    ['a'.repeat(9), 'too-short'],
    ['a'.repeat(10), null],
    ['a'.repeat(200), null],
    ['a'.repeat(201), 'too-long'],
    ['\u{1f9a6}'.repeat(9), 'too-short'], // nine otters, each two units of UTF-16
    ['\u{1f9a6}'.repeat(200), null],
    ['e\u0301'.repeat(9), 'too-short'],
  ])('is counted in characters as people see them: %s is %s', (password, fault) => {
    expect(passwordFault(password, OWNER)).toBe(fault);
  });

  test.each([
    ['jane.smith2026', 'personal'],
    ['xx-JANE.SMITH-xx', 'personal'],
    ['Jane Smith 1984!', 'personal'],
    ['janesmithexampleorg', 'personal'],
    ['Front Door 2026', 'personal'],
    ['frontdoor!!!', 'personal'],
    ['the front door is green', null],
    ['smith jane and otters', null],
  ])('is not made of a name that everybody can look up: %s is %s', (password, fault) => {
    expect(passwordFault(password, OWNER)).toBe(fault);
  });

  test('may hold a short email name, which stands in ordinary words', () => {
    expect(passwordFault('enjoy the meadow', { ...OWNER, email: 'jo@example.org' })).toBeNull();
    expect(passwordFault('jo-1234567890', { ...OWNER, email: 'jo@example.org' })).toBe('personal');
  });

  test('needs no mixture of characters, and takes every one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 12, maxLength: 60 }), (text) => {
        const password = `otter${text}kettle`;
        expect([null, 'too-short', 'too-long']).toContain(passwordFault(password, OWNER));
        expect(passwordFault(password, OWNER)).not.toBe('personal');
      }),
    );
  });

  test('is judged without the name of a website that has none', () => {
    expect(passwordFault('1234567890', { email: '', siteName: '' })).toBeNull();
  });
});

describe('a common password', () => {
  test.each(['password', 'PassWord', '1234567890', 'QWERTYUIOP', 'iloveyou'])(
    '%s is refused',
    async (each) => {
      expect(await isCommonPassword(each)).toBe(true);
    },
  );

  test('is one as a whole: three words in a row are not', async () => {
    expect(await isCommonPassword('otter kettle meadow')).toBe(false);
    expect(await isCommonPassword('constructor of otters')).toBe(false);
  });

  test('is the last of the reasons, so that each password has one', async () => {
    expect(await passwordRefusal('password', OWNER)).toBe('too-short');
    expect(await passwordRefusal('1234567890', OWNER)).toBe('common');
    expect(await passwordRefusal('otter kettle meadow', OWNER)).toBeNull();
  });
});
