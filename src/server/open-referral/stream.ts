import { asTextStream } from '../http/streaming/text-stream.ts';
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

/** Batches as a stream of lines, one JSON object on each; see `asTextStream`. */
export const asLines = (
  batches: AsyncGenerator<object[], void>,
  room: () => Promise<void>,
  onFailure: (error: unknown) => void,
): ReadableStream<Uint8Array> => asTextStream(lines(batches), room, onFailure);

async function* lines(batches: AsyncGenerator<object[], void>): AsyncGenerator<string, void> {
  for await (const batch of batches) yield batch.map((item) => `${JSON.stringify(item)}\n`).join('');
}
