import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createKeptPages } from '#src/server/http/kept/answer.ts';
import type { Pages } from '#src/server/http/show-page.ts';
import { flushLog } from '#src/server/log.ts';
import { servePages, type GivenLocals } from '../../../../support/pages/pipeline-server.ts';

const NOWHERE = '/nowhere';
beforeAll(() => void vi.spyOn(process.stdout, 'write').mockImplementation(() => true));
afterAll(() => {
  flushLog();
  vi.restoreAllMocks();
});

const WORDS = 'Knit and natter. '.repeat(200);

/** A request and a response without a connection. */
function inMemory(path: string): [IncomingMessage, ServerResponse] {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method: 'GET', url: path });
  return [request, new ServerResponse(request)];
}

interface Answer {
  headers?: Record<string, string>;
  status?: number;
  keep?: boolean;
}

/** A page that is the same for everybody and says so; it tells how often it was rendered, and for which address. */
async function serveCounted(answer: Answer = {}) {
  const rendered: string[] = [];
  const pages: Pages = (request, response, _next, locals) => {
    rendered.push(request.url ?? '');
    if (answer.keep !== false) (locals as GivenLocals).keep();
    response.statusCode = answer.status ?? 200;
    response.setHeader('Content-Type', 'text/html');
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
    response.end(`${WORDS}${request.url}`);
  };
  return { ...(await servePages(NOWHERE, pages)), rendered };
}

