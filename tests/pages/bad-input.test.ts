import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask, type Answer } from '../support/pages/ask.ts';
import { NASTY, encode, parameters, value, wellFormed } from '../support/nasty.ts';
import { sharedSite } from '../support/shared/site.ts';
import { faultsOf } from '../support/pages/visit.ts';

const site = sharedSite();
const RUNS = 60;
const PAGES = [
  '/',
  '/search',
  '/api/search',
  '/services/x',
  '/services/x/calendar.ics',
  '/needs/x',
  '/needs/food',
  '/organisations/x',
  '/shortlist',
  '/shortlist/print',
  '/shortlist/shared/x',
  '/shortlist/shared/x/print',
  '/feedback',
  '/contact',
  '/place.css',
  '/logo',
  '/sitemap.xml',
];
const FORMS = [
  '/shortlist/items',
  '/shortlist/removals',
  '/shortlist/shares',
  '/shortlist/withdrawals',
  '/shortlist',
  '/feedback',
];

/** Fails unless an answer is a page, a redirect inside the website, or a refusal with a sentence. */
function expectSense(path: string, { status, headers, text }: Answer): void {
  const what = `${path.slice(0, 300)} gave ${status}`;
  expect(status, what).toBeLessThan(500);
  if (status >= 300 && status < 400) {
    expect(new URL(headers.location ?? '', site).origin, what).toBe(new URL(site).origin);
  } else if (status >= 400) {
    const type = headers['content-type']?.split(';')[0];
    const sentence =
      type === 'application/json' ? (JSON.parse(text) as { error: string }).error : text.trim();
    expect(sentence, what).toMatch(
      type === 'text/html' ? /<h1[^>]*>[^<]*[^<\s][\s\S]*<p[^>]*>[^<]*\w[^<]*[.?]/ : /^[A-Z].*\.$/s,
    );
  }
}

const property = (
  arbitrary: fc.Arbitrary<string>,
  check: (path: string) => Promise<void>,
  numRuns = RUNS,
): Promise<void> => fc.assert(fc.asyncProperty(arbitrary, check), { numRuns });

const asked = async (path: string): Promise<void> => expectSense(path, await ask(site, path));

describe.each(PAGES)('%s', (page) => {
  test('makes sense of any parameters', async () => {
    await property(
      parameters.map((pairs) => `${page}?${encode(pairs)}`),
      asked,
    );
  });
});

