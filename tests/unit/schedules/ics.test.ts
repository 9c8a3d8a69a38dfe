import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serviceCalendar, type ServiceTimes } from '#src/features/schedules/ics.ts';
import { sessionsOn, type PublicCalendar, type SessionRule } from '#src/features/schedules/rules.ts';
import { addDays } from '#src/lib/dates.ts';
import { CALENDAR, NO_CALENDAR, rule } from './rule.ts';
import { readEvents } from './read-ics.ts';

const TODAY = '2026-11-21';

const service = (rules: SessionRule[], other: Partial<ServiceTimes> = {}): ServiceTimes => ({
  name: 'Tuesday tea',
  url: 'https://frontdoor.example.org/services/tuesday-tea',
  description: 'Tea, cake and company.',
  updatedAt: '2026-10-01T09:30:00.000Z',
  host: 'frontdoor.example.org',
  validFrom: null,
  validTo: null,
  closed: [],
  groups: [
    {
      place: { text: 'Marl Hall, 1 High Street, MB1 1QG', confidential: false },
      rules: rules.map((one, index) => ({ id: `rule-${index}`, rule: one })),
    },
  ],
  ...other,
});
const fileOf = (
  rules: SessionRule[],
  other: Partial<ServiceTimes> = {},
  calendar: PublicCalendar = NO_CALENDAR,
): string => serviceCalendar(service(rules, other), calendar, TODAY);

describe('a calendar file', () => {
  test('has CRLF everywhere, no line over 75 bytes, and the zone of London', () => {
    const name =
      'Tuesday tea, cake; and a very long talk about \u00a32 \u2013 "bring a friend" \u2615 for everybody in the village';
    const file = fileOf([rule()], { name });
    const lines = file.split('\r\n');
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(lines).toContain('TZID:Europe/London');
    expect(readEvents(file)[0]?.SUMMARY).toBe(name.replace(/[,;]/g, (sign) => `\\${sign}`));
  });

  test('says when the session is in London, and when the listing was changed in UTC', () => {
    const [event] = readEvents(fileOf([rule({ byday: 'TU', opensAt: '14:00', closesAt: '16:00' })]));
    expect(event).toMatchObject({
      UID: 'rule-0@frontdoor.example.org',
      DTSTAMP: '20261001T093000Z',
      'DTSTART;TZID=Europe/London': '20260106T140000',
      'DTEND;TZID=Europe/London': '20260106T160000',
      LOCATION: 'Marl Hall\\, 1 High Street\\, MB1 1QG',
    });
  });

  test('is the same file for the same listing, in whatever time zone the machine is', () => {
    const here = fileOf([rule()]);
    const zone = process.env.TZ;
    for (const other of ['America/New_York', 'Asia/Tokyo']) {
      process.env.TZ = other;
      expect(fileOf([rule()])).toBe(here);
    }
    process.env.TZ = zone ?? '';
  });

  test('says nothing of where a confidential place is', () => {
    const groups = [
      { place: { text: '7 Secret Street', confidential: true }, rules: [{ id: 'a', rule: rule() }] },
    ];
    const file = fileOf([], { groups });
    expect(readEvents(file)).toHaveLength(1);
    expect(file).not.toMatch(/LOCATION|Secret|GEO/);
  });

  test('leaves out bank holidays and closed days, and ends a rule for term time with the last known term', () => {
    const closed = [{ startsOn: '2026-11-16', endsOn: '2026-11-20', reason: 'Roof' }];
    const [series, term] = readEvents(
      fileOf(
        [
          rule({ byday: 'FR', validFrom: '2026-11-01' }),
          rule({ termTimeOnly: true, validFrom: '2026-11-01' }),
        ],
        { closed },
        CALENDAR,
      ),
    );
    expect(series?.['EXDATE;TZID=Europe/London']?.split(',')).toEqual([
      '20261120T100000',
      '20261225T100000',
      '20270101T100000',
    ]);
    expect(term?.RRULE).toContain('UNTIL=20261214T100000Z');
    expect(term?.['EXDATE;TZID=Europe/London']).toBe('20261116T100000');
  });

  test('ends with the service, in UTC: ten in the morning of British Summer Time is nine', () => {
    expect(readEvents(fileOf([rule()], { validTo: '2027-06-30' }))[0]?.RRULE).toBe(
      'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270628T090000Z;WKST=MO',
    );
    expect(readEvents(fileOf([rule()], { validTo: '2026-12-31' }))[0]?.RRULE).toContain(
      'UNTIL=20261228T100000Z',
    );
  });

  test('a day without times is a whole day, and a single day has no rule', () => {
    const [whole, single] = readEvents(
      fileOf([
        rule({ opensAt: null, closesAt: null }),
        rule({ freq: null, byday: null, dtstart: '2026-12-05' }),
      ]),
    );
    expect(whole?.['DTSTART;VALUE=DATE']).toBe('20260105');
    expect(single).toMatchObject({ 'DTSTART;TZID=Europe/London': '20261205T100000' });
    expect(single?.RRULE).toBeUndefined();
  });

  test('a rule without any day to come makes no event', () => {
    expect(
      readEvents(fileOf([rule({ validTo: '2025-12-31' }), rule({ freq: null, byday: null, notes: 'Ask' })])),
    ).toEqual([]);
  });
});

const anyRule: fc.Arbitrary<SessionRule> = fc
  .record({
    freq: fc.constantFrom('WEEKLY' as const, 'MONTHLY' as const),
    interval: fc.integer({ min: 1, max: 3 }),
    dtstart: fc.integer({ min: 0, max: 400 }).map((days) => addDays('2025-12-01', days)),
    weekdays: fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), {
      minLength: 1,
      maxLength: 4,
    }),
    nth: fc.constantFrom('1', '2', '4', '-1'),
    termTimeOnly: fc.boolean(),
    openOnBankHolidays: fc.boolean(),
    opensAt: fc.constantFrom('00:30', '10:00', '23:00', null),
  })
  .map(({ weekdays, nth, freq, opensAt, ...other }) =>
    rule({
      ...other,
      freq,
      opensAt,
      closesAt: opensAt === null ? null : '23:59',
      byday: weekdays.map((day) => (freq === 'MONTHLY' ? `${nth}${day}` : day)).join(','),
    }),
  );

test('another reading of the recurrence gives the very days that we show', () => {
  fc.assert(
    fc.property(anyRule, fc.integer({ min: 0, max: 300 }), (one, start) => {
      const closed = [{ startsOn: addDays(TODAY, start), endsOn: addDays(TODAY, start + 20), reason: null }];
      const [event] = readEvents(fileOf([one], { closed }, CALENDAR));
      const ours: string[] = [];
      for (let day = '2026-01-01'; day <= '2028-12-31'; day = addDays(day, 1)) {
        if (sessionsOn([one], closed, CALENDAR, day).length > 0) ours.push(day);
      }
      expect(event?.days ?? []).toEqual(ours);
    }),
    { numRuns: 60 },
  );
});
