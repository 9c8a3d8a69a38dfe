import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { ask, type Answer } from '../support/pages/ask.ts';
import { startTestServer } from '../support/server.ts';
import { sharedSite } from '../support/shared/site.ts';

const site = sharedSite();
const routes = JSON.parse(readFileSync('tests/pages/routes.json', 'utf8')) as string[];

/** Addresses for routes, with real names in the place of brackets. */
const names = new Map<string, string>();
beforeAll(async () => {
  const { text } = await ask(site, '/sitemap.xml');
  for (const kind of ['services', 'needs', 'organisations']) {
    const name = new RegExp(`/${kind}/([^<]+)</loc>`).exec(text)?.[1];
    expect(name, kind).toBeDefined();
    names.set(kind, name ?? '');
  }
  names.set('easy-read', 'money-and-benefits');
  for (const list of routes.filter((route) => /^\/api\/open-referral\/v3\/\w+$/.test(route))) {
    const { text: first } = await ask(site, `${list}?per_page=1`);
    names.set(list, (JSON.parse(first) as { contents: { id: string }[] }).contents[0]?.id ?? '');
  }
});
const addressOf = (route: string): string =>
  route
    .replace('[id]', names.get(route.replace('/[id]', '')) ?? '')
    .replace('[screen]', '2')
    .replace('[slug]', names.get(route.replace(/^\/easy-read(?=\/services)/, '').split('/')[1] ?? '') ?? '')
    .replace('[token]', 'x'.repeat(22));

/** Pages say what is open now: what is compared must come from one minute. */
async function withinOneMinute<T>(run: () => Promise<T>): Promise<T> {
  const minute = (): number => Math.floor(Date.now() / 60_000);
  const before = minute();
  const first = await run();
  return minute() === before ? first : run();
}

const KEPT = [
  '/',
  '/about',
  '/accessibility',
  ...routes.filter((route) => route.startsWith('/api/open-referral/')),
  '/api/search',
  '/contact',
  '/cookies',
  '/covering-your-tracks',
  '/credits',
  '/data',
  '/easy-read',
  '/easy-read/[slug]',
  '/easy-read/[slug]/[screen]',
  '/easy-read/find',
  '/easy-read/hard-words',
  '/easy-read/results',
  '/easy-read/services/[slug]',
  '/easy-read/urgent-help',
  '/needs',
  '/needs/[slug]',
  '/organisations/[slug]',
  '/place.css',
  '/privacy',
  '/search',
  '/services/[slug]',
  '/sitemap.xml',
  '/suggestions',
  '/urgent-help',
];

const CANARY = 'canarybird';
const EVERYWHERE = {
  'user-agent': CANARY,
  referer: `https://example.org/${CANARY}`,
  'accept-language': CANARY,
  'x-forwarded-for': CANARY,
  'x-forwarded-user': CANARY,
};
const SIGNED: Record<string, Record<string, string>> = {
  'a session': { cookie: `__Host-session=${CANARY}` },
  'a session beside a shortlist': { cookie: `shortlist=a; __Host-session=${CANARY}` },
  'a cookie nobody knows': { cookie: `id=${CANARY}` },
  'an authorisation': { authorization: `Bearer ${CANARY}` },
};
const SAVED = {
  cookie: `shortlist=${CANARY}; shortlist-notes=${CANARY}; shortlist-shares=${CANARY}`,
};
const everythingIn = ({ headers, text }: Answer): string => JSON.stringify(headers) + text;

describe('what one visitor brings', () => {
  test.each(routes)('to %s is in no page that anybody else gets', async (route) => {
    const path = addressOf(route);
    for (const brought of [...Object.values(SIGNED), SAVED]) {
      for (const address of [path, `${path}?from=${CANARY}`])
        await ask(site, address, { headers: { ...EVERYWHERE, ...brought } });
      const stranger = await ask(site, path);
      expect(everythingIn(stranger)).not.toContain(CANARY);
    }
  });

  test.each(Object.entries(SIGNED))('being %s, every page is made for them alone', async (_what, headers) => {
    for (const route of routes) {
      const path = addressOf(route);
      await ask(site, path);
      const answer = await ask(site, path, { headers });
      expect([path, answer.headers.etag]).toEqual([path, undefined]);
    }
  });

  test('being a shortlist, they get the kept pages like everybody', async () => {
    for (const route of KEPT) {
      const path = addressOf(route);
      const [theirs, strangers] = await withinOneMinute(async () => [
        await ask(site, path, { headers: SAVED }),
        await ask(site, path),
      ]);
      expect([path, theirs.headers.etag, theirs.text]).toEqual([
        path,
        strangers.headers.etag,
        strangers.text,
      ]);
    }
  });
});

