import { describe, expect, test } from 'vitest';
import { afterAnswer, linkExpires, linkRefusal, mayAnswer } from '#src/features/reviews/links.ts';
import { factsToCheck, isOpenByLink } from '#src/features/reviews/present/facts.ts';
import { plainLocation, plainService } from '#src/features/services/record.ts';

const AT = new Date('2026-06-30T10:00:00Z');
const soon = '2026-08-29T10:00:00.000Z';
const link = (answers: Record<string, 'right' | 'changed' | 'closed'> = {}) => ({
  serviceIds: ['a', 'b'],
  answers,
  expiresAt: soon,
});

test('a link works for sixty days, to the instant, and until it is used', () => {
  expect(linkExpires(AT).toISOString()).toBe(soon);
  expect(linkRefusal({ expiresAt: soon, usedAt: null }, AT)).toBeNull();
  expect(linkRefusal({ expiresAt: AT.toISOString(), usedAt: null }, AT)).toBe('expired');
  expect(linkRefusal({ expiresAt: soon, usedAt: soon }, AT)).toBe('used');
  expect(linkRefusal(undefined, AT)).toBe('unknown');
});

describe('what a link may say', () => {
  test.each([
    ['a', {}, 'right', true],
    ['c', {}, 'right', false],
    ['__proto__', {}, 'right', false],
    ['a', { a: 'right' }, 'right', false],
    ['a', { a: 'right' }, 'changed', false],
    ['a', { a: 'changed' }, 'changed', true],
    ['a', { a: 'changed' }, 'right', false],
    ['a', { a: 'closed' }, 'closed', false],
    ['b', { a: 'closed' }, 'right', true],
  ] as const)('of %s after %j: %s is %s', (id, answers, answer, expected) => {
    expect(mayAnswer(link(answers), id, answer)).toBe(expected);
  });

  test('is over once everything was answered; after a change the rest of a day is left for more', () => {
    expect(afterAnswer(link(), { a: 'right' }, AT)).toMatchObject({ usedAt: null, expiresAt: soon });
    expect(afterAnswer(link({ a: 'closed' }), { b: 'right' }, AT)).toMatchObject({
      usedAt: AT.toISOString(),
    });
    expect(afterAnswer(link({ a: 'right' }), { b: 'changed' }, AT)).toMatchObject({
      usedAt: null,
      expiresAt: '2026-07-01T10:00:00.000Z',
    });
  });
});

describe('what a link shows', () => {
  const names = { need: (slug: string) => slug, organisation: (id: string) => id };
  const refuge = {
    ...plainService('s', 'o', 'Safe house'),
    summary: 'A safe place',
    locations: [
      {
        description: 'Ring the side bell in Secret Row',
        schedules: [],
        location: {
          ...plainLocation('l'),
          name: 'Secret Row House',
          confidential: true,
          areaName: 'North Marlbridge',
          address: {
            address1: '4 Secret Row',
            address2: null,
            city: 'Marlbridge',
            region: null,
            county: '',
            postcode: 'MB1 1QG',
          },
        },
      },
    ],
  };

  test('is never a confidential address, nor a way to write one', () => {
    const text = JSON.stringify(factsToCheck(refuge, names));
    expect(text).toContain('North Marlbridge');
    expect(text).toContain('A safe place');
    expect(text).not.toMatch(/Secret|MB1/);
    expect(
      ['where', 'when', 'picture', 'record', 'name'].map((section) =>
        isOpenByLink(section as 'where', refuge),
      ),
    ).toEqual([false, false, false, false, true]);
    expect(isOpenByLink('where', plainService('s', 'o', 'Open to all'))).toBe(true);
  });
});
