import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Resolve } from '#src/features/imports/feed/address.ts';
import { openFetcher, type FetchLimits, type FetchOptions } from '#src/features/imports/feed/fetch.ts';
import { ImportRefused } from '#src/features/imports/refusal.ts';
import { serve, type Answer } from './feed-server.ts';

const MEGABYTE = 1024 * 1024;

async function get(
  address: string,
  limits: Partial<FetchLimits> = {},
  more: FetchOptions = {},
): Promise<string> {
  const fetcher = openFetcher({
    allowPrivate: true,
    ...more,
    limits: { firstRetryMs: 1, requestMs: 5000, ...limits },
  });
  onTestFinished(() => fetcher.close());
  return Buffer.from(await fetcher.fetch(address)).toString();
}

/** Names that lead where a test says; Node never asks the network. */
const resolveTo =
  (...addresses: string[]): Resolve =>
  (_, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => new Error('it was fetched'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ImportRefused)) throw error;
  return error.message;
}

describe('what is fetched', () => {
  test.each([
    ['plain', {}, (text: string) => Buffer.from(text)],
    ['gzip', { 'content-encoding': 'gzip' }, (text: string) => gzipSync(text)],
    ['brotli', { 'content-encoding': 'br' }, (text: string) => brotliCompressSync(text)],
  ])('comes as it was before it was packed: %s', async (_, headers, pack) => {
    const server = await serve(() => ({ headers, body: pack('Hello, café') }));
    expect(await get(server.url)).toBe('Hello, café');
  });

  test('is asked for with a name that says what we are and nobody’s own', async () => {
    const agents: (string | undefined)[] = [];
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => {
      agents.push(request.headers['user-agent']);
      response.end('x');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    await get(`http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`);
    expect(agents).toEqual(['FrontDoor/0.1 (community services directory, feed import)']);
  });
});

describe('a size limit', () => {
  test('is counted after unpacking, so that a small answer cannot fill the memory', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * MEGABYTE));
    expect(bomb.length).toBeLessThan(MEGABYTE / 10);
    const server = await serve(() => ({ headers: { 'content-encoding': 'gzip' }, body: bomb }));
    expect(await refusal(get(server.url, { pageBytes: 2 * MEGABYTE }))).toMatch(/ sends more than 2 MB\.$/);
    expect(server.asked).toHaveLength(1);
  });

  test('holds for all that one import fetches, too', async () => {
    const server = await serve(() => ({ body: Buffer.alloc(MEGABYTE) }));
    const fetcher = openFetcher({ allowPrivate: true, limits: { allBytes: 2.5 * MEGABYTE } });
    onTestFinished(() => fetcher.close());
    await fetcher.fetch(server.url);
    await fetcher.fetch(server.url);
    expect(await refusal(fetcher.fetch(server.url))).toMatch(/has sent more than 3 MB in all\.$/);
  });
});

describe('trying again', () => {
  const failing = (times: number, answer: Answer) =>
    serve((_, count) => (count <= times ? answer : { body: 'fine' }));

  test.each([
    ['too many requests', { status: 429, headers: { 'retry-after': '0' } }],
    ['out of order', { status: 503 }],
    ['cut off in the middle', { body: 'x'.repeat(1000), cut: true }],
  ])('helps when the server was %s', async (_, answer) => {
    const server = await failing(3, answer);
    expect(await get(server.url)).toBe('fine');
    expect(server.asked).toHaveLength(4);
  });

  test('ends after four times, with what the server said', async () => {
    const server = await failing(99, { status: 502 });
    expect(await refusal(get(server.url))).toMatch(/ answered with 502 \(the server has a fault\)\.$/);
    expect(server.asked).toHaveLength(5);
  });

  test.each([400, 401, 403, 404, 410])('is not done for %d', async (status) => {
    const server = await failing(1, { status });
    expect(await refusal(get(server.url))).toContain(`answered with ${status}`);
    expect(server.asked).toHaveLength(1);
  });

  test('waits as long as the server asks', async () => {
    const server = await failing(1, { status: 429, headers: { 'retry-after': '1' } });
    const before = performance.now();
    expect(await get(server.url)).toBe('fine');
    expect(performance.now() - before).toBeGreaterThan(950);
  });

  test('is given up when the server asks for longer than anybody would wait', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toUTCString();
    for (const wait of ['3600', tomorrow]) {
      const server = await failing(1, { status: 429, headers: { 'retry-after': wait } });
      expect(await refusal(get(server.url))).toContain('429 (too many requests)');
      expect(server.asked).toHaveLength(1);
    }
  });

  test('is done when nothing answers in time, and then said', async () => {
    const server = await serve(() => ({ afterMs: 5000 }));
    expect(await refusal(get(server.url, { requestMs: 100, retries: 1 }))).toMatch(
      /could not be fetched: it was not done within 0 seconds\.$/,
    );
    expect(server.asked).toHaveLength(2);
  });

  test('says it when nobody is there', async () => {
    expect(await refusal(get('http://127.0.0.1:9', { retries: 0 }))).toBe(
      'http://127.0.0.1:9 could not be fetched: nothing answers there.',
    );
  });
});

