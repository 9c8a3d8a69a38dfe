import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { when } from '#src/features/services/editing/facts/when/when.ts';
import type { FormValues } from '#src/lib/form.ts';
import { newSession, weekly } from './new-session.ts';
import { aContext, aService, aSession, typing } from './world.ts';

describe('what is refused, at its field', () => {
  test.each<[string, FormValues, string, RegExp]>([
    [
      'an end before the start',
      { ...weekly, from: '4pm', to: '2pm' },
      'to',
      /^The end must be after the start/,
    ],
    ['an end at the start', { ...weekly, from: '2pm', to: '2pm' }, 'to', /^The end must be after the start/],
    [
      'a day that does not exist',
      { ...weekly, repeat: 'once', first: '31 February 2027' },
      'first',
      /^There is no 31 February 2027/,
    ],
    ['one date without a date', { ...weekly, repeat: 'once' }, 'first', /^Enter the date/],
    ['no day', { ...weekly, days: [] }, 'days', /^Choose at least one day/],
    ['a day that no week has', { ...weekly, days: ['XX'] }, 'days', /^Choose at least one day/],
    ['no week of the month', { ...weekly, repeat: 'monthly' }, 'weeks', /^Choose in which weeks/],
    [
      'two weeks from no date',
      { ...weekly, repeat: 'fortnightly' },
      'first',
      /^Enter the date of one of the sessions/,
    ],
    [
      'two weeks from another day',
      { ...weekly, repeat: 'fortnightly', first: '2 December 2026' },
      'first',
      /^Wednesday 2 December 2026 is not a Tuesday/,
    ],
    [
      'a last date before the first',
      { ...weekly, first: '1 December 2026', until: '30 November 2026' },
      'until',
      /^The last date must be after the first/,
    ],
    [
      'a time that is none',
      { ...weekly, from: 'after lunch' },
      'from',
      /^Enter the time it starts like 10am/,
    ],
    ['an end that is no time', { ...weekly, to: 'late' }, 'to', /^Enter the time it ends like 10am/],
    ['no time at all', { repeat: 'weekly', days: ['TU'] }, 'from', /^Enter the time it starts/],
    ['nothing about how often', { from: '2pm' }, 'repeat', /^Choose how often/],
    ['words without words', { repeat: 'words', place: 'none', from: '2' }, 'note', /^Say when it is/],
    ['a place of another service', { ...weekly, place: 'somebody-elses' }, 'place', /^Choose where/],
    ['a note of 50,000 words', { ...weekly, note: 'word '.repeat(50_000) }, 'note', /300 characters or less/],
    [
      'a night in some weeks of the month',
      { ...weekly, repeat: 'monthly', weeks: ['2'], from: '8pm', to: '2am' },
      'to',
      /must end by midnight/,
    ],
  ])('%s', async (_, fields, field, sentence) => {
    const problems = await newSession(fields);
    expect(problems).toEqual({ [`session-1-${field}`]: expect.stringMatching(sentence) as string });
  });

  test('a thirty-first session, unless there were as many before', async () => {
    const many = aService({ schedules: Array.from({ length: 30 }, () => aSession()) });
    const more: FormValues = Object.fromEntries(
      Object.entries(weekly).map(([name, value]) => [`session-31-${name}`, value]),
    );
    const { problems } = await typing(when, many, { 'session-rows': '31', ...more });
    expect(problems['session-31-repeat']).toMatch(/can have 30 sessions/);
    const imported = aService({ schedules: Array.from({ length: 40 }, () => aSession()) });
    expect((await typing(when, imported, {})).problems).toEqual({});
  });

  test.each<[FormValues, string, RegExp]>([
    [{ 'break-1-from': '1 December' }, 'break-1-to', /^Enter the last day/],
    [
      { 'break-1-from': '4 January 2027', 'break-1-to': '21 December 2026' },
      'break-1-to',
      /must not be before/,
    ],
    [{ 'break-1-from': '31 February', 'break-1-to': '1 March' }, 'break-1-from', /^There is no 31 February/],
    [{ 'break-1-reason': 'Why' }, 'break-1-to', /^Enter the last day/],
    [{ 'first-day': '2 May 2027', 'last-day': '1 May 2027' }, 'last-day', /must not be before the first day/],
    [{ 'last-day': '31 June 2027' }, 'last-day', /^There is no 31 June 2027/],
    [{ alert: 'x'.repeat(301) }, 'alert', /300 characters or less. You have written 301/],
  ])('%j', async (typed, field, sentence) => {
    const { problems } = await typing(when, aService(), { 'break-rows': '1', ...typed });
    expect(problems).toEqual({ [field]: expect.stringMatching(sentence) as string });
  });

  test('nothing typed, however strange, makes it throw', async () => {
    const field = fc.constantFrom(
      'repeat',
      'days',
      'weeks',
      'first',
      'until',
      'from',
      'to',
      'place',
      'was',
      'kept',
      'note',
    );
    const value = fc.oneof(
      fc.constantFrom(
        'weekly',
        'monthly',
        'once',
        'fortnightly',
        'TU',
        '2',
        '10am',
        '1/12',
        'none',
        '__proto__',
      ),
      fc.string({ maxLength: 20 }),
      fc.array(fc.constantFrom('MO', 'TU', '2', ''), { maxLength: 3 }),
    );
    const row = fc
      .dictionary(field, value)
      .map((fields) =>
        Object.fromEntries(Object.entries(fields).map(([name, typed]) => [`session-1-${name}`, typed])),
      );
    await fc.assert(
      fc.asyncProperty(row, fc.constantFrom('1', '0', '-1', '1e9', 'x'), async (typed, rows) => {
        const applied = await when.apply(aService(), { ...typed, 'session-rows': rows }, aContext());
        expect(typeof applied.ok).toBe('boolean');
      }),
    );
  });
});
