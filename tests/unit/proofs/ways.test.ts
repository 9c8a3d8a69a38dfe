import { describe, expect, test } from 'vitest';
import { holderByBirth, linksFor, proofWays } from '#src/features/proofs/ways.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import { aHelper, anAnswers } from '../../support/requests/answers.ts';

const SAFE: NonNullable<Answers['safe']> = {
  phone: 'yes',
  message: 'yes',
  text: 'yes',
  email: 'yes',
  letter: null,
  times: null,
  instead: null,
};
const ids = (answers: Answers, madeBy: 'self' | 'helper' | 'professional' | 'navigator' = 'self'): string[] =>
  proofWays(answers, madeBy).map(({ id }) => id);

describe('where a code may go', () => {
  test('to the mobile number and the email address that are safe, with the last three digits to know it by', () => {
    expect(proofWays(anAnswers({ safe: SAFE }), 'self')).toEqual([
      { id: 'person-text', holder: 'person', kind: 'text', to: '07700900123', ending: '123' },
      { id: 'person-email', holder: 'person', kind: 'email', to: 'ada.example@example.org', ending: null },
    ]);
  });

  test.each(['no', null] as const)('never by text where texts are %s', (text) => {
    expect(ids(anAnswers({ safe: { ...SAFE, text } }))).toEqual(['person-email']);
  });

  test.each(['no', null] as const)('never by email where emails are %s', (email) => {
    expect(ids(anAnswers({ safe: { ...SAFE, email } }))).toEqual(['person-text']);
  });

  test('nowhere when nobody has said what is safe', () => {
    expect(ids(anAnswers({ safe: undefined }))).toEqual([]);
  });

  test.each([
    ['01632 960 123', []],
    ['+44 7700 900 123', ['person-text']],
    ['0044 (0) 7700 900123', ['person-text']],
    ['18001 07700 900 123', ['person-text']],
    ['07700-900.123', ['person-text']],
    ['07000 900 123', []],
    ['', []],
  ])('the number %s', (phone, expected) => {
    const reach = { phone, email: null, ways: ['text' as const], preferred: 'text' as const };
    expect(ids(anAnswers({ safe: SAFE, reach }))).toEqual(expected);
  });

  test.each([
    ['helper', ['person-text', 'person-email', 'helper-text', 'helper-email']],
    ['professional', ['person-text', 'person-email', 'helper-text', 'helper-email']],
    ['navigator', ['person-text', 'person-email']],
    ['self', ['person-text', 'person-email']],
  ] as const)('of a request made by a %s', (madeBy, expected) => {
    expect(ids(aHelper({ safe: SAFE }), madeBy)).toEqual(expected);
  });
});

test('a lost link comes to each of them once, the first way they gave', () => {
  expect(linksFor(proofWays(aHelper({ safe: SAFE }), 'helper')).map(({ id }) => id)).toEqual([
    'person-text',
    'helper-text',
  ]);
});

test('a date of birth that who filled it in knows too opens only what they may see', () => {
  expect(holderByBirth('self')).toBe('person');
  expect(holderByBirth('navigator')).toBe('person');
  expect(holderByBirth('helper')).toBe('helper');
  expect(holderByBirth('professional')).toBe('helper');
});
