import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWorkingDays } from '#src/features/working-days/rules.ts';
import {
  dayInWords,
  timerInWords,
  workingDaysLate,
} from '#src/features/requests/present/workspace/timers.ts';

const CHRISTMAS = new Set(['2026-12-25', '2026-12-28']);
const clock = (today: string) => ({ today, bankHolidays: CHRISTMAS });

describe('a timer', () => {
  test.each([
    ['2026-11-24', '2026-11-21', 'Ring by Tuesday 24 November', null],
    ['2026-11-24', '2026-11-23', 'Ring by tomorrow', null],
    ['2026-11-24', '2026-11-24', 'Ring by today', 'caution'],
    ['2026-11-24', '2026-11-25', '1 working day late', 'bad'],
    ['2026-11-20', '2026-11-21', 'Late since Friday 20 November', 'bad'], // a Saturday
    ['2026-11-20', '2026-11-23', '1 working day late', 'bad'],
    ['2026-12-24', '2026-12-28', 'Late since Thursday 24 December', 'bad'], // bank holidays and a weekend
    ['2026-12-24', '2026-12-29', '1 working day late', 'bad'],
    ['2027-01-04', '2026-12-30', 'Ring by Monday 4 January 2027', null],
  ])('due on %s reads on %s: %s', (due, today, text, tone) => {
    expect(timerInWords('Ring', due, clock(today))).toEqual({ text, tone });
  });

  test('lateness is what adding working days undoes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 }), (offset, late) => {
        const due = addWorkingDays('2026-11-02', offset, CHRISTMAS);
        expect(workingDaysLate(due, addWorkingDays(due, late, CHRISTMAS), CHRISTMAS)).toBe(late);
      }),
    );
  });

  test('days near today are called by what people call them', () => {
    const said = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((day) =>
      dayInWords(day, '2026-11-21'),
    );
    expect(said).toEqual(['yesterday', 'today', 'tomorrow', 'Monday 23 November']);
  });
});
