import { describe, expect, test } from 'vitest';
import { QUICK_FACTS, type QuickFactName } from '#src/features/services/editing/facts/quick/quick.ts';
import { markOf } from '#src/features/services/editing/facts/rows.ts';
import { sessionsOf } from '#src/features/services/editing/facts/when/session-row.ts';
import { nextSessions } from '#src/features/schedules/rules.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import { aContext, aService, aSession, asSent, TODAY } from './world.ts';

const setting = aContext();
const change = (
  fact: QuickFactName,
  record: ServiceRecord,
  typed: FormValues,
  button = 'save',
): ServiceRecord => {
  const quick = QUICK_FACTS[fact];
  const answer = quick.apply(record, asSent({ ...quick.show(record), ...typed }), button, setting);
  if (!answer.ok) throw new Error(answer.problems.map(({ field, text }) => `${field}: ${text}`).join('; '));
  return answer.record;
};
const markAt = (record: ServiceRecord, index: number): string => markOf(sessionsOf(record)[index]);
const nextDays = (record: ServiceRecord): string[] =>
  nextSessions(record.schedules, record.closures, setting.calendar, { day: TODAY, time: '00:00' }, 3).map(
    ({ day, opensAt }) => `${day} ${opensAt ?? ''}`,
  );

describe('space', () => {
  test('is said today and touches nothing else', () => {
    const record = aService({ waitTime: 'Ask', phones: [] });
    expect(change('space', record, { capacity: 'waiting_list', weeks: '3' })).toEqual({
      ...record,
      capacity: 'waiting_list',
      waitingWeeks: 3,
      capacityUpdatedOn: TODAY,
    });
  });

  test('must be chosen', () => {
    expect(() => change('space', aService(), { capacity: 'lots' })).toThrow(
      'capacity: Choose if there is space',
    );
  });
});

describe('the time of one session', () => {
  const two = aService({ schedules: [aSession(), aSession({ byday: 'TH', notes: 'Beginners' })] });

  test('changes, and nothing else of it or of the others', () => {
    expect(change('times', two, { session: markAt(two, 1), from: '10', to: '12' })).toEqual({
      ...two,
      schedules: [two.schedules[0], { ...two.schedules[1], opensAt: '10:00', closesAt: '12:00' }],
    });
  });

  test('of a service with one session needs no choosing, and shows the time there is', () => {
    const one = aService({ schedules: [aSession()] });
    expect(QUICK_FACTS.times.show(one)).toMatchObject({ from: '2pm', to: '4pm' });
    expect(change('times', one, { to: '5pm' }).schedules).toEqual([aSession({ closesAt: '17:00' })]);
  });

  test('changes for a rule that the long form cannot show, too', () => {
    const rich = aService({ schedules: [aSession({ freq: 'MONTHLY', byday: null, bymonthday: '1,15' })] });
    expect(change('times', rich, { from: '9am' }).schedules[0]).toMatchObject({
      bymonthday: '1,15',
      opensAt: '09:00',
    });
  });

  test.each([
    [{ session: 'x', from: '1', to: '2' }, 'session: Choose which session'],
    [{ session: markAt(two, 0), from: '4pm', to: '2pm' }, 'to: The end must be after the start'],
    [{ session: markAt(two, 0), from: 'soon', to: '' }, 'from: Enter the time it starts'],
    [{ session: markAt(two, 0), from: '', to: '4pm' }, 'from: Enter the time it starts'],
    [{ session: markAt(two, 0), from: '8pm', to: '2am' }, 'to: A session that passes midnight'],
  ])('%j is refused', (typed, sentence) => {
    expect(() => change('times', two, typed)).toThrow(sentence);
  });
});

