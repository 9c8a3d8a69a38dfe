import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Db } from '#db/connection.ts';
import type { SearchedFor } from '#src/features/insight/rules.ts';
import type { SearchCount } from '#src/features/insight/tally.ts';
import { openSearchLog, type SearchLog } from '#src/server/counting/search-log.ts';

/** Never touched: what is written goes through `keep`. */
const NO_DB = {} as Db;
const debt: SearchedFor = { words: [{ text: 'debt', isOrdinary: true }], needs: 'debt', results: 4 };

let written: { counts: readonly SearchCount[]; today: string }[];
let isBroken: boolean;
let log: SearchLog;
const searchesWritten = (): number =>
  written.flatMap(({ counts }) => counts).reduce((sum, { searches }) => sum + searches, 0);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T10:00:00.000Z') });
  // A failure is told on standard output, as every log line is.
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  written = [];
  isBroken = false;
  log = openSearchLog(
    NO_DB,
    async (_, counts, today) => {
      if (isBroken) throw new Error('database is locked');
      written.push({ counts, today });
    },
    () => new Date(),
  );
});
afterEach(async () => {
  await log.close();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('recording', () => {
  test('waits for nothing, and is written within ten seconds, the same searches as one row', async () => {
    for (let each = 0; each < 3; each += 1) log.record(debt);
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(written).toEqual([
      {
        today: '2026-11-21',
        counts: [{ day: '2026-11-21', words: 'debt', needs: 'debt', results: 4, searches: 3 }],
      },
    ]);
  });

  test('goes on after the first writing', async () => {
    for (let each = 0; each < 3; each += 1) {
      log.record(debt);
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect(written).toHaveLength(3);
  });

  test('without any search nothing is written', async () => {
    await vi.advanceTimersByTimeAsync(60_000);
    expect(written).toEqual([]);
  });

  test('a page that searched for nothing is not counted', async () => {
    log.record(undefined);
    await log.flush();
    expect(written).toEqual([]);
  });

  test.each(['Googlebot/2.1', 'Mozilla/5.0 (compatible; bingbot/2.0)', 'some Spider', 'crawler'])(
    'the crawler %s is not counted',
    async (userAgent) => {
      log.record(debt, userAgent);
      await log.flush();
      expect(written).toEqual([]);
    },
  );

  test('a browser is', async () => {
    log.record(debt, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0');
    await log.flush();
    expect(searchesWritten()).toBe(1);
  });

  test("counts for London's day, not the machine's: in summer it begins an hour before midnight UTC", async () => {
    vi.setSystemTime(new Date('2026-07-01T22:59:59.000Z'));
    log.record(debt);
    vi.setSystemTime(new Date('2026-07-01T23:00:00.000Z'));
    log.record(debt);
    await log.flush();
    expect(written[0]?.counts.map(({ day }) => day)).toEqual(['2026-07-01', '2026-07-02']);
  });
});

describe('a writing that fails', () => {
  test('loses nothing: it is tried again, with what came since', async () => {
    isBroken = true;
    log.record(debt);
    await vi.advanceTimersByTimeAsync(10_000);
    log.record(debt);
    isBroken = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(written).toHaveLength(1);
    expect(searchesWritten()).toBe(2);
  });

  test('is told in the log, without what was searched for', async () => {
    isBroken = true;
    log.record(debt);
    await log.flush();
    const lines = vi.mocked(process.stdout.write).mock.calls.map(([line]) => String(line));
    expect(lines.some((line) => line.includes('database is locked'))).toBe(true);
    expect(lines.join('')).not.toContain('debt');
  });

  test('is tried ever less often, but at least every six minutes', async () => {
    isBroken = true;
    log.record(debt);
    await vi.advanceTimersByTimeAsync(3_600_000);
    const tries = vi.mocked(process.stdout.write).mock.calls.length;
    expect(tries).toBeGreaterThanOrEqual(10);
    expect(tries).toBeLessThan(20);
    isBroken = false;
    await vi.advanceTimersByTimeAsync(360_000);
    expect(searchesWritten()).toBe(1);
  });

  test('at the end neither throws nor keeps the program from ending', async () => {
    isBroken = true;
    log.record(debt);
    await expect(log.close()).resolves.toBeUndefined();
  });
});

describe('closing', () => {
  test('writes what is left', async () => {
    log.record(debt);
    await log.close();
    expect(searchesWritten()).toBe(1);
  });

  test('ends the writing by itself', async () => {
    await log.close();
    log.record(debt);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(written).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
