import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import { describe, expect, onTestFinished, test } from 'vitest';
import { watchRoom } from '#src/server/http/streaming/room.ts';

const CHUNK = Buffer.alloc(256 * 1024, 'x');
const CHUNKS = 200;

/** Serves chunks as room allows to a reader that reads nothing until told; gives how much was written by then. */
async function serveSlowly(compressed: boolean) {
  let written = 0;
  let ended = (): void => undefined;
  const done = new Promise<void>((resolve) => (ended = resolve));
  const answer = async (response: ServerResponse): Promise<void> => {
    const room = watchRoom(response);
    response.writeHead(200, { 'content-type': 'text/plain' });
    for (let chunk = 0; chunk < CHUNKS && !response.destroyed; chunk += 1) {
      await room();
      // Bytes that compress badly, so that the connection fills up either way.
      const bytes = compressed ? crypto.getRandomValues(Buffer.from(CHUNK.subarray(0, 65_536))) : CHUNK;
      response.write(bytes);
      written += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
    ended();
  };
  const compress = compression();
  const server = createServer((request, response) => {
    if (compressed) compress(request as never, response as never, () => void answer(response));
    else void answer(response);
  }).listen(0);
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { port, done, written: () => written };
}

/** Waits until nothing has been written for a hundred turns of the event loop. */
async function untilQuiet(written: () => number): Promise<number> {
  let before = -1;
  for (let quiet = 0; quiet < 100; quiet += 1) {
    if (written() !== before) [before, quiet] = [written(), 0];
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return before;
}

describe.each([false, true])('an answer that is compressed: %s', (compressed) => {
  const headers = compressed ? { 'accept-encoding': 'gzip' } : {};

  test('waits for a slow reader, and goes on when it reads', async () => {
    const { port, done, written } = await serveSlowly(compressed);
    const response = await new Promise<NodeJS.ReadableStream>((resolve) => get({ port, headers }, resolve));
    response.pause();
    expect(await untilQuiet(written)).toBeLessThan(CHUNKS);
    response.resume();
    await done;
    expect(written()).toBe(CHUNKS);
  });

  test('waits no longer for a reader that has gone', async () => {
    const { port, done, written } = await serveSlowly(compressed);
    await new Promise<void>((resolve) => {
      const request = get({ port, headers }, (response) => {
        response.pause();
        void untilQuiet(written).then(() => {
          request.destroy();
          resolve();
        });
      });
      request.on('error', () => undefined);
    });
    await done;
    expect(written()).toBeLessThan(CHUNKS);
  });
});