describe('not on the next date', () => {
  const skip = (record: ServiceRecord, index = 0): ServiceRecord =>
    change('times', record, { session: markAt(record, index) }, 'save-not-next-time');

  test('is a day of closing, where nothing else is on that day', () => {
    const record = aService({ schedules: [aSession(), aSession({ byday: 'TH' })] });
    const after = skip(record);
    expect(after.closures).toEqual([{ startsOn: '2026-11-24', endsOn: '2026-11-24', reason: null }]);
    expect(nextDays(after)).toEqual(['2026-11-26 14:00', '2026-12-01 14:00', '2026-12-03 14:00']);
    expect(skip(after).closures).toHaveLength(2);
  });

  test('leaves the other sessions of that day on', () => {
    const record = aService({ schedules: [aSession(), aSession({ opensAt: '18:00', closesAt: '20:00' })] });
    const after = skip(record);
    expect(after.closures).toEqual([]);
    expect(nextDays(after)).toEqual(['2026-11-24 18:00', '2026-12-01 14:00', '2026-12-01 18:00']);
  });

  test('does not move a fortnight', () => {
    const fortnight = aSession({ interval: 2, byday: 'TU,TH', dtstart: '2026-11-24' });
    const record = aService({ schedules: [fortnight, aSession({ opensAt: '18:00', closesAt: null })] });
    const days = nextSessions(
      skip(record).schedules.slice(0, 2),
      [],
      setting.calendar,
      { day: TODAY, time: '' },
      3,
    );
    expect(days.map(({ day }) => day)).toEqual(['2026-11-26', '2026-12-08', '2026-12-10']);
  });

  test('is refused where there is no next date', () => {
    const over = aService({ schedules: [aSession({ validTo: '2026-01-01' })] });
    expect(() => skip(over)).toThrow('no next date');
  });
});

describe('a phone number', () => {
  const phones = ['01632 960001', '01632 960002'].map((number) => ({
    number,
    type: 'voice' as const,
    description: null,
  }));

  test('replaces the one that was chosen, or the only one, or is the first', () => {
    const two = aService({ phones });
    const typed = { phone: markOf(phones[1]), number: '01632 960003' };
    expect(change('phone', two, typed).phones.map(({ number }) => number)).toEqual([
      '01632 960001',
      '01632 960003',
    ]);
    expect(
      change('phone', aService({ phones: phones.slice(0, 1) }), { number: '116 123' }).phones,
    ).toMatchObject([{ number: '116 123' }]);
    expect(change('phone', aService(), { number: '111' }).phones).toEqual([
      { number: '111', type: 'voice', description: null },
    ]);
  });

  test.each([
    [{ number: '01632 960003' }, 'phone: Choose which number'],
    [{ phone: markOf(phones[0]), number: '' }, 'number: Enter the new phone number'],
    [{ phone: markOf(phones[0]), number: 'none' }, 'number: Enter a phone number'],
  ])('%j is refused', (typed, sentence) => {
    expect(() => change('phone', aService({ phones }), typed)).toThrow(sentence);
  });
});

describe('closed, or a notice', () => {
  test('with a last day it is a break from today on; the notice stays as it is', () => {
    const record = aService({ alert: 'Bring a cup' });
    const after = change('alert', record, { alert: 'Flood', until: '4 January' });
    expect(after).toMatchObject({
      alert: 'Bring a cup',
      closures: [{ startsOn: TODAY, endsOn: '2027-01-04', reason: 'Flood' }],
    });
    expect(change('alert', after, { alert: 'Flood', until: '4 January' }).closures).toEqual(after.closures);
  });

  test('without one it is a notice, and can be taken away', () => {
    const record = change('alert', aService(), { alert: 'We have moved' });
    expect(record).toMatchObject({ alert: 'We have moved', closures: [] });
    expect(change('alert', record, {}, 'save-without-notice').alert).toBeNull();
  });

  test.each([
    [{}, 'alert: Write the notice'],
    [{ until: '31 February' }, 'until: There is no 31 February'],
    [{ until: '20 November 2026' }, 'until: The last day you are closed must be today or later'],
    [{ alert: 'x'.repeat(301) }, 'alert: The notice must be 300 characters'],
  ])('%j is refused', (typed, sentence) => {
    expect(() => change('alert', aService(), typed)).toThrow(sentence);
  });
});
