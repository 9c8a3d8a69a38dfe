import type { ServerResponse } from 'node:http';

/**
 * Lets whoever writes a long answer wait until the connection has taken what was written; a connection that is gone
 * takes everything. To be called before anything is written, after the compression was put in place: Astro writes
 * what a page streams as fast as it comes, and all that a slow reader has not taken yet would stay in memory.
 */
export function watchRoom(response: ServerResponse): () => Promise<void> {
  let isFull = false;
  let waiting: (() => void)[] = [];
  const empty = (): void => {
    isFull = false;
    for (const go of waiting) go();
    waiting = [];
  };
  const write = response.write.bind(response) as (...parts: unknown[]) => boolean;
  response.write = ((...parts: unknown[]): boolean => {
    const hasRoom = write(...parts);
    isFull = !hasRoom && !response.destroyed;
    return hasRoom;
  }) as typeof response.write;
  response.on('drain', empty);
  response.on('close', empty);
  return () => (isFull ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve());
}
