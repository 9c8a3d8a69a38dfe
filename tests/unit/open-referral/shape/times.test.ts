import { describe, expect, test } from 'vitest';
import { childId } from '#src/features/imports/identity.ts';
import { partIds } from '#src/features/open-referral/shape/parts.ts';
import { toSchedule, toSchedules } from '#src/features/open-referral/shape/times.ts';
import { plainSchedule, SERVICE_ID } from '../../../support/open-referral/service-rows.ts';

const shape = (changes: Parameters<typeof plainSchedule>[1]) =>
  toSchedule(plainSchedule('row', changes), 'id');

describe('an opening', () => {
  test('is published in the parts that the profile asks for', () => {
    expect(shape({ byday: 'MO,TH', valid_from: '2026-09-01', notes: 'Ring the bell' })).toEqual({
      id: 'id',
      valid_from: '2026-09-01',
      freq: 'WEEKLY',
      interval: 1,
      byday: 'MO,TH',
      opens_at: '10:00',
      closes_at: '12:00',
      notes: 'Ring the bell',
    });
  });

  test.each([
    ['MONTHLY', '2TU', '2TU'],
    ['MONTHLY', '-1FR', '-1FR'],
    ['MONTHLY', '+1MO,3MO', '1MO,3MO'],
    ['MONTHLY', 'SA', 'SA'],
    ['WEEKLY', '2TU', 'TU'],
    ['WEEKLY', 'MO, TU,MO', 'MO,TU'],
    ['WEEKLY', 'MO,??', 'MO'],
  ] as const)('%s on %j is published as %j', (freq, byday, published) => {
    expect(shape({ freq, byday })?.byday).toBe(published);
  });

  test.each([
    ['WEEKLY', 'XX'],
    ['MONTHLY', '0MO'],
    ['MONTHLY', '9MO'],
  ] as const)('%s on %j is left out: without its days it would say something else', (freq, byday) => {
    expect(shape({ freq, byday })).toBeNull();
  });

  test('on days of the month has them, and only where it is monthly', () => {
    const dates = { byday: null, bymonthday: '1, 15,-1,40' };
    expect(shape({ freq: 'MONTHLY', ...dates })?.bymonthday).toBe('1,15,-1');
    expect(shape({ freq: 'WEEKLY', ...dates })).not.toHaveProperty('bymonthday');
  });

  test('on one single day says that day and nothing that recurs', () => {
    const single = shape({ freq: null, dtstart: '2026-12-05', byday: 'MO', interval: 2 });
    expect(single).toEqual({ id: 'id', dtstart: '2026-12-05', opens_at: '10:00', closes_at: '12:00' });
  });

  test('loses a day or a time that is none', () => {
    const odd = shape({ valid_from: '2026-02-30', opens_at: '9am', closes_at: '24:00' });
    expect(odd).toEqual({ id: 'id', freq: 'WEEKLY', interval: 1, byday: 'MO' });
  });

  test('in term time or on bank holidays says so in the extension', () => {
    expect(shape({ term_time_only: 1 })?.front_door).toEqual({
      term_time_only: true,
      open_on_bank_holidays: false,
    });
    expect(shape({ open_on_bank_holidays: 1 })?.front_door).toEqual({
      term_time_only: false,
      open_on_bank_holidays: true,
    });
    expect(shape({})).not.toHaveProperty('front_door');
  });

  test('that says nothing is left out', () => {
    expect(shape({ freq: null, byday: null, opens_at: null, closes_at: null })).toBeNull();
  });
});

test('the times of a service are one count: its own first, then venue by venue', () => {
  const row = (ordinal: number) =>
    plainSchedule(childId(SERVICE_ID, 'schedule', ordinal), { notes: `was ${ordinal}` });
  const broken = plainSchedule(childId(SERVICE_ID, 'schedule', 3), { byday: 'XX' });
  const idAt = partIds(SERVICE_ID, 'schedule');
  const times = toSchedules([[row(1), row(0)], [row(6)]], [[row(4), broken, row(2)], [], [row(5)]], idAt);
  const said = (items: typeof times.own) => items.map((item) => [item.id, item.notes]);
  expect(said(times.own)).toEqual([
    [idAt(0), 'was 0'],
    [idAt(1), 'was 1'],
    [idAt(2), 'was 6'],
  ]);
  expect(times.venues.map(said)).toEqual([
    [
      [idAt(3), 'was 2'],
      [idAt(4), 'was 4'],
    ],
    [],
    [[idAt(5), 'was 5']],
  ]);
});
