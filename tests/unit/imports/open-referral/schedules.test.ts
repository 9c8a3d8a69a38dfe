import { describe, expect, test } from 'vitest';
import { toByday, toMonthDays } from '#src/features/imports/open-referral/parts/byday.ts';
import { toTime } from '#src/features/imports/open-referral/reading/days.ts';
import { mapOne } from './given/small-feed.ts';

const THURSDAYS = { freq: 'WEEKLY', byday: 'TH', opens_at: '10:00', closes_at: '12:00' };
const read = (more: Record<string, unknown>, base: Record<string, unknown> = THURSDAYS) => {
  const { service, problems } = mapOne({ schedules: [{ ...base, ...more }] });
  return {
    rules: service.schedules,
    problems: problems.map((line) => line.replace(/^schedules\[0\]\.?/, '')),
  };
};

describe('times', () => {
  test.each([
    ['10:00', '10:00'],
    ['10:00:00', '10:00'],
    ['10:00:00Z', '10:00'],
    ['10:00:00+01:00', '10:00'],
    ['10:00:00.000', '10:00'],
    ['2020-01-01T10:00:00Z', '10:00'],
    ['9.30am', '09:30'],
    ['9:30 PM', '21:30'],
    ['12am', '00:00'],
    ['12 p.m.', '12:00'],
    ['0930', '09:30'],
    [930, '09:30'],
    ['noon', '12:00'],
    ['midnight', '24:00'],
    ['24:00', '24:00'],
    ['25:00', null],
    ['13pm', null],
    ['10:61', null],
    ['9', null],
    [9, null],
    ['ten', null],
    [{}, null],
  ])('%j is %j', (typed, time) => {
    expect(toTime(typed)).toBe(time);
  });

  test('that cannot be read are left out, which is said', () => {
    expect(read({ opens_at: 'early' })).toMatchObject({
      rules: [{ opensAt: null, closesAt: '12:00' }],
      problems: ['opens_at: "early" is not a time, left empty'],
    });
  });

  test('past midnight make two sessions, the second on the next day', () => {
    const { rules, problems } = read({
      byday: 'FR,SU',
      opens_at: '20:00',
      closes_at: '02:00',
      notes: 'Ring twice',
    });
    expect(rules).toMatchObject([
      { byday: 'FR,SU', opensAt: '20:00', closesAt: '23:59', notes: 'Ring twice' },
      { byday: 'SA,MO', opensAt: '00:00', closesAt: '02:00', notes: 'Ring twice' },
    ]);
    expect(problems).toEqual([]);
  });

  test('that end at midnight make one, until the end of the day', () => {
    for (const closes of ['00:00', '24:00', 'midnight'])
      expect(read({ opens_at: '18:00', closes_at: closes }).rules).toMatchObject([{ closesAt: '23:59' }]);
  });

  test('past midnight in one week of the month are kept until midnight, which is said', () => {
    const { rules, problems } = read({
      freq: 'MONTHLY',
      byday: '2FR',
      opens_at: '20:00',
      closes_at: '02:00',
    });
    expect(rules).toMatchObject([{ byday: '2FR', opensAt: '20:00', closesAt: '23:59' }]);
    expect(problems).toEqual(['closes_at: a night in some weeks of the month is kept until midnight']);
  });

  test.each([
    ['10:00', '10:00', 'it opens and closes at the same time'],
    ['00:00', '00:00', 'it opens and closes at the same time'],
    ['14:00', '12:00', 'it closes before it opens'],
  ])('from %s to %s are not believed, which is said', (opens, closes, doubt) => {
    expect(read({ opens_at: opens, closes_at: closes })).toMatchObject({
      rules: [{ byday: 'TH', opensAt: null, closesAt: null }],
      problems: [`opens_at: ${opens} to ${closes}: ${doubt}, both left empty`],
    });
  });
});

