import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsOf } from '#src/search/columns/times.ts';
import { ask, CALENDAR, idsOf, indexOf, NOW, service, session, venue } from '../mini/directory.ts';

const ids = (services: ReturnType<typeof service>[], parameters: string, moment = NOW) =>
  idsOf(ask(indexOf(services), parameters, moment)).sort();

describe('parts of the day', () => {
  test.each([
    ['09:00', '12:00', 1],
    ['09:00', '12:01', 3],
    ['12:00', '17:00', 2],
    ['16:00', '18:00', 6],
    ['17:00', '23:59', 4],
    ['00:00', '23:59', 7],
    ['19:00', null, 4],
    [null, null, 7],
  ])('%s to %s', (opens, closes, bits) => {
    expect(partsOf(opens, closes)).toBe(bits);
  });
});

describe('day and time', () => {
  const two = service('two', {
    venues: [
      venue('T', 52, -2, { sessions: [session('WE', '18:00', '20:00'), session('FR', '09:00', '11:00')] }),
    ],
  });
  const own = service('own', { sessions: [session('WE', '09:00', '11:00')] });
  const past = service('past', { sessions: [session('WE', '09:00', '11:00', { validTo: '2026-11-01' })] });
  const single = service('single', {
    sessions: [session('', '18:00', '20:00', { freq: null, byday: null, dtstart: '2026-11-25' })],
  });
  const none = service('none');
  const all = [two, own, past, single, none];

  test('a weekday is any such day to come, at a venue or not', () => {
    expect(ids(all, 'day=WE')).toEqual(['own', 'single', 'two']);
  });

  test('day and part must hold of one and the same session', () => {
    expect(ids(all, 'day=WE&part=evening')).toEqual(['single', 'two']);
    expect(ids(all, 'day=FR&part=evening')).toEqual([]);
  });

  test('today is this very day: closures and bank holidays count', () => {
    const shut = service('shut', {
      sessions: own.sessions,
      closures: [{ startsOn: NOW.day, endsOn: NOW.day, reason: null }],
    });
    expect(ids([...all, shut], 'day=today')).toEqual(['own', 'two']);
    expect(CALENDAR.bankHolidays.has('2026-12-25')).toBe(true);
    expect(
      ids([service('friday', { sessions: [session('FR', '09:00', '11:00')] })], 'day=today', {
        day: '2026-12-25',
        time: '10:00',
      }),
    ).toEqual([]);
  });

  test('tomorrow is the day after', () => {
    expect(
      ids([service('th', { sessions: [session('TH', '09:00', '11:00')] }), own], 'day=tomorrow'),
    ).toEqual(['th']);
  });

  test('open now follows the clock, minute by minute', () => {
    expect(ids(all, 'open_now=on', { day: NOW.day, time: '10:59' })).toEqual(['own']);
    expect(ids(all, 'open_now=on', { day: NOW.day, time: '11:00' })).toEqual([]);
    expect(ids(all, 'open_now=on', { day: NOW.day, time: '18:00' })).toEqual(['two']);
  });

  test('what is closed for now is open at no time', () => {
    const closed = service('closed', { sessions: own.sessions, isTemporarilyClosed: true });
    expect(ids([closed], 'open_now=on')).toEqual([]);
    expect(ids([closed], 'day=WE')).toEqual([]);
    expect(ids([closed], '')).toEqual(['closed']);
  });

  test('one index answers for many moments without mixing them up', () => {
    const index = indexOf(all);
    const totals = Array.from(
      { length: 60 },
      (_, minute) =>
        ask(index, 'open_now=on', { day: NOW.day, time: `10:${String(minute).padStart(2, '0')}` }).total,
    );
    expect(new Set(totals)).toEqual(new Set([1]));
    expect(ask(index, 'open_now=on', { day: NOW.day, time: '03:00' }).total).toBe(0);
  });
});