describe('a page', () => {
  test('is kept when it says so, and no other page is', async () => {
    const kept: string[] = [];
    for (const route of routes) {
      const { headers } = await ask(site, addressOf(route));
      if (headers.etag !== undefined) kept.push(route);
    }
    expect(kept).toEqual(KEPT);
  });

  test('that sets a cookie or shows one has no tag', async () => {
    const form = { origin: new URL(site).origin, 'content-type': 'application/x-www-form-urlencoded' };
    const saved = await ask(site, '/shortlist/items', { method: 'POST', headers: form, body: 'service=x' });
    const shown = await ask(site, '/shortlist', { headers: SAVED });
    expect([saved.headers.etag, shown.headers.etag]).toEqual([undefined, undefined]);
  });

  test('is the same in every form, the first time and the next', async () => {
    for (const path of ['/search?q=lonely', '/api/search?q=lonely', '/needs/food', '/sitemap.xml']) {
      const texts = await withinOneMinute(() =>
        Promise.all(
          ['identity', 'br', 'gzip', 'br', 'gzip'].map(async (coding) => {
            const response = await fetch(site + path, { headers: { 'accept-encoding': coding } });
            expect(response.headers.get('content-encoding')).toBe(coding === 'identity' ? null : coding);
            return response.text();
          }),
        ),
      );
      expect([path, new Set(texts).size]).toEqual([path, 1]);
    }
  });

  test('that the browser has is not sent again', async () => {
    for (const path of ['/', '/search?q=food+bank', '/api/search?q=food+bank', '/place.css?v=1']) {
      const { headers } = await ask(site, path);
      const again = await ask(site, path, { headers: { 'if-none-match': String(headers.etag) } });
      expect([path, again.status, again.text]).toEqual([path, 304, '']);
    }
  });

  test('answers HEAD as it answers GET, without the page', async () => {
    const [head, get] = [
      await ask(site, '/urgent-help', { method: 'HEAD' }),
      await ask(site, '/urgent-help'),
    ];
    expect([head.status, head.text, head.headers.etag]).toEqual([200, '', get.headers.etag]);
  });
});

describe('an edit', () => {
  test('by another program is on every page at the next request', async () => {
    const server = await startTestServer();
    onTestFinished(async () => void (await server.stop()));
    const db = openDatabase(join(server.dataFolder, 'front-door.sqlite'));
    onTestFinished(() => db.destroy());
    const { id, slug } = await db
      .selectFrom('service')
      .select(['id', 'slug'])
      .orderBy('slug')
      .executeTakeFirstOrThrow();
    const pages = [`/services/${slug}`, '/search?q=zephyrine', '/api/search?q=zephyrine'];
    for (const path of [...pages, ...pages])
      expect((await ask(server.url, path)).text).not.toContain('Zephyrine Gardeners');
    await db.transaction().execute(async (trx) => {
      await trx.updateTable('service').set({ name: 'Zephyrine Gardeners' }).where('id', '=', id).execute();
      await bumpDirectoryVersion(trx, new Date(), { services: [id] });
    });
    for (const path of pages)
      expect((await ask(server.url, path)).text, path).toContain('Zephyrine Gardeners');
  });
});

describe('a search', () => {
  test('is the same page however its address is written', async () => {
    const queries = [
      'q=food&near=Tarnbury',
      'near=Tarnbury&q=food',
      'q=food&near=Tarnbury&age=&sort=best&page=1',
      'q=food&near=Tarnbury&gclid=1',
    ];
    const tags = await withinOneMinute(() =>
      Promise.all(queries.map(async (query) => (await ask(site, `/search?${query}`)).headers.etag)),
    );
    expect(new Set(tags).size).toBe(1);
  });

  test('does not show one visitor what another wrote into the address', async () => {
    await ask(site, `/search?q=food&made-up=${CANARY}&return=//evil.example`);
    const { text } = await ask(site, '/search?q=food');
    expect(text).not.toMatch(/canarybird|evil\.example/);
  });

  test('with a mistake in it says so to whoever made it, and to nobody else', async () => {
    const wrong = await ask(site, '/search?q=food&age=old');
    const right = await ask(site, '/search?q=food');
    expect([
      wrong.text.includes('Enter an age as a number'),
      right.text.includes('Enter an age as a number'),
    ]).toEqual([true, false]);
    expect(wrong.headers.etag).toBeUndefined();
  });
});
