import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plannedAfter } from '#src/features/jobs/rules.ts';
import { SCHEDULE } from '#src/jobs/schedule.ts';
import { ROOT } from '../../../support/server.ts';

describe('the schedule', () => {
  test('names each job once, after the file that does it', () => {
    const names = SCHEDULE.map((job) => job.name);
    expect(names).toContain('source-refresh');
    expect(new Set(names).size).toBe(names.length);
    for (const name of names)
      expect([name, globSync(join(ROOT, 'src/jobs/**', `${name}.ts`)).length]).toEqual([name, 1]);
  });

  test.each(SCHEDULE)('$name can be planned, and says in words when and what for', (job) => {
    const now = new Date('2026-11-21T10:30:00Z');
    expect(plannedAfter(job.when, now).getTime()).toBeGreaterThan(now.getTime());
    expect(job.whenInWords).not.toBe('');
    expect(job.purpose).toMatch(/^[A-Z].*\.$/);
  });
});
