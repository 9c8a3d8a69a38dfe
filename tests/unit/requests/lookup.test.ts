import { describe, expect, test } from 'vitest';
import { lookupsOf, typedLookups } from '#src/features/requests/lookup.ts';
import { TEST_KEYS } from '../../support/messages/post.ts';
import { aHelper, anAnswers } from '../../support/requests/answers.ts';

const kept = new Set(lookupsOf(TEST_KEYS, aHelper()).map(({ kind, hash }) => `${kind} ${hash}`));
const isFound = (typed: string): boolean =>
  typedLookups(TEST_KEYS, typed).some(({ kind, hash }) => kept.has(`${kind} ${hash}`));

describe('a request is found again', () => {
  test.each([
    ['by the name', 'Ada Example'],
    ['by the name in other letters', '  ada   EXAMPLE'],
    ['by the name the other way round', 'Example, Ada'],
    ['by the number', '07700 900 123'],
    ['by the number as it is abroad', '+44 7700 900123'],
    ['by the number with brackets', '(07700) 900-123'],
    ['by the email address', 'ADA.example@example.org '],
    ['by the NHS number', '999 000 0018'],
    ['by the NHS number with dashes', '999-000-0018'],
    ['by the date of birth and the postcode', '14/3/1950 mb11qg'],
    ['by the date of birth as dates are sorted', '1950-03-14, MB1 1QG'],
    ['by the name of whoever asks', 'Nora Example'],
    ['by their number', '07700900456'],
    ['by their email address', 'nora@example.org'],
  ])('%s', (_, typed) => {
    expect(isFound(typed)).toBe(true);
  });

  test.each([
    '',
    ' ',
    'Ada',
    'Ada Examples',
    '07700 900 124',
    '999 000 0026',
    '14/3/1950',
    'MB1 1QG',
    '15/3/1950 MB1 1QG',
    'ada@example.org',
    '@',
  ])('and not by “%s”', (typed) => {
    expect(isFound(typed)).toBe(false);
  });

  test('by first and last name where there are more', () => {
    const answers = anAnswers({ name: { full: 'Ada Maud O’Malley-Example', called: null } });
    const hashes = lookupsOf(TEST_KEYS, answers).map(({ hash }) => hash);
    const isKnown = (typed: string): boolean =>
      typedLookups(TEST_KEYS, typed).some(({ hash }) => hashes.includes(hash));
    expect(['ada maud omalley example', 'Ada Example', 'Example Ada'].map(isKnown)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['Maud Example', 'Ada Maud', 'Ada'].map(isKnown)).toEqual([false, false, false]);
  });
});

describe('what is kept for it', () => {
  test('is a hash under a key, another for each kind, and each once', () => {
    const lookups = lookupsOf(TEST_KEYS, anAnswers());
    expect(lookups.map(({ kind }) => kind)).toEqual([
      'name',
      'phone',
      'email',
      'nhs-number',
      'birth-and-postcode',
    ]);
    expect(lookups.every(({ hash }) => /^[\w-]{43}$/.test(hash))).toBe(true);
    const same = anAnswers({
      helper: {
        name: 'Ada Example',
        relationship: null,
        role: null,
        organisation: null,
        phone: '07700900123',
        email: null,
      },
    });
    expect(lookupsOf(TEST_KEYS, same)).toEqual(lookups);
  });

  test('is nothing for what was not said', () => {
    expect(lookupsOf(TEST_KEYS, {})).toEqual([]);
    expect(
      lookupsOf(TEST_KEYS, {
        nhsNumber: { number: null },
        dateOfBirth: { date: '1950-03-14' },
        place: { typed: 'Marlbridge' },
      }),
    ).toEqual([]);
  });

  test('takes the postcode from the place where there is no address', () => {
    const lookups = lookupsOf(TEST_KEYS, {
      dateOfBirth: { date: '1950-03-14' },
      place: { typed: 'mb1 1qg' },
    });
    expect(lookups).toEqual(typedLookups(TEST_KEYS, '14/03/1950 MB1 1QG'));
  });
});
