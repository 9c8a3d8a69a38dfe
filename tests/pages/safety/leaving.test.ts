import { describe, expect, test } from 'vitest';
import { ask, type Answer } from '../../support/pages/ask.ts';
import { visit } from '../../support/pages/visit.ts';
import { sharedSite } from '../../support/shared/site.ts';

const site = sharedSite();
const NEED = 'domestic-abuse';
const BROWSER = { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'same-origin' };

/** A service of the need: the first on its page. */
async function findService(need: string): Promise<string> {
  const { html } = await visit(`${site}/needs/${need}`);
  const [, slug = ''] = /href="\/services\/([a-z0-9-]+)"/.exec(html) ?? [];
  if (slug === '') throw new Error(`${need} has no service`);
  return slug;
}
const SERVICE = await findService(NEED);
const ORDINARY = await findService('food-banks');

/** Everything about a sensitive need or service, in every format that is a page. */
const PAGES = [
  `/needs/${NEED}`,
  `/search?need=${NEED}`,
  '/search?q=my+husband+hits+me',
  `/services/${SERVICE}`,
  `/services/${SERVICE}/report`,
  `/services/${SERVICE}/report/thanks`,
  `/services/${SERVICE}/print`,
  `/services/${SERVICE}/print?size=large`,
  `/easy-read/services/${SERVICE}`,
  `/easy-read/results?need=${NEED}`,
  '/easy-read/urgent-help?for=unsafe',
  `/get-help?need=${NEED}`,
  '/covering-your-tracks',
];
const FILES = [`/services/${SERVICE}/calendar.ics`, `/services/${SERVICE}/braille.txt`];

const TAKEN_BACK = ['shortlist', 'shortlist-notes', 'shortlist-shares', 'fd-draft', 'fd-kept-form'];

/** As a browser asks: `fetch` would say of itself that it is a program. */
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(site, path, { headers });

describe('a page about something sensitive', () => {
  test.each(PAGES)('%s can be left at once, and its title says nothing', async (path) => {
    const page = await visit(site + path);
    expect(page.all('head title')).toEqual(['Information – Front Door']);
    expect(page.html).toMatch(
      /<a[^>]*href="\/leave"[^>]*role="button"|<a[^>]*role="button"[^>]*href="\/leave"/,
    );
    expect(page.all('.govuk-exit-this-page')).toHaveLength(1);
    expect(page.html).toContain('href="/covering-your-tracks"');
    expect(page.html).toContain('<meta name="referrer" content="same-origin">');
  });

  test.each([...PAGES, ...FILES])('%s leaves no copy in the browser', async (path) => {
    const answer = await get(path);
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
  });

  test.each([...PAGES, ...FILES])(
    '%s stands in the history under an address that says nothing',
    async (path) => {
      const moved = await get(path, BROWSER);
      const to = moved.headers.location ?? '';
      expect([moved.status, moved.headers['cache-control']]).toEqual([303, 'no-store']);
      expect(to).toMatch(/^\/information\/[\w.-]+$/);
      expect(moved.text).toBe('');
      const shown = await get(to, BROWSER);
      expect(shown.status).toBe(200);
      const open = await get(path);
      expect(shown.headers['content-type']).toBe(open.headers['content-type']);
    },
  );

  test('says in the page itself what it is about', async () => {
    expect((await visit(`${site}/needs/${NEED}`)).all('h1')).toEqual(['Abuse by a partner or family']);
  });

  test('gives its files names that say nothing', async () => {
    for (const path of FILES) {
      const name = (await get(path)).headers['content-disposition'] ?? '';
      expect(name).toMatch(/filename="(times\.ics|information\.txt)"/);
    }
  });

  test('is the same in Welsh', async () => {
    const moved = await get(`/cy/needs/${NEED}`, BROWSER);
    expect(moved.headers.location).toMatch(/^\/information\//);
    const page = await visit(site + (moved.headers.location ?? ''), { headers: BROWSER });
    expect(page.document.querySelector('html')?.getAttributeValue('lang')).toBe('cy');
    expect(page.html).toContain('/leave"');
  });
});

describe('a page about anything else', () => {
  test.each([
    '/needs/food-banks',
    '/search?q=food+bank',
    `/services/${ORDINARY}`,
    `/services/${ORDINARY}/print`,
  ])('%s has its own title and address, and no such button', async (path) => {
    const page = await visit(site + path, { headers: BROWSER });
    expect(page.all('.govuk-exit-this-page')).toHaveLength(0);
    expect(page.all('head title').join()).not.toContain('Information');
  });

  test('shows nobody a sensitive service as one that is like it', async () => {
    const { html } = await visit(`${site}/services/${ORDINARY}`);
    const [, similar = ''] = /id="similar-heading"([\s\S]*?)<\/section>/.exec(html) ?? [];
    for (const [, slug = ''] of similar.matchAll(/href="\/services\/([a-z0-9-]+)/g))
      expect((await visit(`${site}/services/${slug}`)).all('.govuk-exit-this-page'), slug).toHaveLength(0);
  });

  test('urgent help has the button too, under its own name', async () => {
    for (const path of ['/urgent-help', '/easy-read/urgent-help']) {
      const page = await visit(site + path);
      expect(page.all('head title')).toEqual(['Urgent help – Front Door']);
      expect(page.all('.govuk-exit-this-page')).toHaveLength(1);
    }
  });
});

describe('"Exit this page"', () => {
  test('leads elsewhere and takes back what the browser holds, but not the session of somebody who works here', async () => {
    const left = await get('/leave', {
      ...BROWSER,
      cookie: 'shortlist=x; fd-draft=x; fd-session=x; fd-proof-track-0123456789abcdef=x',
    });
    expect([left.status, left.headers.location]).toEqual([303, 'https://www.bbc.co.uk/weather']);
    expect(left.headers['cache-control']).toBe('no-store');
    expect(left.headers['referrer-policy']).toBe('no-referrer');
    const taken = (left.headers['set-cookie'] ?? []).filter((line) =>
      line.includes('Expires=Thu, 01 Jan 1970'),
    );
    expect(taken.map((line) => line.split('=')[0])).toEqual([
      ...TAKEN_BACK,
      'fd-proof-track-0123456789abcdef',
    ]);
  });

  test.each([
    ['a link on another website', { ...BROWSER, 'sec-fetch-site': 'cross-site' }],
    ['a picture', { ...BROWSER, 'sec-fetch-mode': 'no-cors' }],
    ['a browser that loads ahead', { ...BROWSER, 'sec-purpose': 'prefetch' }],
  ])('%s empties no shortlist', async (_, headers) => {
    const left = await get('/leave', headers);
    expect([left.status, left.headers['set-cookie']]).toEqual([303, undefined]);
  });

  test('works in browsers that say nothing about themselves', async () => {
    expect((await get('/leave')).headers['set-cookie']).toHaveLength(TAKEN_BACK.length);
  });
});

test('what is typed into a search box is kept neither by the browser nor in its copies', async () => {
  expect((await get('/suggestions?q=my+husband')).headers['cache-control']).toBe('no-store');
  const { html } = await visit(`${site}/search`);
  expect(html).toMatch(/<input[^>]*id="q"[^>]*autocomplete="off"/);
});

test('an address that was made up is no page', async () => {
  expect((await get('/information/abcdef12.made-up', BROWSER)).status).toBe(404);
});