describe('days', () => {
  test.each([
    ['MO,TU', 'MO,TU'],
    ['TU,MO', 'TU,MO'],
    ['2TU', '2TU'],
    ['-1FR', '-1FR'],
    ['MO TU', 'MO,TU'],
    ['mo; we', 'MO,WE'],
    ['Monday', 'MO'],
    ['Mondays and Thursdays', 'MO,TH'],
    ['Mon/Weds/Fri', 'MO,WE,FR'],
    ['Mon-Fri', 'MO,TU,WE,TH,FR'],
    ['Saturday to Monday', 'SA,SU,MO'],
    ['weekdays', 'MO,TU,WE,TH,FR'],
    ['every day', 'MO,TU,WE,TH,FR,SA,SU'],
    ['first Tuesday of the month', '1TU'],
    ['1st Tuesday, last Friday', '1TU,-1FR'],
    ['+2WE', '+2WE'],
    [['MO', 'TU'], 'MO,TU'],
    [['Monday', 'Monday'], 'MO'],
    ['https://schema.org/Monday', 'MO'],
    ['["MO","TU"]', 'MO,TU'],
    ['MO,XX', null],
    ['9MO', null],
    ['month', null],
    ['the', null],
    [['MO', 3], null],
    [{}, null],
  ])('%j are %j', (typed, byday) => {
    expect(toByday(typed)).toBe(byday);
  });

  test.each([
    ['1,15', '1,15'],
    [15, '15'],
    [[1, '-1'], '1,-1'],
    ['32', null],
    ['0', null],
    ['first', null],
    [[], null],
  ])('of the month %j are %j', (typed, dates) => {
    expect(toMonthDays(typed)).toBe(dates);
  });
});