describe('the search', () => {
  test.each(NASTY)('answers "%s" with a good page', async (words) => {
    for (const field of ['q', 'near']) {
      const path = `/search?${field}=${wellFormed(words)}`;
      const answer = await ask(site, path);
      expectSense(path, answer);
      const { faults } = faultsOf(
        answer.text,
        new Headers({ 'Content-Security-Policy': String(answer.headers['content-security-policy']) }),
        'Front Door',
      );
      // Words that a person typed stand in links and in the title, whatever they are; their own form comes back to them.
      expect(faults.filter((fault) => !fault.includes(' in the address '))).toEqual([]);
    }
  });

  test('does the same for the page and for programs: neither fails where the other answers', async () => {
    await property(parameters.map(encode), async (query) => {
      const [page, api] = await Promise.all([
        ask(site, `/search?${query}`),
        ask(site, `/api/search?${query}`),
      ]);
      expect([200, 400]).toContain(page.status);
      expect([200, 400]).toContain(api.status);
      expect(api.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(api.headers['access-control-allow-origin']).toBe('*');
      expect(typeof JSON.parse(api.text)).toBe('object');
    });
  });

  test('never shows more than a page of results, whatever page is asked for', async () => {
    await property(
      fc
        .oneof(fc.integer(), fc.double(), fc.constantFrom('-1', '0', '1e9', 'x', ''))
        .map((page) => `/api/search?page=${String(page)}`),
      async (path) => {
        const { text } = await ask(site, path);
        const { results } = JSON.parse(text) as { results?: unknown[] };
        expect(results?.length ?? 0).toBeLessThanOrEqual(20);
      },
    );
  });
});

describe('addresses', () => {
  const brokenBit = fc.constantFrom('%', '%%', '%z', '%zz', '%E0%A4%A', '%ff', '%C0%AF', '%u0041');
  const place = fc.constantFrom(
    '/',
    '/search',
    '/services/x',
    '/needs/x',
    '/api/search',
    '/shortlist/shared/x',
  );

  test('with a broken encoding, in the path or after it, are refused with a sentence', async () => {
    await property(
      fc
        .tuple(place, brokenBit, fc.boolean())
        .map(([path, bit, inPath]) => (inPath ? `${path}${bit}` : `${path}?q=${bit}`)),
      async (path) => {
        const answer = await ask(site, path);
        expect([path, answer.status]).toEqual([path, 400]);
        expectSense(path, answer);
      },
    );
  });

  test('made of dots, slashes, backslashes and anything else lead nowhere else and break nothing', async () => {
    const bit = fc.oneof(
      fc.constantFrom(
        '/',
        '//',
        '\\',
        '.',
        '..',
        '%2e%2e',
        '%2f',
        '%5c',
        '%00',
        ';',
        ':',
        '@',
        '#',
        '*',
        'services',
        'needs',
        'search',
        'evil.example',
        '_astro',
        '_image',
        '500',
        '404',
        'api',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }).map(wellFormed),
    );
    await property(
      fc.array(bit, { maxLength: 8 }).map((bits) => `/${bits.join('')}`),
      asked,
      3 * RUNS,
    );
  });

  test('of services, needs, organisations and shared lists that do not exist say so', async () => {
    await property(
      fc
        .tuple(fc.constantFrom('/services/', '/needs/', '/organisations/', '/shortlist/shared/'), value)
        .map(([path, text]) => `${path}${wellFormed(`x${text}`.slice(0, 3_000))}`),
      async (path) => {
        const answer = await ask(site, path);
        expect([path.slice(0, 200), answer.status]).toEqual([path.slice(0, 200), 404]);
        expectSense(path, answer);
      },
    );
  });
});

describe('what is sent', () => {
  const form = { origin: new URL(site).origin, 'content-type': 'application/x-www-form-urlencoded' };

  test.each(FORMS)('to %s in a form may be anything', async (path) => {
    await property(parameters.map(encode), async (body) =>
      expectSense(path, await ask(site, path, { method: 'POST', headers: form, body })),
    );
  });

  test.each(FORMS)('to %s need not be a form at all', async (path) => {
    const types = [
      'application/json',
      'text/plain',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'nonsense',
      'application/x-www-form-urlencoded; charset=utf-16',
    ];
    for (const type of types) {
      for (const body of ['', '{"a":', '--x\r\nContent-Disposition: form-data\r\n\r\n', '\0\xff']) {
        expectSense(
          `${path} as ${type}`,
          await ask(site, path, { method: 'POST', headers: { ...form, 'content-type': type }, body }),
        );
      }
    }
    expectSense(
      path,
      await ask(site, path, { method: 'POST', headers: { origin: form.origin }, body: 'a=b' }),
    );
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])('with %s breaks nothing', async (method) => {
    for (const path of [...PAGES, ...FORMS]) {
      const { status } = await ask(site, path, { method, headers: form });
      expect([path, status < 500]).toEqual([path, true]);
    }
  });

  test('as cookies may be anything', async () => {
    const names = fc.constantFrom('shortlist', 'shortlist-notes', 'shortlist-shares', 'session', 'x');
    const text = fc.oneof(
      value.map(wellFormed),
      fc.constantFrom('%', '[', '{"a":1}', 'null', '[1,2]', '{"__proto__":1}', '"', 'a.b.c', '%ff'),
    );
    const cookies = fc
      .array(fc.tuple(names, text), { minLength: 1, maxLength: 4 })
      .map((pairs) => pairs.map(([key, part]) => `${key}=${part.slice(0, 4_000)}`).join('; '));
    await property(cookies, async (cookie) => {
      for (const path of ['/shortlist', '/shortlist/print', '/search'])
        expectSense(`${path} with ${cookie}`, await ask(site, path, { headers: { cookie } }));
    });
  });
});
