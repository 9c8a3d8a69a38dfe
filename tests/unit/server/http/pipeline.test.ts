import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { flushLog } from '#src/server/log.ts';
import type { Pages } from '#src/server/http/show-page.ts';
import { servePages } from '../../../support/pages/pipeline-server.ts';

const CSS = '.card { margin: 0 }\n'.repeat(200);
let root: string;
let printed: string[] = [];
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'front-door-pipeline-'));
  const client = join(root, 'dist', 'client');
  mkdirSync(join(client, '_astro'), { recursive: true });
  writeFileSync(join(client, '_astro', 'page.abc.css'), CSS);
  writeFileSync(join(client, '_astro', 'page.abc.css.br'), brotliCompressSync(CSS));
  writeFileSync(join(client, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  vi.spyOn(process.stdout, 'write').mockImplementation(
    (lines) => printed.push(...String(lines).split(/(?<=\n)/)) > 0,
  );
});
beforeEach(() => {
  flushLog();
  printed = [];
});
afterAll(() => {
  flushLog();
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const serve = (pages?: Pages, db?: Db) => servePages(root, pages, db);

/** Stands where the built pages stand: says what reached it. */
const echo: Pages = (request, response, next, locals) => {
  const { url, method } = request;
  if (url === '/missing') return next?.();
  const { body } = request as unknown as { body?: Buffer };
  const { requestId, clientAddress } = locals as { requestId: string; clientAddress: string };
  response.setHeader('Content-Type', 'text/html');
  response.statusCode = url === '/404' ? 404 : 200;
  response.end(JSON.stringify({ url, method, body: body?.toString(), requestId, clientAddress }));
};
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const sameOrigin = { origin: 'https://help.example.org', ...FORM };

describe('before anything is done for a request', () => {
  test('while starting, people are asked to wait a moment, and health says so', async () => {
    const { ask } = await serve();
    const page = await ask('/');
    expect(page).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    expect(page.text).toContain('This website is starting');
    expect(await ask('/health')).toMatchObject({ status: 503, text: '{"status":"starting"}' });
  });

  test('a foreign host is refused, on static files too', async () => {
    const { ask } = await serve(echo);
    for (const path of ['/', '/favicon.svg', '/api/search']) {
      expect((await ask(path, { headers: { host: 'evil.example' } })).status).toBe(421);
    }
  });

  test('health is told to load balancers, which do not know our name', async () => {
    const db = openDatabase(':memory:');
    await migrateToLatest(db);
    const { ask, pipeline } = await serve(echo, db);
    const asStranger = { headers: { host: '10.0.0.7' } };
    expect(await ask('/health', asStranger)).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    pipeline.stop();
    expect(await ask('/health', asStranger)).toMatchObject({ status: 503, text: '{"status":"stopping"}' });
  });

  test('health is not ok without a database that answers', async () => {
    const db = openDatabase(':memory:');
    await db.destroy();
    const { ask } = await serve(echo, db);
    expect(await ask('/health')).toMatchObject({ status: 503, text: '{"status":"unavailable"}' });
  });

  test('a form of another website is refused in words', async () => {
    const { ask } = await serve(echo);
    const foreign = { method: 'POST', headers: { ...FORM, origin: 'https://evil.example' } };
    const { status, text } = await ask('/feedback', foreign, 'said=hi');
    expect([status, text]).toEqual([403, expect.stringContaining('did not come from this website')]);
  });

  test('a broken encoding is the sender’s mistake', async () => {
    const { ask } = await serve(echo);
    expect((await ask('/search?q=100%')).status).toBe(400);
  });

  test.each([
    ['TRACE', '/', 'GET, HEAD, POST'],
    ['PUT', '/feedback', 'GET, HEAD, POST'],
    ['PATCH', '/feedback', 'GET, HEAD, POST'],
    ['DELETE', '/feedback', 'GET, HEAD, POST'],
    ['OPTIONS', '/feedback', 'GET, HEAD, POST'],
    ['POST', '/api/search', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/api/search', 'GET, HEAD, OPTIONS'],
  ])('%s cannot be done at %s, and what can is said', async (method, path, allow) => {
    const { ask } = await serve(echo);
    const options = { method, headers: { ...sameOrigin, ...FORM } };
    const answer = await ask(path, options, method === 'TRACE' ? '' : 'a=b');
    expect(answer).toMatchObject({ status: 405, headers: { allow } });
    expect(answer.text).toContain('does not understand that kind of request');
  });

  test('one page has one address: a slash at the end moves', async () => {
    const { ask } = await serve(echo);
    expect(await ask('/search/?q=food')).toMatchObject({
      status: 301,
      headers: { location: '/search?q=food' },
    });
  });
});

describe('every answer', () => {
  test.each(['/', '/favicon.svg', '/health', '/missing', '/search/', '/%', '/_astro/page.abc.css'])(
    '%s carries the security headers',
    async (path) => {
      const { headers } = await (await serve(echo)).ask(path);
      expect(headers['content-security-policy']).toContain("script-src 'self'");
      expect(headers['strict-transport-security']).toBe('max-age=31536000');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-request-id']).toMatch(/^[2-9B-Y]{4}-[2-9B-Y]{4}$/);
    },
  );

  test('is logged in one line of JSON without the question', async () => {
    const { ask } = await serve(echo);
    await ask('/search?q=my+dad+has+dementia&near=MB1+1QG');
    const lines = (): string[] => printed.filter((line) => line.includes('/search'));
    await vi.waitUntil(() => lines().length > 0);
    expect(lines().map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
        event: 'request',
        requestId: expect.any(String) as unknown,
        method: 'GET',
        path: '/search',
        status: 200,
        ms: expect.any(Number) as unknown,
      },
    ]);
  });
});

describe('files', () => {
  test('with a hash in their name are kept for ever, and sent as they were compressed', async () => {
    const { ask } = await serve(echo);
    const answer = await ask('/_astro/page.abc.css', { headers: { 'accept-encoding': 'br' } });
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        'content-encoding': 'br',
        'cache-control': 'public, max-age=31536000, immutable',
        vary: expect.stringContaining('Accept-Encoding') as unknown,
      },
    });
  });

  test('others are asked for again, and not sent twice', async () => {
    const { ask } = await serve(echo);
    const { headers } = await ask('/favicon.svg');
    expect(headers['cache-control']).toBe('public, max-age=3600');
    expect((await ask('/favicon.svg', { headers: { 'if-none-match': headers.etag } })).status).toBe(304);
  });

  test('a senseless range gives the whole file', async () => {
    const { ask } = await serve(echo);
    expect((await ask('/favicon.svg', { headers: { range: 'bytes=30-2' } })).status).toBe(200);
  });
});