describe('how often', () => {
  test.each([
    [{ freq: 'weekly' }, { freq: 'WEEKLY', interval: 1, byday: 'TH' }],
    [
      { freq: ' Weekly ', interval: '2' },
      { freq: 'WEEKLY', interval: 2 },
    ],
    [{ freq: 'fortnightly' }, { freq: 'WEEKLY', interval: 2 }],
    [
      { freq: 'DAILY', byday: null },
      { freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR,SA,SU' },
    ],
    [{ freq: 'DAILY' }, { freq: 'WEEKLY', byday: 'TH' }],
    [
      { freq: 'Monthly', byday: '-1TH' },
      { freq: 'MONTHLY', byday: '-1TH' },
    ],
    [
      { freq: 'MONTHLY', byday: null, bymonthday: '1,15' },
      { freq: 'MONTHLY', bymonthday: '1,15' },
    ],
    [
      { freq: null, byday: null, dtstart: '2026-05-01' },
      { freq: null, dtstart: '2026-05-01' },
    ],
    [
      { freq: null, byday: null, valid_from: '2026-05-01', valid_to: '2026-05-01' },
      { freq: null, dtstart: '2026-05-01' },
    ],
    [
      { freq: 'WEEKLY', byday: null, dtstart: '2026-05-01' },
      { freq: 'WEEKLY', dtstart: '2026-05-01', byday: null },
    ],
    [
      { valid_from: '2026-05-01', until: '2026-06-01' },
      { validFrom: '2026-05-01', validTo: '2026-06-01' },
    ],
    [{ interval: 0 }, { interval: 1 }],
  ])('%j is read without a word', (more, rule) => {
    const { rules, problems } = read(more);
    expect(rules).toMatchObject([rule]);
    expect(problems).toEqual([]);
  });

  test.each([
    [
      'byday',
      'FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=2;UNTIL=20261231',
      { freq: 'WEEKLY', byday: 'MO,WE', interval: 2, validTo: '2026-12-31' },
    ],
    ['freq', 'RRULE:FREQ=MONTHLY;BYDAY=2TU', { freq: 'MONTHLY', byday: '2TU' }],
    ['rrule', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1', { freq: 'MONTHLY', byday: '-1MO' }],
    [
      'rrule',
      'DTSTART:20260105T100000Z\nRRULE:FREQ=MONTHLY;BYMONTHDAY=5',
      { freq: 'MONTHLY', bymonthday: '5' },
    ],
  ])('a whole rule in %s is read: %s', (field, rrule, rule) => {
    expect(read({ freq: null, byday: null, [field]: rrule })).toMatchObject({ rules: [rule], problems: [] });
  });

  test.each([
    [
      { freq: null },
      { freq: 'WEEKLY', byday: 'TH' },
      'freq: it says how often no more than by its days, read as weekly',
    ],
    [{ byday: '2TH' }, { freq: 'MONTHLY', byday: '2TH' }, 'freq: "2TH" are days of a month, read as monthly'],
    [
      { bymonthday: '2,3' },
      { freq: 'WEEKLY', bymonthday: null },
      'bymonthday: days of the month say nothing of a week, left out',
    ],
    [{ interval: -2 }, { interval: 1 }, 'interval: every -2 is not how often we can keep, read as every one'],
    [
      { valid_from: '2026-06-01', valid_to: '2026-05-01' },
      { validFrom: null, validTo: null },
      'valid_to: it ends on 2026-05-01, before it begins, both days left empty',
    ],
  ])('%j is read with a word', (more, rule, problem) => {
    expect(read(more)).toMatchObject({ rules: [rule], problems: [problem] });
  });

  test.each([
    [
      { byday: 'when it rains' },
      'when it rains',
      'byday: "when it rains" are not days we understand, kept in words',
    ],
    [{ byday: '2TH', interval: 2 }, '2TH', 'freq: "2TH" are days of a month, kept in words'],
    [{ freq: 7 }, 'TH', 'freq: "7" is not how often we can keep, kept in words'],
    [{ freq: 'YEARLY' }, 'YEARLY TH', 'freq: "YEARLY" is not how often we can keep, kept in words'],
  ])('%j is kept in words', (more, typed, problem) => {
    const { rules, problems } = read({ ...more, description: 'See the poster.' });
    expect(rules).toMatchObject([
      { freq: null, dtstart: null, byday: null, opensAt: null, notes: 'See the poster, 10:00 to 12:00' },
    ]);
    expect(problems).toEqual([problem]);
    expect(read(more).rules[0]?.notes).toContain(typed);
  });

  test.each([
    [{ dtstart: '2026-01-01', count: 3 }, '2026-01-15'],
    [{ dtstart: '2026-01-01', count: '2', interval: 2 }, '2026-01-15'],
    [{ dtstart: '2026-01-02', byday: 'MO,TH', count: 3 }, '2026-01-12'],
    [{ valid_from: '2026-01-01', freq: 'MONTHLY', byday: '-1FR', count: 2 }, '2026-02-27'],
    [{ dtstart: '2026-01-01', freq: null, byday: null, rrule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=1' }, '2026-01-01'],
    [{ dtstart: '2026-01-01', count: 3, valid_to: '2026-01-02' }, '2026-01-02'],
  ])('%j ends on %s', (more, day) => {
    expect(read(more)).toMatchObject({ rules: [{ validTo: day }], problems: [] });
  });

  test('a number of times without a first day has no end, which is said', () => {
    expect(read({ count: 3 })).toMatchObject({
      rules: [{ validTo: null }],
      problems: ['count: 3 times, but not from which day: it has no end here'],
    });
  });

  test('nothing at all is no session, words alone are one in words', () => {
    expect(read({ id: 'x' }, {}).rules).toEqual([]);
    expect(read({ freq: 'WEEKLY', opens_at: '10:00' }, {}).rules).toMatchObject([
      { freq: null, notes: 'WEEKLY, 10:00' },
    ]);
    expect(mapOne({ schedules: ['Thursdays at ten'] }).service.schedules).toMatchObject([
      { notes: 'Thursdays at ten' },
    ]);
  });
});

test('what else a schedule says is kept: words for the public, how to attend, where to look', () => {
  const { rules } = read({
    description: 'Term time only',
    notes: '<b>Bring</b> a cup',
    attending_type: 'online',
    schedule_link: 'https://tea.example/when',
  });
  expect(rules).toMatchObject([
    {
      notes: 'Term time only. Bring a cup',
      termTimeOnly: true,
      attendingType: 'online',
      scheduleLink: 'https://tea.example/when',
    },
  ]);
});
