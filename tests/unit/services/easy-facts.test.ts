import { describe, expect, test } from 'vitest';
import { easyFacts } from '#src/features/services/present/easy-facts.ts';
import type { ServiceDetail } from '#src/features/services/queries/find-service.ts';
import {
  confidentialVenue,
  costRow,
  openVenue,
  phoneRow,
  scheduleRow,
  serviceDetail,
} from '../../support/shared/service-detail.ts';

const NOW = { day: '2026-11-24', time: '10:00' }; // a Tuesday
const CALENDAR = { bankHolidays: new Set<string>(), termTimes: [] };
const TARNBURY = { near: { latitude: 52.4, longitude: -2.9 }, nearName: 'Tarnbury' };
const NOWHERE = { near: null, nearName: null };
const facts = (detail: ServiceDetail, from: typeof TARNBURY | typeof NOWHERE = NOWHERE) =>
  easyFacts(detail, { now: NOW, calendar: CALENDAR, ...from }, []);

describe('the words of a service', () => {
  const written = {
    name: 'Tea and Talk',
    summary: 'A summary of ours.',
    description: 'A description of ours.',
    eligibility_description: 'Anyone who likes tea.',
    not_for_description: 'Nobody who hates tea.',
    application_process: 'Ring the bell.',
    first_visit_note: 'Look for Jean.',
    what_to_bring: 'A cup.',
    alert: 'Wet floor.',
    interpretation_services: 'We can book one.',
    fees_description: 'Pay what you can.',
  };

  test('are not among its facts: only that there are some', () => {
    const found = facts(serviceDetail(written));
    expect(found).toMatchObject({
      saysWhoFor: true,
      saysNotFor: true,
      hasThingsToBring: true,
      hasInterpreters: true,
      price: 'See cost',
    });
    const all = JSON.stringify(found);
    for (const words of Object.values(written)) expect(all).not.toContain(words);
  });

  test('that are missing are not there', () => {
    expect(facts(serviceDetail())).toMatchObject({
      saysWhoFor: false,
      saysNotFor: false,
      hasThingsToBring: false,
      hasInterpreters: false,
      price: null,
    });
  });
});

describe('times', () => {
  test.each([
    [{ byday: 'TU' }, 'every Tuesday'],
    [{ byday: 'MO,TU,WE,TH,FR' }, 'Monday to Friday'],
    [{ byday: 'MO,TU,WE,TH,FR,SA,SU' }, 'every day'],
    [{ freq: 'MONTHLY' as const, byday: '2TU' }, 'on the second Tuesday of the month'],
    [{ freq: 'MONTHLY' as const, byday: null, bymonthday: '1' }, 'on the 1st of the month'],
    [{ interval: 2, dtstart: '2026-11-10' }, 'every 2 weeks on Tuesday'],
  ])('%j is said as "%s"', (row, days) => {
    expect(facts(serviceDetail({}, { schedules: [scheduleRow(row)] })).openings).toEqual([
      { days, opensAt: '14:00', closesAt: '16:00', isTermTimeOnly: false },
    ]);
  });

  test('are taken from the service and its places, each once, without those that are over', () => {
    const schedules = [scheduleRow(), scheduleRow({ byday: 'FR', valid_to: '2026-11-01' })];
    const venues = [openVenue({ schedules: [scheduleRow(), scheduleRow({ byday: 'WE' })] })];
    expect(facts(serviceDetail({}, { schedules, venues })).openings.map(({ days }) => days)).toEqual([
      'every Tuesday',
      'every Wednesday',
    ]);
  });

  test('the next one passes over the days that it is closed', () => {
    const closure = {
      id: 'c',
      service_id: 'service-1',
      starts_on: '2026-11-23',
      ends_on: '2026-11-29',
      reason: 'Paint',
    };
    const found = facts(serviceDetail({}, { schedules: [scheduleRow()], closures: [closure] }));
    expect(found.next?.day).toBe('2026-12-01');
    expect(found.closure).toEqual({ startsOn: '2026-11-23', endsOn: '2026-11-29' });
  });

  test('a closure that is far off is not said yet', () => {
    const closure = {
      id: 'c',
      service_id: 'service-1',
      starts_on: '2027-06-01',
      ends_on: '2027-06-02',
      reason: null,
    };
    expect(facts(serviceDetail({}, { closures: [closure] })).closure).toBeNull();
  });
});

describe('places', () => {
  test('of a confidential one only the area is known, however it is asked', () => {
    expect(facts(serviceDetail({}, { venues: [confidentialVenue()] }), TARNBURY).places).toEqual([
      { isPrivate: true, area: 'Marlbridge area' },
    ]);
  });

  test('the nearest comes first, with how far it is; without a place to look from none is said', () => {
    const venues = [
      openVenue({ id: 'far', name: 'Far Hall', latitude: 53 }),
      openVenue({ id: 'near', name: 'Near Hall', latitude: 52.4145 }),
    ];
    const near = facts(serviceDetail({}, { venues }), TARNBURY).places;
    expect(near.map((place) => (place.isPrivate ? null : [place.name, place.distance]))).toEqual([
      ['Near Hall', '1 mile from Tarnbury'],
      ['Far Hall', '41 miles from Tarnbury'],
    ]);
    const anywhere = facts(serviceDetail({}, { venues })).places;
    expect(anywhere.map((place) => (place.isPrivate ? null : [place.name, place.distance]))).toEqual([
      ['Far Hall', null],
      ['Near Hall', null],
    ]);
  });
});

test('space that was said too long ago is not known any more', () => {
  const said = (updated: string) =>
    facts(serviceDetail({ capacity: 'open', capacity_updated_on: updated })).capacity;
  expect(said('2026-11-20')).toBe('open');
  expect(said('2026-09-01')).toBe('unknown');
});

test('phones keep what they are for, and the price is in the words of cards', () => {
  const found = facts(
    serviceDetail({}, { phones: [phoneRow('01632 960316')], costs: [costRow({ amount: 2 })] }),
  );
  expect(found.phones).toEqual([{ number: '01632 960316', type: 'voice' }]);
  expect(found.price).toBe('£2');
});

test('a season that has begun is not said to start', () => {
  expect(facts(serviceDetail({ valid_from: '2026-01-01' })).startsOn).toBeNull();
  expect(facts(serviceDetail({ valid_from: '2027-05-01' })).startsOn).toBe('2027-05-01');
});