describe('pages', () => {
  test('get what was sent, a reference, and the address of who asks', async () => {
    const { ask } = await serve(echo);
    const { text, headers } = await ask('/feedback', { method: 'POST', headers: sameOrigin }, 'said=hello');
    expect(JSON.parse(text)).toMatchObject({
      body: 'said=hello',
      requestId: headers['x-request-id'],
      clientAddress: expect.stringContaining('127.0.0.1') as unknown,
    });
  });

  test('are not kept by shared caches unless they say so', async () => {
    const { ask } = await serve(echo);
    expect((await ask('/')).headers['cache-control']).toBe('private, no-cache');
  });

  test.each(['/missing', '/500', '/_image?href=/favicon.svg', '/_server-islands/x', '/_actions/send'])(
    '%s is the 404 page, which knows what every page knows',
    async (path) => {
      const { status, text } = await (await serve(echo)).ask(path);
      expect(status).toBe(404);
      expect(JSON.parse(text)).toMatchObject({ url: '/404', requestId: expect.any(String) as unknown });
    },
  );

  test('an address of the API that does not exist is said in JSON', async () => {
    const pages: Pages = (_request, _response, next) => next?.();
    const { status, text } = await (await serve(pages)).ask('/api/nothing');
    expect([status, JSON.parse(text)]).toEqual([
      404,
      { error: 'There is nothing at this address. Check it and try again.' },
    ]);
  });

  test.each([undefined, 'application/json', 'text/plain', 'multipart/form-data'])(
    'what is sent as %s is no form, and no page sees it',
    async (type) => {
      let seen = 0;
      const { ask } = await serve((request, response) => {
        seen += 1;
        response.end(request.url);
      });
      const headers = { origin: sameOrigin.origin, ...(type === undefined ? {} : { 'content-type': type }) };
      const answer = await ask('/feedback', { method: 'POST', headers }, '{"said":"hello"}');
      expect([answer.status, seen]).toEqual([415, 0]);
      expect(answer.text).toContain('What was sent is not a form of this website.');
    },
  );

  test('made for somebody signed in, or of what was sent, are kept by nobody', async () => {
    const { ask } = await serve(echo);
    const cookie = { headers: { cookie: '__Host-session=x' } };
    expect((await ask('/account', cookie)).headers['cache-control']).toBe('no-store');
    const sent = await ask('/feedback', { method: 'POST', headers: sameOrigin }, 'said=hello');
    expect(sent.headers['cache-control']).toBe('no-store');
  });

  test('more than 256 kB is refused in words', async () => {
    const { ask } = await serve(echo);
    const answer = await ask('/feedback', { method: 'POST', headers: sameOrigin }, 'x'.repeat(300 * 1024));
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('make it shorter');
  });

  test('compress what is worth it', async () => {
    const long: Pages = (_request, response) =>
      void response.setHeader('Content-Type', 'text/html').end('word '.repeat(1000));
    const { headers, text } = await (await serve(long)).ask('/', { headers: { 'accept-encoding': 'gzip' } });
    expect(headers['content-encoding']).toBe('gzip');
    expect(text.length).toBeLessThan(500);
  });
});

describe('what nobody expected', () => {
  const boom: Pages = () => {
    throw new Error('the password is swordfish');
  };

  test('ends with a reference for the person and the stack in the log', async () => {
    const { ask } = await serve(boom);
    const { status, text, headers } = await ask('/search?q=secret');
    expect(status).toBe(500);
    expect(text).toContain(`tell us this number: ${headers['x-request-id']}`);
    expect(text).not.toMatch(/swordfish|at .*\.ts/);
    const logged = printed
      .map((line) => JSON.parse(line) as Record<string, string>)
      .find(({ event }) => event === 'error');
    expect(logged).toMatchObject({
      requestId: headers['x-request-id'],
      stack: expect.stringContaining('swordfish') as unknown,
    });
    expect(printed.join('')).not.toContain('secret');
  });

  test('for a program it is a sentence and the reference in JSON', async () => {
    const { text, headers } = await (await serve(boom)).ask('/api/search');
    expect(JSON.parse(text)).toEqual({
      error: expect.stringContaining('our fault') as unknown,
      reference: headers['x-request-id'],
    });
  });

  test('the next request is answered as if nothing had happened', async () => {
    let times = 0;
    const once: Pages = (...args) => (times++ === 0 ? boom(...args) : echo(...args));
    const { ask } = await serve(once);
    expect((await ask('/')).status).toBe(500);
    expect((await ask('/')).status).toBe(200);
  });
});
