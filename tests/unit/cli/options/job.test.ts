import { describe, expect, test } from 'vitest';
import { readJobOptions, WrongJobOption } from '#src/cli/options/job.ts';
import { SCHEDULE } from '#src/jobs/schedule.ts';

const read = (...args: string[]) => readJobOptions(args, SCHEDULE);
const refusal = (...args: string[]): string => {
  try {
    read(...args);
  } catch (error) {
    if (error instanceof WrongJobOption) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('npm run job', () => {
  test('alone lists the jobs', () => {
    expect(read()).toEqual({ job: null, on: null, onlyWhenDue: false, runId: null });
  });

  test('with a name runs that job, for another day if asked', () => {
    const options = read('source-refresh', '--on', '2026-12-01');
    expect([options.job?.name, options.on, options.onlyWhenDue]).toEqual([
      'source-refresh',
      '2026-12-01',
      false,
    ]);
    const id = '0190d3a2-0000-7000-8000-000000000001';
    expect(read('source-refresh', '--if-due', '--run', id)).toMatchObject({ onlyWhenDue: true, runId: id });
  });

  test.each([
    [['tea'], `There is no job "tea": the jobs are ${SCHEDULE.map(({ name }) => name).join(', ')}.`],
    [['source-refresh', 'now'], 'Name one job only; "now" is a second one.'],
    [
      ['source-refresh', '--on', '2026-02-30'],
      '--on cannot be "2026-02-30": give a day that exists, as YYYY-MM-DD.',
    ],
    [['source-refresh', '--run', '7'], '--run cannot be "7": give a UUID.'],
    [['--on', '2026-12-01'], 'Name the job to run: npm run job, or npm run job -- NAME [--on YYYY-MM-DD].'],
    [['--often'], "Unknown option '--often' (npm run job, or npm run job -- NAME [--on YYYY-MM-DD])"],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(refusal(...args)).toBe(sentence);
  });
});
