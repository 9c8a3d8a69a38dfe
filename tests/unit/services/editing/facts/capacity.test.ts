import { describe, expect, test } from 'vitest';
import { capacity } from '#src/features/services/editing/facts/capacity/capacity.ts';
import type { FormValues } from '#src/lib/form.ts';
import { aService, TODAY, typing } from './world.ts';

describe('room for new people', () => {
  test.each<[FormValues, object]>([
    [
      { capacity: 'open', weeks: '6' },
      { capacity: 'open', waitingWeeks: null, pausedUntil: null },
    ],
    [
      { capacity: 'waiting_list', weeks: '6 weeks' },
      { capacity: 'waiting_list', waitingWeeks: 6 },
    ],
    [{ capacity: 'waiting_list' }, { capacity: 'waiting_list', waitingWeeks: null }],
    [
      { capacity: 'full', until: '31 February' },
      { capacity: 'full', pausedUntil: null },
    ],
    [
      { capacity: 'paused', until: '4 January' },
      { capacity: 'paused', pausedUntil: '2027-01-04' },
    ],
  ])('%j is said today', async (typed, said) => {
    const { record, problems } = await typing(capacity, aService(), typed);
    expect(problems).toEqual({});
    expect(record).toMatchObject({ ...said, capacityUpdatedOn: TODAY });
  });

  test('saying the same again renews the day; not saying anything says nothing', async () => {
    const old = aService({ capacity: 'open', capacityUpdatedOn: '2026-10-01' });
    expect((await typing(capacity, old, {})).record.capacityUpdatedOn).toBe(TODAY);
    expect((await typing(capacity, aService(), {})).record).toEqual(aService());
    expect((await typing(capacity, old, { capacity: 'unknown' })).record).toMatchObject({
      capacity: 'unknown',
      capacityUpdatedOn: null,
    });
  });

  test('words about waiting that came with the record stay until somebody changes them', async () => {
    const record = aService({ waitTime: 'Two to three weeks' });
    expect((await typing(capacity, record, { capacity: 'full' })).record.waitTime).toBe('Two to three weeks');
    expect((await typing(capacity, record, { 'wait-time': '' })).record.waitTime).toBeNull();
  });

  test.each<[string, FormValues, string, RegExp]>([
    ['nothing chosen', { capacity: '' }, 'capacity', /^Choose if there is space/],
    ['weeks that are none', { capacity: 'waiting_list', weeks: 'some' }, 'weeks', /as a whole number/],
    ['no weeks', { capacity: 'waiting_list', weeks: '0' }, 'weeks', /as a whole number/],
    ['too many weeks', { capacity: 'waiting_list', weeks: '999' }, 'weeks', /as a whole number/],
    ['a pause that is over', { capacity: 'paused', until: '20 November 2026' }, 'until', /after today/],
    [
      '31 February',
      { capacity: 'paused', until: '31 February 2027' },
      'until',
      /^There is no 31 February 2027/,
    ],
    ['too many words', { capacity: 'open', 'wait-time': 'x'.repeat(501) }, 'wait-time', /500 characters/],
  ])('%s is refused at its field', async (_, typed, field, sentence) => {
    const { problems } = await typing(capacity, aService(), typed);
    expect(problems).toEqual({ [field]: expect.stringMatching(sentence) as string });
  });
});