describe('a page that may be kept', () => {
  test('is rendered once, however often and however its address is written', async () => {
    const { ask, rendered } = await serveCounted();
    for (const path of [
      '/search?q=food&near=',
      '/search?q=food',
      '/search?utm_source=x&q=food',
      '/search?near=&q=food',
    ])
      expect((await ask(path)).text).toBe(`${WORDS}/search?q=food`);
    expect(rendered).toEqual(['/search?q=food']);
  });

  test('is rendered once for all who ask at the same time', async () => {
    const rendered: string[] = [];
    let arrived = (): number => 0;
    const slow: Pages = async (request, response, _next, locals) => {
      rendered.push(request.url ?? '');
      while (arrived() < 20) await new Promise((resolve) => setImmediate(resolve));
      (locals as GivenLocals).keep();
      response.setHeader('Content-Type', 'text/html').end(WORDS);
    };
    const { ask, asked } = await servePages(NOWHERE, slow);
    arrived = asked;
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('/search?q=food')));
    expect(answers.every(({ text }) => text === WORDS)).toBe(true);
    expect(rendered).toEqual(['/search?q=food']);
  });

  test('is found at once the next time, by whichever way of writing its address it was asked for', async () => {
    const pages: Pages = (_request, response, _next, locals) => {
      (locals as GivenLocals).keep();
      response.setHeader('Content-Type', 'text/html').end(WORDS);
    };
    const { app } = await servePages(NOWHERE, pages);
    const kept = createKeptPages([], () => undefined);
    const atOnce = async (path: string): Promise<boolean> => {
      const [request, response] = inMemory(path);
      if (kept.answerAtOnce({ app, pages }, request, response, 'BCDF-GHJK')) return true;
      const [first = '', query = ''] = path.split('?');
      await kept.answer({ app, pages }, request, response, 'BCDF-GHJK', { path: first, query });
      return false;
    };
    const paths = ['/search?near=&q=food', '/search?q=food', '/search?q=food&gclid=1'];
    // The second way is the address itself.
    expect([
      await atOnce(paths[0] ?? ''),
      await atOnce(paths[1] ?? ''),
      await atOnce(paths[2] ?? ''),
    ]).toEqual([false, true, false]);
    for (const path of paths) expect([path, await atOnce(path)]).toEqual([path, true]);
  });

  test('is rendered again when the directory has changed, and when the minute has', async () => {
    const { ask, rendered, world } = await serveCounted();
    await ask('/');
    world.now = new Date('2026-11-21T10:00:59Z');
    await ask('/');
    expect(rendered).toHaveLength(1);
    world.now = new Date('2026-11-21T10:01:00Z');
    await ask('/');
    expect(rendered).toHaveLength(2);
    world.stamp = '2';
    await ask('/');
    expect(rendered).toHaveLength(3);
  });

  test('is sent in the form that the browser accepts, each with its own tag', async () => {
    const { ask, rendered } = await serveCounted();
    const forms = await Promise.all(
      ['br', 'gzip', 'identity', ';;;q=,,\u00ff'].map((accepted) =>
        ask('/', { headers: { 'accept-encoding': accepted } }),
      ),
    );
    expect(forms.map(({ headers }) => headers['content-encoding'])).toEqual([
      'br',
      'gzip',
      undefined,
      undefined,
    ]);
    const [br, gzip, plain] = forms.map(({ body }) => body);
    expect(brotliDecompressSync(br ?? '').toString()).toBe(`${WORDS}/`);
    expect(gunzipSync(gzip ?? '').toString()).toBe(`${WORDS}/`);
    expect(plain?.toString()).toBe(`${WORDS}/`);
    expect(new Set(forms.map(({ headers }) => headers.etag)).size).toBe(3);
    for (const { headers, body } of forms)
      expect([headers.vary, headers['content-length']]).toEqual(['Accept-Encoding', String(body.length)]);
    expect(rendered).toHaveLength(1);
  });

  test('is not sent again to a browser that has it, even when it was made anew in between', async () => {
    const { ask, rendered, world } = await serveCounted();
    const { headers } = await ask('/', { headers: { 'accept-encoding': 'br' } });
    for (const stamp of ['1', '2']) {
      world.stamp = stamp;
      const again = await ask('/', { headers: { 'accept-encoding': 'br', 'if-none-match': headers.etag } });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', headers.etag]);
      expect(again.headers['content-security-policy']).toContain("script-src 'self'");
    }
    expect(rendered).toHaveLength(2);
    expect((await ask('/', { headers: { 'if-none-match': '"something else"' } })).status).toBe(200);
  });

  test('answers HEAD with the headers alone, and a range with the whole page', async () => {
    const { ask } = await serveCounted();
    const head = await ask('/', { method: 'HEAD' });
    const whole = await ask('/', { headers: { range: 'bytes=3-5' } });
    expect([head.status, head.text, whole.status]).toEqual([200, '', 200]);
    expect(head.headers['content-length']).toBe(String(whole.body.length));
  });

  test('carries what every answer carries, whether rendered for this visitor or kept', async () => {
    const { ask } = await serveCounted({
      headers: { 'Cache-Control': 'public, max-age=86400', 'X-Own': 'yes' },
    });
    const [first, second] = [await ask('/'), await ask('/')];
    for (const { headers } of [first, second]) {
      expect(headers).toMatchObject({
        'cache-control': 'public, max-age=86400',
        'x-own': 'yes',
        'x-content-type-options': 'nosniff',
        'strict-transport-security': 'max-age=31536000',
        'x-request-id': expect.stringMatching(/^[2-9B-Y]{4}-[2-9B-Y]{4}$/) as unknown,
      });
    }
    expect(Object.keys(second.headers).sort()).toEqual(Object.keys(first.headers).sort());
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  });

  test('is refused to a foreign host, and moved from its address with a slash, kept or not', async () => {
    const { ask } = await serveCounted();
    await ask('/needs');
    expect((await ask('/needs', { headers: { host: 'evil.example' } })).status).toBe(421);
    expect((await ask('/needs/')).status).toBe(301);
    expect((await ask('/needs', { headers: { host: 'help.example.org' } })).status).toBe(200);
  });

  test('counts as a search each time it is sent, for people and not for their HEAD requests', async () => {
    const searched = { words: [], needs: 'food', results: 7 };
    const pages: Pages = (_request, response, _next, locals) => {
      Object.assign(locals, { searched });
      (locals as GivenLocals).keep();
      response.setHeader('Content-Type', 'text/html').end(WORDS);
    };
    const { ask, counted } = await servePages(NOWHERE, pages);
    for (let i = 0; i < 3; i++) await ask('/search?q=food', { headers: { 'user-agent': `browser ${i}` } });
    await ask('/search?q=food', { method: 'HEAD' });
    expect(counted).toEqual([0, 1, 2].map((i) => ({ searched, userAgent: `browser ${i}` })));
  });
});

