import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Pages } from '#src/server/http/show-page.ts';
import { flushLog } from '#src/server/log.ts';
import { servePages, type GivenLocals, type RawAnswer } from '../../../../support/pages/pipeline-server.ts';

/**
 * Nothing that one visitor brought may reach another. Each request here carries a word of its own, the canary, wherever
 * a request can carry one, and the pages write down all they can see.
 */
beforeAll(() => void vi.spyOn(process.stdout, 'write').mockImplementation(() => true));
afterAll(() => {
  flushLog();
  vi.restoreAllMocks();
});

const SESSIONS = ['__Host-session', 'session', '__Host-', '__Secure-id', 'token'];
type Signed =
  { by: 'nothing' } | { by: 'shortlist' } | { by: 'cookie'; name: string } | { by: 'authorization' };
interface Visit {
  path: string;
  method: 'GET' | 'HEAD' | 'POST';
  signed: Signed;
}

/** What pages do, by the first part of their address: all say everything they see of their request. */
const PAGES: Record<string, { keep: boolean; cookie: boolean; status: number }> = {
  '/': { keep: true, cookie: false, status: 200 },
  '/needs': { keep: false, cookie: false, status: 200 },
  '/contact': { keep: true, cookie: true, status: 200 },
  '/about': { keep: true, cookie: false, status: 404 },
  '/search': { keep: true, cookie: false, status: 200 },
  '/workspace': { keep: true, cookie: true, status: 200 },
};

const tellAll: Pages = (request, response, _next, locals) => {
  const { keep, cookie, status } = PAGES[(request.url ?? '').split('?')[0] ?? ''] ?? {
    keep: false,
    cookie: false,
    status: 404,
  };
  const { clientAddress } = locals as GivenLocals;
  const all = JSON.stringify({
    seen: request.headers,
    raw: request.rawHeaders,
    url: request.url,
    clientAddress,
  });
  if (keep) (locals as GivenLocals).keep();
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/html');
  response.setHeader('X-Seen', encodeURIComponent(all));
  if (cookie) response.setHeader('Set-Cookie', `told=${encodeURIComponent(all)}`);
  response.end(all.padEnd(2_000));
};

const signed: fc.Arbitrary<Signed> = fc.oneof(
  fc.constant({ by: 'nothing' as const }),
  fc.constant({ by: 'shortlist' as const }),
  fc.record({ by: fc.constant('cookie' as const), name: fc.constantFrom(...SESSIONS) }),
  fc.constant({ by: 'authorization' as const }),
);
const visits: fc.Arbitrary<Visit[]> = fc.array(
  fc.record({
    path: fc.constantFrom(...Object.keys(PAGES), '/?x=1', '/search?near=', '/search?utm_source=a'),
    method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST'),
    signed,
  }),
  { minLength: 1, maxLength: 12 },
);

function headersOf(who: Signed, canary: string): Record<string, string> {
  const everywhere = {
    'user-agent': canary,
    referer: `https://help.example.org/${canary}`,
    'accept-language': canary,
    'x-forwarded-for': canary,
    'x-forwarded-user': canary,
    origin: 'https://help.example.org',
    'content-type': 'application/x-www-form-urlencoded',
  };
  if (who.by === 'authorization') return { ...everywhere, authorization: `Bearer ${canary}` };
  if (who.by === 'shortlist')
    return { ...everywhere, cookie: `shortlist=${canary}; shortlist-notes=${canary}` };
  if (who.by === 'cookie') return { ...everywhere, cookie: `shortlist=a; ${who.name}=${canary}` };
  return everywhere;
}

const textOf = ({ headers, text }: RawAnswer): string => decodeURIComponent(JSON.stringify(headers)) + text;
const isSignedIn = ({ by }: Signed): boolean => by === 'cookie' || by === 'authorization';
let count = 0;
const nextCanary = (): string => `canary${++count}bird`;

