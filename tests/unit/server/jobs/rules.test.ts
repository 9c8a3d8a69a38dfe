import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDue, plannedAfter, plannedBefore, type Attempt } from '#src/features/jobs/rules.ts';
import { atLondon, londonNow } from '#src/lib/dates.ts';

const at = (text: string): Date => new Date(text);
const NIGHTLY = '0 3 * * *';

const ran = (startedAt: string, finishedAt: string | null = startedAt): Attempt => ({
  startedAt: at(startedAt),
  finishedAt: finishedAt === null ? null : at(finishedAt),
});

describe('the planned moment of a job', () => {
  test('is in London: an hour earlier by UTC in summer', () => {
    expect(plannedBefore(NIGHTLY, at('2026-01-20T12:00:00Z'))).toEqual(at('2026-01-20T03:00:00Z'));
    expect(plannedBefore(NIGHTLY, at('2026-07-20T12:00:00Z'))).toEqual(at('2026-07-20T02:00:00Z'));
  });

  test('has come at that very instant and not a millisecond before', () => {
    expect(plannedBefore(NIGHTLY, at('2026-01-20T03:00:00.000Z'))).toEqual(at('2026-01-20T03:00:00Z'));
    expect(plannedBefore(NIGHTLY, at('2026-01-20T02:59:59.999Z'))).toEqual(at('2026-01-19T03:00:00Z'));
    expect(plannedAfter(NIGHTLY, at('2026-01-20T03:00:00.000Z'))).toEqual(at('2026-01-21T03:00:00Z'));
  });

  test('in the hour that the clocks leave out in March is right after it', () => {
    expect(plannedBefore('30 1 * * *', at('2026-03-29T12:00:00Z'))).toEqual(at('2026-03-29T01:00:00Z'));
  });

  test('in the hour that comes twice in October comes once', () => {
    const first = at('2026-10-25T00:30:00Z');
    expect(plannedBefore('30 1 * * *', at('2026-10-25T12:00:00Z'))).toEqual(first);
    expect(plannedAfter('30 1 * * *', first)).toEqual(at('2026-10-26T01:30:00Z'));
  });

  test('of every hour comes 23 times on the day the clocks go forward and 25 times when they go back', () => {
    const timesOn = (day: string): number => {
      let moment = plannedAfter('0 * * * *', new Date(atLondon(day, '00:00').getTime() - 1));
      let count = 0;
      for (; londonNow(moment).day === day; count += 1) moment = plannedAfter('0 * * * *', moment);
      return count;
    };
    expect(['2026-03-29', '2026-01-20', '2026-10-25'].map(timesOn)).toEqual([23, 24, 25]);
  });
});

describe('a job is due', () => {
  const noon = at('2026-01-20T12:00:00Z');

  test('when it never ran', () => {
    expect(isDue(NIGHTLY, [], noon)).toBe(true);
  });

  test('once after a night that the computer slept through, however long that was', () => {
    expect(isDue(NIGHTLY, [ran('2026-01-12T03:00:10Z')], noon)).toBe(true);
    expect(isDue(NIGHTLY, [ran('2026-01-12T03:00:10Z'), ran('2026-01-20T11:59:00Z')], noon)).toBe(false);
  });

  test('not again before its next planned moment, whatever came of the run', () => {
    const runs = [ran('2026-01-20T03:00:30Z')];
    expect(isDue(NIGHTLY, runs, at('2026-01-21T02:59:59Z'))).toBe(false);
    expect(isDue(NIGHTLY, runs, at('2026-01-21T03:00:00Z'))).toBe(true);
  });

  test('again when a run was cut short, three times at most', () => {
    const cutShort = ran('2026-01-20T03:00:30Z', null);
    expect(isDue(NIGHTLY, [cutShort, cutShort], noon)).toBe(true);
    expect(isDue(NIGHTLY, [cutShort, cutShort, cutShort], noon)).toBe(false);
    expect(isDue(NIGHTLY, [cutShort, ran('2026-01-20T03:02:00Z')], noon)).toBe(false);
  });
});

/** Any minute of the two weeks around a change of the clocks, and times of day around the hour of the change. */
const changes = fc.constantFrom('2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31');
const minuteAround = changes.chain((day) =>
  fc
    .integer({ min: -7 * 1440, max: 7 * 1440 })
    .map((minutes) => new Date(Date.parse(`${day}T01:00:00Z`) + minutes * 60_000)),
);
const timeOfDay = fc.record({
  hour: fc.integer({ min: 0, max: 4 }),
  minute: fc.integer({ min: 0, max: 59 }),
});

describe('around the changes of the clocks', () => {
  test('a daily job that is looked at every five minutes runs once on each London day', () => {
    fc.assert(
      fc.property(changes, timeOfDay, (day, { hour, minute }) => {
        const when = `${minute} ${hour} * * *`;
        const runs: Attempt[] = [];
        const start = Date.parse(`${day}T00:00:00Z`) - 30 * 3_600_000;
        const end = start + 72 * 3_600_000;
        for (let ms = start; ms < end; ms += 5 * 60_000) {
          if (isDue(when, runs, new Date(ms))) {
            runs.push({ startedAt: new Date(ms), finishedAt: new Date(ms + 1000) });
          }
        }
        const days = runs.slice(1).map(({ startedAt }) => londonNow(startedAt).day);
        expect(new Set(days).size).toBe(days.length);
        expect(days.length).toBe(3);
        expect(days).toContain(day);
      }),
      { numRuns: 12 },
    );
  });

  test('the latest planned moment is never in the future, and none comes between it and now', () => {
    fc.assert(
      fc.property(minuteAround, timeOfDay, (now, { hour, minute }) => {
        const when = `${minute} ${hour} * * *`;
        const planned = plannedBefore(when, now);
        expect(planned.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(plannedAfter(when, planned).getTime()).toBeGreaterThan(now.getTime());
      }),
    );
  });

  test('a run at any time since the planned moment answers it', () => {
    fc.assert(
      fc.property(minuteAround, timeOfDay, fc.nat(), (now, { hour, minute }, seed) => {
        const when = `${minute} ${hour} * * *`;
        const planned = plannedBefore(when, now).getTime();
        const startedAt = new Date(planned + (seed % (now.getTime() - planned + 1)));
        expect(isDue(when, [{ startedAt, finishedAt: startedAt }], now)).toBe(false);
        const before = new Date(planned - 1);
        expect(isDue(when, [{ startedAt: before, finishedAt: before }], now)).toBe(true);
      }),
    );
  });
});
