import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cannotRefresh,
  endingOf,
  inTurn,
  isWebAddress,
  refreshDueFrom,
  triesInVain,
  type Ending,
  type Timetable,
} from '#src/features/imports/sources/rules.ts';

const HOUR_MS = 3_600_000;
const at = (text: string): Date => new Date(text);

const daily = (changes: Partial<Timetable> = {}): Timetable => ({
  refreshDays: 1,
  lastImportedAt: at('2026-11-20T10:05:00Z'),
  isHeld: false,
  runs: [{ startedAt: at('2026-11-20T10:00:00Z'), ending: 'done' }],
  ...changes,
});

/** Endings of the last runs, the newest first, an hour apart. */
const runs = (...endings: Ending[]): Timetable['runs'] =>
  endings.map((ending, index) => ({
    startedAt: new Date(at('2026-11-21T03:00:00Z').getTime() - index * HOUR_MS),
    ending,
  }));

describe('when a source is read again', () => {
  test('never by itself without a number of days, or while it is held', () => {
    expect(refreshDueFrom(daily({ refreshDays: null }))).toBeNull();
    expect(refreshDueFrom(daily({ isHeld: true }))).toBeNull();
    expect(refreshDueFrom(daily({ isHeld: true, runs: runs('failed') }))).toBeNull();
  });

  test('at once when it was never read', () => {
    expect(refreshDueFrom(daily({ lastImportedAt: null, runs: [] }))).toEqual(new Date(0));
  });

  test('at three in the night, so many days after it was read, whatever the time it was read at', () => {
    expect(refreshDueFrom(daily())).toEqual(at('2026-11-21T03:00:00Z'));
    expect(refreshDueFrom(daily({ lastImportedAt: at('2026-11-20T23:59:00Z') }))).toEqual(
      at('2026-11-21T03:00:00Z'),
    );
    expect(refreshDueFrom(daily({ lastImportedAt: at('2026-11-20T03:01:00Z'), refreshDays: 7 }))).toEqual(
      at('2026-11-27T03:00:00Z'),
    );
  });

  test('by the clocks of London on both sides of a change', () => {
    const read = (day: string) => refreshDueFrom(daily({ lastImportedAt: at(`${day}T12:00:00Z`) }));
    expect([read('2026-03-28'), read('2026-10-24')]).toEqual([
      at('2026-03-29T02:00:00Z'),
      at('2026-10-25T03:00:00Z'),
    ]);
    expect(read('2026-07-01')).toEqual(at('2026-07-02T02:00:00Z'));
  });

  test('after a failure an hour later, then later and later, at last once a day', () => {
    const hoursAfter = (...endings: Ending[]): number =>
      ((refreshDueFrom(daily({ runs: runs(...endings) }))?.getTime() ?? NaN) -
        at('2026-11-21T03:00:00Z').getTime()) /
      HOUR_MS;
    expect(hoursAfter('failed', 'done')).toBe(1);
    expect(hoursAfter('failed', 'failed', 'done')).toBe(2);
    expect(hoursAfter('failed', 'failed', 'failed', 'held')).toBe(4);
    expect(hoursAfter('failed', 'failed', 'failed', 'failed', 'failed', 'failed')).toBe(24);
    expect(hoursAfter('failed', ...Array.from({ length: 9 }, () => 'failed' as const))).toBe(24);
  });

  test('at once when a run was cut short, and when that happens again like any failure', () => {
    expect(refreshDueFrom(daily({ runs: runs('cut-short', 'done') }))).toEqual(at('2026-11-21T03:00:00Z'));
    expect(refreshDueFrom(daily({ runs: runs('cut-short', 'cut-short', 'done') }))).toEqual(
      at('2026-11-21T05:00:00Z'),
    );
  });

  test('a released source goes by when it was last read, not by the run that was stopped', () => {
    expect(refreshDueFrom(daily({ runs: runs('held', 'done') }))).toEqual(at('2026-11-21T03:00:00Z'));
  });

  test('is never more than a day after a try in vain, and never before it', () => {
    const ending = fc.constantFrom<Ending>('done', 'held', 'failed', 'cut-short');
    fc.assert(
      fc.property(fc.array(ending, { minLength: 1, maxLength: 10 }), (endings) => {
        const history = runs(...endings);
        const due = refreshDueFrom(daily({ runs: history }))?.getTime() ?? NaN;
        const last = history[0]?.startedAt.getTime() ?? NaN;
        if (triesInVain(history) === 0) expect(due).toBe(at('2026-11-21T03:00:00Z').getTime());
        else expect(due - last >= 0 && due - last <= 24 * HOUR_MS).toBe(true);
      }),
    );
  });
});

describe('the turn of sources', () => {
  const now = at('2026-11-21T09:00:00Z');
  const named = (name: string, changes: Partial<Timetable>) => ({ name, ...daily(changes) });

  test('only those that are due have one', () => {
    const sources = [
      named('due', {}),
      named('read today', { lastImportedAt: at('2026-11-21T08:00:00Z') }),
      named('held', { isHeld: true }),
      named('failed just now', { runs: [{ startedAt: at('2026-11-21T08:30:00Z'), ending: 'failed' }] }),
      named('by hand', { refreshDays: null }),
    ];
    expect(inTurn(sources, now).map(({ name }) => name)).toEqual(['due']);
  });

  test('one that brought the last run down comes after the others', () => {
    const sources = [
      named('deadly', { runs: [{ startedAt: at('2026-11-21T08:59:00Z'), ending: 'cut-short' }] }),
      named('quiet', {}),
      named('new', { lastImportedAt: null, runs: [] }),
    ];
    expect(inTurn(sources, now).map(({ name }) => name)).toEqual(['new', 'quiet', 'deadly']);
  });
});

describe('what can be read again by itself', () => {
  const source = { format: 'open-referral', url: 'https://feed.example.org', mapping: null };

  test('a feed with an address, and a spreadsheet with an address and a mapping', () => {
    expect(cannotRefresh(source)).toBeNull();
    expect(cannotRefresh({ ...source, url: null })).toBe('no-address');
    expect(cannotRefresh({ ...source, format: 'csv' })).toBe('no-mapping');
    expect(cannotRefresh({ ...source, format: 'csv', mapping: 'id: [id]' })).toBeNull();
    expect(cannotRefresh({ ...source, format: 'onspd' })).toBe('other-format');
  });
});

test('a run from before endings were noted is done when it has finished', () => {
  expect(endingOf({ outcome: null, finished_at: '2026-11-20T10:00:00.000Z' })).toBe('done');
  expect(endingOf({ outcome: null, finished_at: null })).toBe('cut-short');
  expect(endingOf({ outcome: 'held', finished_at: '2026-11-20T10:00:00.000Z' })).toBe('held');
});

test('only web addresses stand behind links', () => {
  expect(['https://a.example.org/x', 'http://a.example.org'].map(isWebAddress)).toEqual([true, true]);
  expect(['javascript:alert(1)', 'data:text/html,x', 'a.example.org', '', null].map(isWebAddress)).toEqual(
    Array.from({ length: 5 }, () => false),
  );
});
