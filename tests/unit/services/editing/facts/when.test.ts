import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSame } from '#src/features/services/fields.ts';
import { when } from '#src/features/services/editing/facts/when/when.ts';
import type { ScheduleRecord, ServiceRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import { day, few, maybe, schedule, text } from '../../../../db/open-referral/any-parts.ts';
import { aContext, aPlace, aService, aSession, asSent, typing } from './world.ts';
import { newSession, weekly } from './new-session.ts';

const anyTimes: fc.Arbitrary<ServiceRecord> = fc
  .record({
    own: few(schedule),
    places: fc.array(few(schedule), { maxLength: 3 }),
    closures: few(fc.record({ startsOn: day, endsOn: day, reason: maybe(text) })),
    validFrom: maybe(day),
    validTo: maybe(day),
    alert: maybe(text),
  })
  .map(({ places, own, ...rest }) =>
    aService({
      ...rest,
      schedules: own,
      locations: places.map((schedules, index) => ({
        location: aPlace(`place-${index}`),
        description: null,
        schedules,
      })),
    }),
  );

describe('what the form shows', () => {
  test('saving it untouched changes nothing, whatever times a record has', async () => {
    await fc.assert(
      fc.asyncProperty(anyTimes, async (record) => {
        const { record: after, problems } = await typing(when, record, {});
        expect(problems).toEqual({});
        expect(isSame(after, record)).toBe(true);
      }),
    );
  });

  test('a browser that takes line ends out of a line changes nothing either', async () => {
    const record = aService({
      closures: [{ startsOn: '2026-12-21', endsOn: '2027-01-04', reason: 'Christmas\nand New Year' }],
    });
    const typed = { 'break-1-reason': 'Christmasand New Year' };
    expect((await typing(when, record, typed)).record.closures).toEqual(record.closures);
  });

  test('a rule too rich for the form is kept to the letter, also when it moves to another place', async () => {
    const rich = aSession({
      freq: 'MONTHLY',
      interval: 3,
      byday: null,
      bymonthday: '1,15,-1',
      description: 'x',
    });
    const record = aService({
      schedules: [rich],
      locations: [{ location: aPlace('hall'), description: null, schedules: [] }],
    });
    expect(when.show(record)).toMatchObject({ 'session-1-kept': 'yes' });
    const moved = (await typing(when, record, { 'session-1-place': 'hall' })).record;
    expect(moved.locations[0]?.schedules).toEqual([rich]);
    expect(moved.schedules).toEqual([]);
  });

  test.each<[string, Partial<ScheduleRecord>]>([
    ['days of the week and of the month', { freq: 'MONTHLY', byday: '2TU', bymonthday: '8,9' }],
    ['weeks that differ between days', { freq: 'MONTHLY', byday: '1TU,2FR' }],
    ['every third week', { interval: 3, dtstart: '2026-12-01' }],
    [
      'a count from another day than its first',
      { interval: 2, dtstart: '2026-12-01', validFrom: '2026-12-15' },
    ],
    ['times without a day', { freq: null, byday: null }],
  ])('%s cannot be shown, so it is kept', (_, own) => {
    expect(when.show(aService({ schedules: [aSession(own)] }))).toHaveProperty('session-1-kept', 'yes');
  });

  test('changing one session leaves the others and what a source said beyond the rule', async () => {
    const record = aService({
      schedules: [
        aSession({ description: 'From the source', scheduleLink: 'https://example.org/' }),
        aSession(),
      ],
    });
    const { record: after } = await typing(when, record, { 'session-1-to': '5pm' });
    expect(after.schedules).toEqual([{ ...record.schedules[0], closesAt: '17:00' }, record.schedules[1]]);
  });

  test('a form without the lists leaves them alone', async () => {
    const record = aService({
      schedules: [aSession()],
      closures: [{ startsOn: '2026-12-21', endsOn: '2026-12-22', reason: null }],
    });
    const applied = await when.apply(record, { alert: 'New' }, aContext());
    expect(applied).toEqual({ ok: true, record: { ...record, alert: 'New' } });
  });
});

describe('a session as it was typed', () => {
  test.each<[string, FormValues, Partial<ScheduleRecord>]>([
    ['every week', weekly, { freq: 'WEEKLY', interval: 1, byday: 'TU', opensAt: '14:00', closesAt: '16:00' }],
    ['several days', { ...weekly, days: ['FR', 'MO'] }, { byday: 'MO,FR' }],
    [
      'every two weeks from a date',
      { ...weekly, repeat: 'fortnightly', first: '1 December 2026' },
      { freq: 'WEEKLY', interval: 2, byday: 'TU', dtstart: '2026-12-01', validFrom: '2026-12-01' },
    ],
    [
      'every two weeks on the day of its first date',
      { repeat: 'fortnightly', first: '2 December', from: '10' },
      { interval: 2, byday: 'WE', dtstart: '2026-12-02', opensAt: '10:00', closesAt: null },
    ],
    [
      'the second Tuesday',
      { ...weekly, repeat: 'monthly', weeks: ['2'] },
      { freq: 'MONTHLY', interval: 1, byday: '2TU' },
    ],
    [
      'the first and last Monday and Friday',
      { ...weekly, repeat: 'monthly', days: ['MO', 'FR'], weeks: ['1', '-1'] },
      { byday: '1MO,-1MO,1FR,-1FR' },
    ],
    [
      'one date',
      { repeat: 'once', first: '5/12/26', from: '10am', to: 'midday' },
      { freq: null, dtstart: '2026-12-05', byday: null, opensAt: '10:00', closesAt: '12:00' },
    ],
    [
      'in words',
      { repeat: 'words', note: 'By appointment' },
      { freq: null, dtstart: null, notes: 'By appointment' },
    ],
    [
      'term time, bank holidays and dates',
      { ...weekly, term: 'yes', bank: 'yes', first: '5 January 2027', until: '20 July 2027' },
      { termTimeOnly: true, openOnBankHolidays: true, validFrom: '2027-01-05', validTo: '2027-07-20' },
    ],
    ['a whole day', { ...weekly, from: 'midnight', to: 'midnight' }, { opensAt: '00:00', closesAt: '23:59' }],
  ])('%s', async (_, fields, rule) => {
    expect(await newSession(fields)).toEqual([expect.objectContaining(rule)]);
  });

  test('one past midnight is two rules, an evening and the morning after', async () => {
    expect(await newSession({ ...weekly, days: ['SU'], from: '8pm', to: '2am' })).toEqual([
      expect.objectContaining({ byday: 'SU', opensAt: '20:00', closesAt: '23:59' }),
      expect.objectContaining({ byday: 'MO', opensAt: '00:00', closesAt: '02:00' }),
    ]);
  });

  test('what was saved is shown again as it was meant', async () => {
    const rules = await newSession({ ...weekly, repeat: 'monthly', weeks: ['2', '4'], term: 'yes' });
    const [rule] = Array.isArray(rules) ? rules : [];
    if (rule === undefined) throw new Error('nothing was saved');
    expect(asSent(when.show(aService({ schedules: [rule] })))).toMatchObject({
      'session-1-repeat': 'monthly',
      'session-1-days': 'TU',
      'session-1-weeks': ['2', '4'],
      'session-1-from': '2pm',
      'session-1-to': '4pm',
      'session-1-term': 'yes',
    });
  });

  test('a new row that nobody typed in is no session', async () => {
    expect(await newSession({ place: 'none' })).toEqual([]);
  });

  test('it is at the place that was chosen, in the order of the form', async () => {
    const record = aService({
      locations: ['a', 'b'].map((key) => ({
        location: aPlace(key),
        description: null,
        schedules: [aSession()],
      })),
    });
    const { record: after } = await typing(when, record, {
      'session-1-place': 'b',
      'session-1-from': '1pm',
    });
    expect(after.locations.map(({ schedules }) => schedules.map(({ opensAt }) => opensAt))).toEqual([
      [],
      ['13:00', '14:00'],
    ]);
  });
});

describe('breaks, dates and the notice', () => {
  test('a break without a first day begins today: closed until', async () => {
    const { record } = await typing(when, aService(), {
      'break-rows': '1',
      'break-1-to': '4 January 2027',
      'break-1-reason': 'Flood',
    });
    expect(record.closures).toEqual([{ startsOn: '2026-11-21', endsOn: '2027-01-04', reason: 'Flood' }]);
  });

  test('an emptied date and notice are gone', async () => {
    const record = aService({ validFrom: '2026-12-01', validTo: '2027-01-01', alert: 'Moved' });
    const { record: after } = await typing(when, record, { 'first-day': '', 'last-day': '', alert: '' });
    expect(after).toMatchObject({ validFrom: null, validTo: null, alert: null });
  });
});

describe('buttons', () => {
  const typed = {
    'session-rows': '2',
    'session-1-from': '10',
    'session-2-from': '2',
    'break-rows': '0',
    alert: 'x',
  };

  test('adding a session adds an empty row and keeps what was typed', () => {
    expect(when.press?.(typed, 'add-session')).toEqual({ ...typed, 'session-rows': '3' });
    expect(when.press?.(typed, 'add-break')).toEqual({ ...typed, 'break-rows': '1' });
  });

  test('removing one moves the rest up', () => {
    expect(when.press?.(typed, 'remove-session-1')).toEqual({
      'session-rows': '1',
      'session-1-from': '2',
      'break-rows': '0',
      alert: 'x',
    });
  });

  test.each(['read-back', 'remove-session-9', 'remove-session-x', 'add-other'])(
    '%s changes nothing',
    (button) => {
      expect(when.press?.(typed, button)).toEqual(typed);
    },
  );
});
