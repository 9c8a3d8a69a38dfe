import { describe, expect, test } from 'vitest';
import { describeCounts, describeRun, formatInstant } from '#src/features/jobs/present.ts';

const run = {
  id: 'r1',
  name: 'source-refresh',
  started_at: '2026-07-20T02:00:10.000Z',
  finished_at: '2026-07-20T02:01:00.000Z',
  outcome: 'done' as const,
  counts: '{"done":2,"failed":0,"from \\"Marl\\"":{"created":3,"gone":0}}',
  message: null,
  pretended_day: null,
};

describe('what is said of a job', () => {
  test("times are London's", () => {
    expect(formatInstant(new Date('2026-07-20T02:00:10Z'))).toBe('20 July 2026, 3am');
  });

  test('counts are one line without the zeros', () => {
    expect(describeCounts({ done: 2, failed: 0, 'from "Marl"': { created: 3, gone: 0 } })).toBe(
      'done 2; from "Marl": created 3',
    );
    expect(describeCounts({ done: 0, failed: 0 })).toBe('nothing to do');
    expect(describeCounts({})).toBe('');
  });

  test('a run says when it began, how it ended, what it did and what went wrong', () => {
    expect(describeRun(run, false)).toBe('20 July 2026, 3am: done. done 2; from "Marl": created 3');
    expect(
      describeRun({ ...run, outcome: 'failed', counts: '{}', message: 'Marl: nothing answers.' }, false),
    ).toBe('20 July 2026, 3am: failed. Marl: nothing answers.');
  });

  test('a run without an end is going on while its lease is held, and was cut short otherwise', () => {
    const open = { ...run, finished_at: null, outcome: null, counts: null };
    expect(describeRun(open, true)).toBe('20 July 2026, 3am: going on');
    expect(describeRun({ ...open, message: 'It was stopped.' }, false)).toBe(
      '20 July 2026, 3am: cut short. It was stopped.',
    );
  });

  test('a run for another day says for which', () => {
    expect(describeRun({ ...run, pretended_day: '2026-12-01', counts: null }, false)).toBe(
      '20 July 2026, 3am (for 1 December 2026): done',
    );
  });
});