describe('a page about a service', () => {
  test('counts as seen each time it is sent, kept or not, for people and not for their HEAD requests', async () => {
    const pages: Pages = (_request, response, _next, locals) => {
      Object.assign(locals, { seen: 'service-1' });
      (locals as GivenLocals).keep();
      response.setHeader('Content-Type', 'text/html').end(WORDS);
    };
    const { ask, seen } = await servePages(NOWHERE, pages);
    for (let i = 0; i < 3; i++) await ask('/services/tea');
    await ask('/services/tea', { method: 'HEAD' });
    expect(seen).toEqual(['service-1', 'service-1', 'service-1']);
  });
});

describe('a page is rendered each time', () => {
  test.each<[string, Answer]>([
    ['it did not say that it may be kept', { keep: false }],
    ['it sets a cookie', { headers: { 'Set-Cookie': 'a=b' } }],
    ['nobody may store it', { headers: { 'Cache-Control': 'no-store' } }],
    ['it depends on who asks', { headers: { Vary: 'Cookie' } }],
    ['it was not found', { status: 404 }],
    ['it moved', { status: 302, headers: { Location: '/needs' } }],
    ['it failed', { status: 500 }],
  ])('when %s', async (_why, answer) => {
    const { ask, rendered } = await serveCounted(answer);
    const [first, second] = [await ask('/services/x'), await ask('/services/x')];
    expect(rendered.length).toBeGreaterThanOrEqual(2);
    for (const { status, headers, text } of [first, second]) {
      expect([status, text, headers.etag]).toEqual([answer.status ?? 200, `${WORDS}/services/x`, undefined]);
      expect(headers).toMatchObject(
        Object.fromEntries(
          Object.entries(answer.headers ?? {}).map(([name, value]) => [
            name.toLowerCase(),
            name === 'Set-Cookie' ? [value] : (expect.stringContaining(value) as unknown),
          ]),
        ),
      );
    }
  });

  test('when it is not among those that may be, whatever it says', async () => {
    const { ask, rendered } = await serveCounted();
    for (let i = 0; i < 2; i++) expect((await ask('/workspace')).headers.etag).toBeUndefined();
    expect(rendered).toEqual(['/workspace', '/workspace']);
  });

  test('when something is sent to it', async () => {
    const { ask, rendered } = await serveCounted();
    const form = {
      method: 'POST',
      headers: { origin: 'https://help.example.org', 'content-type': 'application/x-www-form-urlencoded' },
    };
    await ask('/');
    await ask('/', form, 'a=b');
    await ask('/', form, 'a=b');
    expect(rendered).toHaveLength(3);
  });

  test('when a search has a mistake in it, which the page must tell', async () => {
    const { ask, rendered } = await serveCounted();
    expect((await ask('/search?age=old')).text).toBe(`${WORDS}/search?age=old`);
    await ask('/search?age=old');
    expect(rendered).toHaveLength(2);
  });
});

describe('a page that breaks', () => {
  test('is an error for each who asked, with a reference of their own, and is not kept', async () => {
    let breaks = true;
    const pages: Pages = async (_request, response, _next, locals) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (breaks) throw new Error('swordfish');
      (locals as GivenLocals).keep();
      response.setHeader('Content-Type', 'text/html').end(WORDS);
    };
    const { ask } = await servePages(NOWHERE, pages);
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask('/')));
    for (const { status, text, headers } of answers) {
      expect(status).toBe(500);
      expect(text).toContain(`tell us this number: ${headers['x-request-id']}`);
    }
    breaks = false;
    expect((await ask('/')).status).toBe(200);
  });

  test('half-way does not leave those waiting who asked for it', async () => {
    const pages: Pages = (_request, response) => {
      response.write('half a page');
      response.destroy(new Error('gone'));
    };
    const { ask } = await servePages(NOWHERE, pages);
    expect((await ask('/')).status).toBe(500);
  });

  test('by a directory that cannot tell its state is an error with a reference, not the end of the program', async () => {
    const { ask, app } = await serveCounted();
    app.directory.stamp = () => {
      throw new Error('the database is gone');
    };
    expect((await ask('/')).status).toBe(500);
    expect((await ask('/favicon.svg')).status, 'files need no directory').toBe(200);
  });
});
