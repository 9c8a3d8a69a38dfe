import { expect, test } from 'vitest';
import { sharedSite } from '../support/shared/site.ts';
import { visit } from '../support/pages/visit.ts';

const site = sharedSite();
const sitemap = async (): Promise<string[]> =>
  [
    ...(await (await fetch(`${site}/sitemap.xml`)).text()).matchAll(/<loc>[^<]*?:\/\/[^/]+([^<]*)<\/loc>/g),
  ].map((match) => match[1] || '/');

test('every address of the sitemap is a good page with the urgent numbers and the phone number on it', async () => {
  const paths = await sitemap();
  expect(paths.length).toBeGreaterThan(300);
  for (const path of paths) {
    const page = await visit(site + path);
    expect(page.text, path).toMatch(/In danger\? Call 999 Urgent medical help: 111/);
    expect(page.text, path).toContain('0808 157 0150');
  }
}, 180_000);

test.each([
  '/search',
  '/search?q=lonely&near=Tarnbury',
  '/shortlist',
  '/feedback',
  '/feedback/thanks',
  '/shortlist/print',
  '/credits',
  '/data',
])('%s is a good page', async (path) => {
  await visit(site + path);
});

test('a page that does not exist says so, and how to go on', async () => {
  const page = await visit(`${site}/services/no-such-service`, { status: 404 });
  expect(page.text).toContain('Page not found');
  expect(page.text).toContain('search for help in your own words');
});

test('the home page asks in plain words and offers twelve topics', async () => {
  const page = await visit(site);
  expect(page.all('label[for="q"]')).toEqual(['What do you need help with?']);
  expect(page.all('.fd-tile a')).toHaveLength(12);
});

test('every topic has at least one service, its words in the title and a way to the nearest', async () => {
  const topics = (await sitemap()).filter((path) => path.startsWith('/needs/'));
  expect(topics.length).toBeGreaterThan(70);
  for (const path of topics) {
    const page = await visit(site + path);
    expect(page.all('.fd-card').length, path).toBeGreaterThan(0);
  }
});

test('sensitive topics offer a way to leave the page at once, and others do not', async () => {
  expect((await visit(`${site}/needs/domestic-abuse`)).all('.govuk-exit-this-page')).toHaveLength(1);
  expect((await visit(`${site}/needs/food-banks`)).all('.govuk-exit-this-page')).toHaveLength(0);
});

test('no page sets a cookie before the visitor saves something', async () => {
  for (const path of [
    '/',
    '/search?q=food',
    '/needs/food',
    '/services/tuesday-tea-and-chat',
    '/shortlist',
    '/feedback',
  ]) {
    expect((await fetch(site + path)).headers.get('set-cookie'), path).toBeNull();
  }
});

test('a service page tells search engines about it in schema.org words', async () => {
  const [path = ''] = (await sitemap()).filter((each) => each.startsWith('/services/'));
  const html = await (await fetch(site + path)).text();
  const json = /<script type="application\/ld\+json">([^<]+)<\/script>/.exec(html)?.[1] ?? '';
  expect(JSON.parse(json)).toMatchObject({
    '@context': 'https://schema.org',
    url: expect.stringContaining(path) as string,
  });
});

test('the calendar of a service is a calendar file with the service in it', async () => {
  const response = await fetch(`${site}/services/marl-larder-food-bank/calendar.ics`);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const text = await response.text();
  expect(text.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
  expect(text).toContain('TZID=Europe/London');
});

test('the colours of the place are a stylesheet of their own', async () => {
  const response = await fetch(`${site}/place.css`);
  expect(response.headers.get('content-type')).toContain('text/css');
  expect(await response.text()).toContain('--fd-brand:#0f5257');
});

test('robots may read services and results, and not shortlists or answers for programs', async () => {
  const text = await (await fetch(`${site}/robots.txt`)).text();
  // A page that may not be visited cannot say that it must not be kept.
  expect(text).not.toMatch(/^Disallow: \/search/m);
  expect(text).toContain('Disallow: /api/search');
  expect(text).toContain('Disallow: /shortlist');
  expect(text).toMatch(/Sitemap: http:\/\/localhost:\d+\/sitemap\.xml/);
});