describe('whoever visits, in whatever order', () => {
  test('no answer holds anything that another visitor brought', async () => {
    await fc.assert(
      fc.asyncProperty(visits, async (list) => {
        const { ask } = await servePages('/nowhere', tellAll);
        for (const { path, method, signed: who } of list) {
          const canary = nextCanary();
          const answer = await ask(path, { method, headers: headersOf(who, canary) });
          const others = (textOf(answer).match(/canary\d+bird/g) ?? []).filter((word) => word !== canary);
          expect(others).toEqual([]);
          if (isSignedIn(who)) {
            expect(answer.headers.etag, `${path} was kept for somebody signed in`).toBeUndefined();
            expect(textOf(answer), `${path} was not rendered for somebody signed in`).toContain(canary);
          }
          if (answer.headers.etag !== undefined) {
            expect(textOf(answer)).not.toMatch(/canary\d+bird/);
            expect(answer.headers['set-cookie']).toBeUndefined();
          }
        }
        for (const path of Object.keys(PAGES)) {
          const stranger = await ask(path);
          expect(textOf(stranger), path).not.toMatch(/canary\d+bird/);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('all at the same moment, each gets their own', async () => {
    await fc.assert(
      fc.asyncProperty(visits, async (list) => {
        const slow: Pages = async (...args) => {
          await new Promise((resolve) => setImmediate(resolve));
          await tellAll(...args);
        };
        const { ask } = await servePages('/nowhere', slow);
        await Promise.all(
          list.map(async ({ path, method, signed: who }) => {
            const canary = nextCanary();
            const answer = await ask(path, { method, headers: headersOf(who, canary) });
            const others = (textOf(answer).match(/canary\d+bird/g) ?? []).filter((word) => word !== canary);
            expect(others).toEqual([]);
            if (isSignedIn(who)) expect(textOf(answer)).toContain(canary);
          }),
        );
      }),
      { numRuns: 40 },
    );
  });
});

test('a page that reads cookies though it said it would not sees none, and cannot give one away', async () => {
  const seen: (string | undefined)[] = [];
  const sly: Pages = (request, response, _next, locals) => {
    (locals as GivenLocals).keep();
    seen.push(request.headers.cookie, request.headers.authorization);
    response.setHeader('Content-Type', 'text/html');
    response.end(`Hello ${request.headers.cookie ?? 'nobody'}`);
  };
  const { ask } = await servePages('/nowhere', sly);
  const saver = { headers: { cookie: 'shortlist=secretlist' } };
  expect((await ask('/', saver)).text).toBe('Hello nobody');
  expect((await ask('/')).text).toBe('Hello nobody');
  expect(seen).toEqual([undefined, undefined]);
});

test('a page that answers with a cookie gives it to the one who asked, and keeps none', async () => {
  let given = 0;
  const generous: Pages = (_request, response, _next, locals) => {
    (locals as GivenLocals).keep();
    response.setHeader('Set-Cookie', `id=${++given}`).setHeader('Content-Type', 'text/html').end('welcome');
  };
  const { ask } = await servePages('/nowhere', generous);
  const cookies = [await ask('/'), await ask('/'), await ask('/')].map(
    ({ headers }) => headers['set-cookie']?.[0],
  );
  expect(new Set(cookies).size).toBe(3);
});

test.each([
  ['does not agree to be kept', { keep: false, status: 200, cookie: false }],
  ['leads elsewhere with a cookie', { keep: true, status: 302, cookie: true }],
])(
  'a page that %s is made for its visitor, with all they brought',
  async (_what, { keep, status, cookie }) => {
    const pages: Pages = (request, response, _next, locals) => {
      if (keep) (locals as GivenLocals).keep();
      response.statusCode = status;
      if (cookie) response.setHeader('Set-Cookie', 'a=b');
      response.end(`seen: ${request.headers.cookie ?? 'nothing'}`);
    };
    const { ask } = await servePages('/nowhere', pages);
    expect((await ask('/needs', { headers: { cookie: 'shortlist=mine' } })).text).toBe(
      'seen: shortlist=mine',
    );
    expect((await ask('/needs')).text).toBe('seen: nothing');
  },
);
