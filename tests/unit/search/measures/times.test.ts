import { describe, expect, test } from 'vitest';
import { partsOf } from '#src/search/measures/times.ts';
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
