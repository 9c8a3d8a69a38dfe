import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atLeast, atMost, toTable, verdictOf, type Line } from '../../../bench/report.ts';

const line = (changes: Partial<Line> = {}): Line => ({
  what: '3 words',
  target: 'at least 150 times',
  checks: [],
  beside: '',
  ...changes,
});

describe('a check', () => {
  test('holds exactly at its limit, from either side', () => {
    expect([atMost(20, 20, '').isReached, atMost(20.01, 20, '').isReached]).toEqual([true, false]);
    expect([atLeast(75, 75, '').isReached, atLeast(74.99, 75, '').isReached]).toEqual([true, false]);
  });

  test('never holds for what is no number', () => {
    expect([atMost(NaN, 20, '').isReached, atLeast(NaN, 75, '').isReached]).toEqual([false, false]);
  });
});

describe('a line', () => {
  test('is reached only when all it asks for was', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }), (reached) => {
        const checks = reached.map((isReached) => ({ figure: '', isReached }));
        expect(verdictOf(line({ checks }))).toBe(reached.includes(false) ? 'missed' : 'reached');
      }),
    );
  });

  test('that nothing was measured for is not called reached', () => {
    expect(verdictOf(line())).toBe('not measured');
  });
});

describe('the table', () => {
  test('has a row for each line, in order, and marks the figure that was missed', () => {
    const lines = [
      line({
        checks: [atLeast(200, 150, '200 times'), atMost(2, 1, 'p99 2 ms')],
        beside: '0.1 ms against 20 ms',
      }),
      line({ what: 'start', target: 'at most 3 s', checks: [atMost(1, 3, '1 s')] }),
    ];
    expect(toTable(lines).split('\n')).toEqual([
      '|  | must reach | measured |  |',
      '| --- | --- | --- | --- |',
      '| 3 words | at least 150 times | 200 times; p99 2 ms (missed) · 0.1 ms against 20 ms | missed |',
      '| start | at most 3 s | 1 s | reached |',
    ]);
  });

  test('keeps its columns whatever is written in a cell', () => {
    expect(toTable([line({ what: 'a | b' })]).split('\n')[2]).toContain('| a \\| b |');
  });
});
