import { describe, expect, test } from 'vitest';
import {
  describeAges,
  describeCapacity,
  describeChecked,
  describePrice,
  formatPounds,
} from '#src/features/services/present/facts.ts';
import { priceOf } from '#src/features/services/rules.ts';

describe('a price in words', () => {
  test.each([
    [[], null, null],
    [[], 'Ask us', 'See cost'],
    [[null], null, 'See cost'],
    [[0], null, 'Free'],
    [[0, 0], null, 'Free'],
    [[3], null, '£3'],
    [[2.5], null, '£2.50'],
    [[0.5], null, '50p'],
    [[5, 2], null, 'From £2'],
    [[5, null], null, 'From £5'],
    [[5, 0], null, 'Some of it free'],
    [[0, null], null, 'Some of it free'],
    [[1200], null, '£1,200'],
  ] as const)('amounts %j with "%s" about fees are "%s"', (amounts, fees, words) => {
    expect(
      describePrice(
        priceOf(
          amounts.map((amount) => ({ amount, option: null })),
          fees,
        ),
      ),
    ).toBe(words);
  });

  test.each([
    [0, '£0'],
    [0.05, '5p'],
    [0.99, '99p'],
    [1, '£1'],
    [12.3, '£12.30'],
    [1234.5, '£1,234.50'],
  ])('%d pounds are %s', (pounds, words) => {
    expect(formatPounds(pounds)).toBe(words);
  });
});

describe('room in words', () => {
  test.each([
    ['open', null, null, { text: 'Space now', tone: 'good' }],
    ['waiting_list', null, null, { text: 'Waiting list', tone: 'caution' }],
    ['waiting_list', 1, null, { text: 'Waiting list, about 1 week', tone: 'caution' }],
    ['waiting_list', 6, null, { text: 'Waiting list, about 6 weeks', tone: 'caution' }],
    ['full', null, null, { text: 'Full', tone: 'off' }],
    ['paused', null, null, { text: 'Paused', tone: 'off' }],
    ['paused', null, '2027-01-04', { text: 'Paused until 4 January 2027', tone: 'off' }],
  ] as const)('%s, %s weeks, until %s', (capacity, weeks, until, words) => {
    expect(describeCapacity(capacity, weeks, until)).toEqual(words);
  });

  test('what is not known is not said', () => {
    expect(describeCapacity('unknown', 6, '2027-01-04')).toBeNull();
  });
});

describe('when it was checked', () => {
  test('in days, and with a warning when it may be out of date', () => {
    expect(describeChecked('2026-11-09', false, '2026-11-21')).toEqual({
      text: 'Checked 12 days ago',
      overdue: false,
    });
    expect(describeChecked('2025-09-21', true, '2026-11-21')).toEqual({
      text: 'Checked 14 months ago: may be out of date',
      overdue: true,
    });
  });

  test('one that nobody checked says so', () => {
    expect(describeChecked(null, true, '2026-11-21').text).toBe('Not checked by us yet');
  });
});

describe('ages', () => {
  test.each([
    [null, null, null],
    [0, null, null],
    [18, null, 'Ages 18 and over'],
    [null, 5, 'Up to age 5'],
    [0, 5, 'Up to age 5'],
    [11, 25, 'Ages 11 to 25'],
    [16, 16, 'Age 16'],
  ])('from %s to %s is "%s"', (minimum, maximum, words) => {
    expect(describeAges(minimum, maximum)).toBe(words);
  });
});