describe('redirects', () => {
  const redirecting = (times: number) =>
    serve((url) => {
      const at = Number(url.pathname.slice(1) || '0');
      return at < times ? { status: 302, headers: { location: `/${at + 1}` } } : { body: 'here' };
    });

  test('are followed five times and no more', async () => {
    expect(await get((await redirecting(5)).url)).toBe('here');
    expect(await refusal(get((await redirecting(6)).url))).toMatch(/ redirects more than five times\.$/);
  });

  test.each(['ftp://example.org/feed', 'file:///etc/passwd', 'http://user:secret@example.org/'])(
    'to %s are not followed',
    async (location) => {
      const server = await serve(() => ({ status: 301, headers: { location } }));
      expect(await refusal(get(server.url))).toMatch(/only http and https\.$|holds a name or password/);
    },
  );
});

describe('private addresses', () => {
  const closed: FetchOptions = { allowPrivate: false };

  test('are refused as they are written, and the server is never asked', async () => {
    const server = await serve(() => ({ body: 'secret' }));
    expect(await refusal(get(server.url, {}, closed))).toBe(
      '127.0.0.1 is a private address, which is not fetched: FRONT_DOOR_ALLOW_PRIVATE_SOURCES=on allows it.',
    );
    expect(server.asked).toEqual([]);
  });

  test('are refused when a name leads to them, among others or alone', async () => {
    const server = await serve(() => ({ body: 'secret' }));
    const port = new URL(server.url).port;
    for (const addresses of [['127.0.0.1'], ['::ffff:127.0.0.1'], ['10.0.0.1', '127.0.0.1']]) {
      const work = get(`http://feed.test:${port}/`, {}, { ...closed, resolve: resolveTo(...addresses) });
      expect(await refusal(work)).toContain('feed.test is a private address');
    }
    expect(server.asked).toEqual([]);
  });

  test('are refused at every step of a redirect, written out or by a name', async () => {
    const inside = await serve(() => ({ body: 'secret' }), '127.0.0.2');
    const { port } = new URL(inside.url);
    for (const location of [inside.url, `http://inside.test:${port}/`]) {
      const outside = await serve(() => ({ status: 302, headers: { location } }));
      // Here 127.0.0.1 stands for the world outside, and 127.0.0.2 for the network within.
      const reach: FetchOptions = {
        mayReach: (address) => address === '127.0.0.1',
        resolve: resolveTo('127.0.0.2'),
      };
      expect(await refusal(get(outside.url, {}, reach))).toContain('is a private address');
      expect(outside.asked).toHaveLength(1);
    }
    expect(inside.asked).toEqual([]);
  });

  test('a name that answers differently the second time gains nothing: the connection is made to what was checked', async () => {
    let asked = 0;
    const resolve: Resolve = (_, done) => {
      asked += 1;
      done(null, [{ address: asked === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }]);
    };
    const server = await serve(() => ({ body: 'secret' }));
    const work = get(`http://feed.test:${new URL(server.url).port}/`, {}, { ...closed, resolve });
    expect(await refusal(work)).toContain('private');
    expect(server.asked).toEqual([]);
  });

  test('are fetched when that is allowed, also by name', async () => {
    const server = await serve(() => ({ body: 'ours' }));
    const port = new URL(server.url).port;
    expect(await get(`http://feed.test:${port}/`, {}, { resolve: resolveTo('127.0.0.1') })).toBe('ours');
  });
});
