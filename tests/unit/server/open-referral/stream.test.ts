import { describe, expect, test } from 'vitest';
import { asLines, inBatches } from '#src/server/open-referral/stream.ts';

/** A list of numbers that notes what was read of it. */
function numbers(length: number) {
  const read: number[] = [];
  return {
    length,
    reads: read,
    read: (from: number, to: number) => {
      read.push(from);
      return Promise.resolve(
        Array.from({ length: Math.min(to, length) - from }, (_, at) => ({ n: from + at })),
      );
    },
  };
}
const roomAlways = () => Promise.resolve();
const noFailure = (error: unknown): void => {
  throw error;
};
const textOf = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();

describe('a list as lines', () => {
  test.each([0, 1, 199, 200, 201, 1000])(
    'has %i lines when it has so many things, in order',
    async (length) => {
      const text = await textOf(asLines(inBatches(numbers(length)), roomAlways, noFailure));
      expect(text.endsWith('\n') || length === 0).toBe(true);
      expect(
        text
          .split('\n')
          .slice(0, -1)
          .map((line) => (JSON.parse(line) as { n: number }).n),
      ).toEqual(Array.from({ length }, (_, at) => at));
    },
  );

  test('is not read before somebody asks, nor further than somebody asks', async () => {
    const list = numbers(1000);
    const stream = asLines(inBatches(list), roomAlways, noFailure);
    await new Promise((resolve) => setImmediate(resolve));
    expect(list.reads).toEqual([]);
    const reader = stream.getReader();
    await reader.read();
    await new Promise((resolve) => setImmediate(resolve));
    expect(list.reads).toEqual([0]);
  });

  test('waits until there is room', async () => {
    const list = numbers(1000);
    let makeRoom = (): void => undefined;
    const room = () => new Promise<void>((resolve) => (makeRoom = resolve));
    const reader = asLines(inBatches(list), room, noFailure).getReader();
    const first = reader.read();
    await new Promise((resolve) => setImmediate(resolve));
    expect(list.reads).toEqual([]);
    makeRoom();
    expect((await first).done).toBe(false);
    expect(list.reads).toEqual([0]);
  });

  test('is read no further once the reader has gone', async () => {
    const list = numbers(1000);
    const reader = asLines(inBatches(list), roomAlways, noFailure).getReader();
    await reader.read();
    await reader.cancel();
    await new Promise((resolve) => setImmediate(resolve));
    expect(list.reads).toEqual([0]);
  });

  test('lets others have their turn between two batches', async () => {
    const turns: string[] = [];
    const list = numbers(600);
    const reading = textOf(
      asLines(
        inBatches({ ...list, read: (from, to) => (turns.push('batch'), list.read(from, to)) }),
        roomAlways,
        noFailure,
      ),
    );
    let isReading = true;
    const tick = (): void => {
      turns.push('other');
      if (isReading) setImmediate(tick);
    };
    setImmediate(tick);
    await reading;
    isReading = false;
    expect(turns.join(' ')).not.toContain('batch batch');
  });

  test('breaks off when reading fails, and tells', async () => {
    const told: unknown[] = [];
    const broken = {
      length: 500,
      read: (from: number) =>
        from === 0 ? Promise.resolve([{ n: 1 }]) : Promise.reject(new Error('locked')),
    };
    await expect(
      textOf(asLines(inBatches(broken), roomAlways, (error) => told.push(error))),
    ).rejects.toThrow();
    expect(String(told[0])).toContain('locked');
  });
});
