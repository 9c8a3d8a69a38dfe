import { describe, expect, test } from 'vitest';
import { presentClosures, presentTimes, toRule } from '#src/features/services/present/times.ts';
import type { ScheduleTable } from '#db/schema.ts';
import type { Selectable } from 'kysely';
import { scheduleRow } from '../../support/shared/service-detail.ts';

const CALENDAR = { bankHolidays: new Set(['2026-12-25']), termTimes: [] };
const NOW = { day: '2026-11-24', time: '10:00' }; // a Tuesday
const times = (...rows: Partial<Selectable<ScheduleTable>>[]) =>
  presentTimes(
    rows.map((row, n) => scheduleRow({ id: `schedule-${n}`, ...row })),
    [],
    CALENDAR,
    NOW,
  );

describe('a row as a rule', () => {
  test('flags become true and false', () => {
    expect(toRule(scheduleRow({ term_time_only: 1 }))).toMatchObject({
      termTimeOnly: true,
      openOnBankHolidays: false,
    });
    expect(toRule(scheduleRow({ open_on_bank_holidays: 1 }))).toMatchObject({
      termTimeOnly: false,
      openOnBankHolidays: true,
    });
  });

  test.each([
    [null, null, null],
    ['2026-12-01', null, '2026-12-01'],
    [null, '2026-12-02', '2026-12-02'],
    ['2026-12-01', '2026-12-02', '2026-12-01'],
    ['2026-12-03', '2026-12-02', '2026-12-02'],
  ])('a season to %s that recurs until %s ends on %s', (validTo, until, ends) => {
    expect(toRule(scheduleRow({ valid_to: validTo, until })).validTo).toBe(ends);
  });
});

describe('times as people read them', () => {
  test('one or two rules are sentences with the next three dates, today first', () => {
    expect(times({ byday: 'TU', notes: 'Ring the bell' })).toEqual({
      table: null,
      rules: [{ text: 'Every Tuesday, 2pm to 4pm', notes: 'Ring the bell' }],
      next: [
        { day: '2026-11-24', text: 'Today, 2pm to 4pm', notes: 'Ring the bell' },
        { day: '2026-12-01', text: 'Tuesday 1 December, 2pm to 4pm', notes: 'Ring the bell' },
        { day: '2026-12-08', text: 'Tuesday 8 December, 2pm to 4pm', notes: 'Ring the bell' },
      ],
    });
  });

  test('three plain weekly rules are a table of days', () => {
    expect(times({ byday: 'TU' }, { byday: 'WE' }, { byday: 'MO,TH' }).table?.map((row) => row.day)).toEqual([
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
    ]);
    expect(times({ byday: 'TU' }, { byday: 'WE' }).table).toBeNull();
  });

  test.each([
    ['a note', { notes: 'Swimmers only' }],
    ['a beginning', { valid_from: '2026-12-01' }],
    ['an end', { valid_to: '2026-12-20' }],
    ['a month', { freq: 'MONTHLY', byday: '2TU' }],
    ['a single day', { freq: null, byday: null, dtstart: '2026-12-01' }],
  ] as const)('a table would lose %s, so sentences stay', (_what, row) => {
    const shown = times({ byday: 'WE' }, { byday: 'TH' }, { byday: 'FR' }, row);
    expect(shown.table).toBeNull();
    expect(shown.rules).toHaveLength(4);
  });

  test('a season that ended yesterday is left out, one that ends today is not', () => {
    expect(times({ valid_to: '2026-11-23' }).rules).toEqual([]);
    expect(times({ valid_to: '2026-11-24' }).rules).toHaveLength(1);
  });

  test('a single day that is past is left out, and today is not past', () => {
    const single = { freq: null, byday: null };
    expect(times({ ...single, dtstart: '2026-11-23' })).toEqual({ table: null, rules: [], next: [] });
    expect(times({ ...single, dtstart: '2026-11-24' }).rules).toEqual([
      { text: 'Tuesday 24 November 2026, 2pm to 4pm', notes: null },
    ]);
  });

  test('dates with closed days leave those out', () => {
    const closed = [{ startsOn: '2026-11-24', endsOn: '2026-12-07', reason: null }];
    expect(presentTimes([scheduleRow()], closed, CALENDAR, NOW).next.map((session) => session.day)).toEqual([
      '2026-12-08',
      '2026-12-15',
      '2026-12-22',
    ]);
  });

  test('a session whose times nobody knows is a date without a comma behind it', () => {
    expect(times({ opens_at: null, closes_at: null }).next[0]?.text).toBe('Today');
  });

  test('no times are no list', () => {
    expect(times()).toEqual({ table: null, rules: [], next: [] });
  });
});

describe('closed days', () => {
  test('say from when to when and why, until they are over', () => {
    const closed = [
      { startsOn: '2026-11-01', endsOn: '2026-11-23', reason: 'Over' },
      { startsOn: '2026-11-01', endsOn: '2026-11-24', reason: null },
      { startsOn: '2026-12-21', endsOn: '2027-01-04', reason: 'Christmas' },
      { startsOn: '2027-02-02', endsOn: '2027-02-02', reason: 'Training' },
    ];
    expect(presentClosures(closed, NOW.day)).toEqual([
      'Closed 1 November 2026 to 24 November 2026',
      'Closed 21 December 2026 to 4 January 2027: Christmas',
      'Closed 2 February 2027: Training',
    ]);
  });
});
