import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUCKETS, CLASSES, createMeter, kindOf, KINDS } from '#src/server/operations/meter.ts';
import { writeMetrics } from '#src/server/operations/metrics.ts';

const READINGS = {
  messagesWaiting: 3,
  messagesFailed: 1,
  tasksOpen: 2,
  sessionsOpen: 4,
  signIns: [{ step: 'password', ok: false, tries: 7 }],
  jobs: [{ name: 'audit-seal', lastDone: 1_795_000_000, lastFailed: null }],
  auditSequence: 40,
  databaseBytes: 1_000,
};
const figuresOf = (meter: ReturnType<typeof createMeter>, kind: string) =>
  meter.figures().find((each) => each.kind === kind);

describe('the meter', () => {
  test('counts by kind and class, and puts each time into the first bucket it fits', () => {
    const meter = createMeter();
    meter.count('kept', 200, 0.04);
    meter.count('kept', 304, 1);
    meter.count('kept', 200, 1.001);
    meter.count('page', 500, 60_000);
    expect(figuresOf(meter, 'kept')).toMatchObject({ classes: [0, 2, 1, 0, 0] });
    expect(figuresOf(meter, 'kept')?.buckets.slice(0, 3)).toEqual([2, 1, 0]);
    expect(figuresOf(meter, 'kept')?.seconds).toBeCloseTo(0.002_041);
    expect(figuresOf(meter, 'page')).toMatchObject({ classes: [0, 0, 0, 0, 1] });
    expect(figuresOf(meter, 'page')?.buckets.at(-1)).toBe(1);
  });

  test('loses no request, whatever it was', () => {
    const asked = fc.tuple(
      fc.constantFrom(...KINDS),
      fc.integer({ min: 0, max: 1_000 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(asked), (all) => {
        const meter = createMeter();
        for (const [kind, status, ms] of all) meter.count(kind, status, ms);
        for (const { kind, classes, buckets } of meter.figures()) {
          const wanted = all.filter(([each]) => each === kind).length;
          const sum = (counts: readonly number[]): number =>
            counts.reduce((total, count) => total + count, 0);
          expect([sum(classes), sum(buckets)]).toEqual([wanted, wanted]);
          expect([classes.length, buckets.length]).toEqual([CLASSES.length, BUCKETS.length + 1]);
        }
      }),
    );
  });

  test.each([
    ['GET', '/services/x', 'page'],
    ['HEAD', '/', 'page'],
    ['POST', '/feedback', 'form'],
    ['DELETE', '/', 'form'],
    ['GET', '/api/search', 'api'],
    ['GET', '/_astro/a.css', 'file'],
  ])('%s %s counts as %s', (method, path, kind) => {
    expect(kindOf(method, path)).toBe(kind);
  });
});

describe('what Prometheus reads', () => {
  test('holds each number under its name, and histograms add up as it wants them', async () => {
    const meter = createMeter();
    for (const ms of [0.5, 3, 3, 700]) meter.count('page', 200, ms);
    const lines = (await writeMetrics(meter.figures(), READINGS)).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'front_door_requests_total{kind="page",status="2xx"} 4',
        '# TYPE front_door_request_duration_seconds histogram',
        'front_door_request_duration_seconds_bucket{kind="page",le="0.001"} 1',
        'front_door_request_duration_seconds_bucket{kind="page",le="0.005"} 3',
        'front_door_request_duration_seconds_bucket{kind="page",le="1"} 4',
        'front_door_request_duration_seconds_bucket{kind="page",le="+Inf"} 4',
        'front_door_request_duration_seconds_count{kind="page"} 4',
        'front_door_messages_waiting 3',
        'front_door_messages_failed 1',
        'front_door_tasks_open 2',
        'front_door_sessions_open 4',
        'front_door_audit_sequence 40',
        'front_door_database_bytes 1000',
        'front_door_sign_in_tries{step="password",result="wrong"} 7',
        'front_door_job_last_run_timestamp_seconds{job="audit-seal",outcome="done"} 1795000000',
      ]),
    );
    expect(lines.filter((line) => line.includes('outcome="failed"'))).toEqual([]);
  });
});
