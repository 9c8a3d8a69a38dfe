import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WEEKDAYS } from '#db/vocabulary.ts';
import {
  isOpenAt,
  nextSessions,
  parseByday,
  sessionsOn,
  type SessionRule,
} from '#src/features/schedules/rules.ts';
import { addDays, weekdayIndex } from '#src/lib/dates.ts';
import { NO_CALENDAR } from './rule.ts';

const day = fc.integer({ min: 0, max: 1500 }).map((count) => addDays('2025-06-01', count));
const time = fc.constantFrom('00:00', '09:00', '11:30', '14:00', '18:45', '23:59');
const anyRule: fc.Arbitrary<SessionRule> = fc.record({
  validFrom: fc.option(day),
  validTo: fc.option(day),
  dtstart: fc.option(day),
  freq: fc.constantFrom('WEEKLY', 'MONTHLY', null),
  interval: fc.integer({ min: 1, max: 4 }),
  byday: fc.option(
    fc
      .uniqueArray(
        fc
          .tuple(fc.constantFrom('', '1', '2', '-1', '5'), fc.constantFrom(...WEEKDAYS))
          .map((parts) => parts.join('')),
        { minLength: 1, maxLength: 3 },
      )
      .map((days) => days.join(',')),
  ),
  bymonthday: fc.option(fc.constantFrom('1', '15,31', '-1')),
  opensAt: fc.option(time),
  closesAt: fc.option(time),
  termTimeOnly: fc.boolean(),
  openOnBankHolidays: fc.boolean(),
  notes: fc.constant(null),
});
const closedDays = fc.array(
  fc
    .tuple(day, fc.nat(30))
    .map(([startsOn, length]) => ({ startsOn, endsOn: addDays(startsOn, length), reason: null })),
  { maxLength: 3 },
);
const calendar = fc.record({
  bankHolidays: fc.array(day, { maxLength: 40 }).map((days) => new Set(days)),
  termTimes: fc.array(
    fc.tuple(day, fc.nat(80)).map(([startsOn, length]) => ({ startsOn, endsOn: addDays(startsOn, length) })),
    { maxLength: 6 },
  ),
});

test('the next sessions are those of a walk through every day', () => {
  fc.assert(
    fc.property(
      fc.array(anyRule, { maxLength: 4 }),
      closedDays,
      calendar,
      day,
      time,
      (rules, closed, known, from, at) => {
        const walked = [];
        for (let ahead = 0; ahead <= 120; ahead += 1) {
          for (const session of sessionsOn(rules, closed, known, addDays(from, ahead))) {
            const isOver =
              ahead === 0 &&
              session.closesAt !== null &&
              session.closesAt !== '23:59' &&
              session.closesAt <= at;
            if (!isOver) walked.push(session);
          }
        }
        expect(nextSessions(rules, closed, known, { day: from, time: at }, 5, 120)).toEqual(
          walked.slice(0, 5),
        );
      },
    ),
  );
});

test('no session lies outside its validity, in closed days, or on another weekday than the rule names', () => {
  fc.assert(
    fc.property(anyRule, closedDays, calendar, day, (one, closed, known, on) => {
      if (sessionsOn([one], closed, known, on).length === 0) return;
      expect(one.validFrom === null || one.validFrom <= on).toBe(true);
      expect(one.validTo === null || on <= one.validTo).toBe(true);
      expect(closed.some((days) => days.startsOn <= on && on <= days.endsOn)).toBe(false);
      if (one.freq === null) return;
      expect(known.bankHolidays.has(on) && !one.openOnBankHolidays).toBe(false);
      const days = parseByday(one.byday).map((item) => item.weekday);
      if (days.length > 0) expect(days).toContain(weekdayIndex(on));
    }),
  );
});

test('open now is the same as a session of today that has begun and is not over', () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 3 }), day, time, (rules, on, at) => {
      const going = nextSessions(rules, [], NO_CALENDAR, { day: on, time: at }, 20, 0).filter(
        (session) => session.opensAt !== null && session.closesAt !== null && session.opensAt <= at,
      );
      expect(isOpenAt(rules, [], NO_CALENDAR, { day: on, time: at })).toBe(going.length > 0);
    }),
  );
});
