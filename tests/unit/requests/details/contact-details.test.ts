import { describe, expect, it } from 'vitest';
import { emailProblem, isPersonPhone, likelyEmail } from '#src/features/requests/details/contact-details.ts';

describe('the phone number of a person', () => {
  it.each([
    '07700 900982',
    '07700900982',
    '01632 960 001',
    '(01632) 960-001',
    '+44 7700 900 982',
    '+44 (0)7700 900982',
    '0044 7700 900982',
    '18001 01632 960001',
    '18002 07700 900982',
    '01632 960001 ext 12',
    '+33 1 23 45 67 89',
  ])('may be %s', (number) => {
    expect(isPersonPhone(number)).toBe(true);
  });

  it.each([
    '',
    '111',
    '116 123',
    '85258',
    '18001',
    '0770',
    '07700 9009822222',
    'ring my son',
    'a@example.org',
  ])('is not %s', (number) => {
    expect(isPersonPhone(number)).toBe(false);
  });

  it('is not longer than any number is', () => {
    expect(isPersonPhone(`07700 900982${' '.repeat(40)}`)).toBe(false);
  });
});

describe('an email address', () => {
  it.each(['ada@example.org', 'ada.example+help@mail.example.org', "o'ada@example.org"])(
    'may be %s',
    (email) => {
      expect(emailProblem(email)).toBeNull();
    },
  );

  it.each([
    'ada',
    'ada@',
    '@example.org',
    'ada@example',
    'ada example@example.org',
    'ada@example.org, b@example.org',
  ])('is not %s', (email) => {
    expect(emailProblem(email)).toBe('Enter an email address in the correct format, like name@example.com');
  });

  it('has 254 characters at most', () => {
    expect(emailProblem(`${'a'.repeat(250)}@example.org`)).toBe(
      'Email address must be 254 characters or less',
    );
  });

  it('that looks mistyped is asked about and not changed', () => {
    expect(likelyEmail('ada@hotmial.com')).toBe('ada@hotmail.com');
    expect(likelyEmail('ada@GMIAL.com')).toBe('ada@gmail.com');
    expect(likelyEmail('ada@example.org')).toBeNull();
    expect(likelyEmail('@gmial.com')).toBeNull();
    expect(likelyEmail('gmial.com')).toBeNull();
  });
});
