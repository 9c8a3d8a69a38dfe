import type { FeedList } from './lists.ts';

/** Few enough that nobody else waits long for their turn while they are read. */
const BATCH = 50;

/** Reads a whole list in batches, letting everybody else have a turn between two of them. */
export async function* inBatches(list: FeedList): AsyncGenerator<object[], void> {
  for (let from = 0; from < list.length; from += BATCH) {
    yield await list.read(from, from + BATCH);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Batches as a stream of lines, one JSON object on each. The next batch is not read before `room` says that the last
 * one is on its way, and none after whoever reads has gone. A failure is told to `onFailure` and breaks the stream off.
 */
export function asLines(
  batches: AsyncGenerator<object[], void>,
  room: () => Promise<void>,
  onFailure: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          await room();
          const { done, value } = await batches.next();
          if (done === true) controller.close();
          else controller.enqueue(encoder.encode(value.map((item) => `${JSON.stringify(item)}\n`).join('')));
        } catch (error) {
          onFailure(error);
          throw error;
        }
      },
      async cancel() {
        await batches.return();
      },
    },
    { highWaterMark: 0 },
  );
}