describe('the rules of a day', () => {
  const on = (rule: Partial<ReturnType<typeof session>>, parameters: string, moment = NOW): boolean =>
    ids([service('a', { sessions: [session('WE', '10:00', '12:00', rule)] })], parameters, moment).length ===
    1;

  test.each([
    [
      'the second Wednesday of a month is a Wednesday',
      { byday: '2WE', freq: 'MONTHLY' as const },
      'day=WE',
      true,
    ],
    ['but it is not every Wednesday', { byday: '2WE', freq: 'MONTHLY' as const }, 'day=today', false],
    ['every other week, its week', { interval: 2, validFrom: '2026-11-04' }, 'day=today', true],
    ['every other week, the other week', { interval: 2, validFrom: '2026-11-11' }, 'day=today', false],
    ['weekly from a day, on the weekday of that day', { byday: null, dtstart: '2026-11-10' }, 'day=TU', true],
    ['and on no other', { byday: null, dtstart: '2026-11-10' }, 'day=WE', false],
    ['a rule that has ended', { validTo: '2026-11-17' }, 'day=WE', false],
    ['a rule that ends today', { validTo: '2026-11-18' }, 'day=WE', true],
    ['a rule that is to begin', { validFrom: '2026-12-01' }, 'day=WE', true],
    ['which is not on today', { validFrom: '2026-12-01' }, 'day=today', false],
    ['a single day that is over', { freq: null, byday: null, dtstart: '2026-11-11' }, 'day=WE', false],
    ['a single day to come', { freq: null, byday: null, dtstart: '2026-11-25' }, 'day=WE', true],
    ['a single day without a date', { freq: null, byday: null }, 'day=WE', false],
    ['term time only, in term', { termTimeOnly: true }, 'day=today', true],
    [
      'a session that does not say when it opens',
      { opensAt: null, closesAt: null },
      'day=WE&part=evening',
      true,
    ],
  ])('%s', (_, rule, parameters, expected) => {
    expect(on(rule, parameters)).toBe(expected);
  });

  test('term time only is not on in the holidays, though it is a Wednesday', () => {
    const holiday = { day: '2026-12-23', time: '10:30' };
    expect(on({ termTimeOnly: true }, 'day=today', holiday)).toBe(false);
    expect(on({ termTimeOnly: true }, 'day=WE', holiday)).toBe(true);
    expect(on({}, 'open_now=on', holiday)).toBe(true);
    expect(on({ termTimeOnly: true }, 'open_now=on', holiday)).toBe(false);
  });
});

test('a part of the day is one a session reaches into, for any times', () => {
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const clock = (at: number): string =>
    `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
  fc.assert(
    fc.property(minute, minute, (one, other) => {
      fc.pre(one !== other);
      const [opens, closes] = [Math.min(one, other), Math.max(one, other)];
      const expected = [
        [0, 720],
        [720, 1020],
        [1020, 1440],
      ].map(([from = 0, until = 0]) => opens < until && closes > from);
      const bits = partsOf(clock(opens), clock(closes));
      expect([1, 2, 4].map((bit) => (bits & bit) !== 0)).toEqual(expected);
    }),
  );
});

test('a season that is announced is on at no time before it begins', () => {
  const winter = service('winter', { sessions: [session('WE', '10:00', '12:00')], startsOn: '2026-12-02' });
  expect(ids([winter], 'day=today')).toEqual([]);
  expect(ids([winter], 'open_now=on')).toEqual([]);
  expect(ids([winter], 'day=WE'), 'on Wednesdays, from then on').toEqual(['winter']);
  expect(ids([winter], 'day=today', { day: '2026-12-02', time: '10:30' })).toEqual(['winter']);
  expect(ids([winter], 'open_now=on', { day: '2026-12-02', time: '10:30' })).toEqual(['winter']);
  const card = ask(indexOf([winter]), '').results[0];
  expect(card).toMatchObject({
    startsOn: '2026-12-02',
    nextSession: { day: '2026-12-02', opensAt: '10:00' },
  });
});
