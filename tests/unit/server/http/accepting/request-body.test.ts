import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BODY_LIMIT_BYTES, bodyLimitOf, readBody } from '#src/server/http/accepting/request-body.ts';

/** Sends `chunks` one after another to a server that answers with what readBody made of them. */
async function bodyOf(chunks: readonly Buffer[], limit?: number): Promise<string> {
  const server = createServer((request, response) => {
    void readBody(request, limit).then((result) =>
      response.end(result.ok ? `${result.value.length} bytes` : result.error),
    );
  }).listen(0);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const request = send({ port, method: 'POST', agent: false });
  for (const chunk of chunks) request.write(chunk);
  request.end();
  const [response] = (await once(request, 'response')) as [AsyncIterable<Buffer>];
  let text = '';
  for await (const chunk of response) text += chunk.toString();
  return text;
}

describe('reading what was sent', () => {
  test('it comes whole, from however many pieces', async () => {
    expect(await bodyOf([Buffer.from('said='), Buffer.from('hello')])).toBe('10 bytes');
  });

  test('nothing is nothing', async () => {
    expect(await bodyOf([])).toBe('0 bytes');
  });

  test('up to 256 kB is taken', async () => {
    expect(await bodyOf([Buffer.alloc(BODY_LIMIT_BYTES)])).toBe('262144 bytes');
  });

  test('one byte more is refused, also when no length was announced', async () => {
    expect(await bodyOf([Buffer.alloc(BODY_LIMIT_BYTES), Buffer.alloc(1)])).toBe('too-large');
  });

  test('whoever sends five times too much still gets the answer', async () => {
    expect(await bodyOf(Array.from({ length: 5 }, () => Buffer.alloc(BODY_LIMIT_BYTES)))).toBe('too-large');
  });
});

describe('how long a body may be', () => {
  const PICTURE = '/partner/services/018f0000/sections/picture';

  test.each<[string, string, string | undefined, boolean]>([
    ['a picture of somebody signed in', PICTURE, 'fd-session=x', true],
    ['with something after the path', `${PICTURE}?a=b`, 'fd-session=x', true],
    ['without a session', PICTURE, undefined, false],
    ['another section', '/partner/services/018f0000/sections/name', 'fd-session=x', false],
    ['a path that only ends like it', '/search/sections/picture', 'fd-session=x', false],
  ])('%s', (_, url, cookie, isLong) => {
    expect(bodyLimitOf({ url, headers: { cookie } }) > BODY_LIMIT_BYTES).toBe(isLong);
  });
});
