import { expect, test } from 'vitest';
import { attributeOf } from '../support/html.ts';
import { sharedSite } from '../support/shared/site.ts';
import { visit, type VisitedPage } from '../support/pages/visit.ts';

const site = sharedSite();
const results = (query: string): Promise<VisitedPage> => visit(`${site}/search?${query}`);
const canonical = ({ document }: VisitedPage): string | null =>
  document.querySelector('link[rel="canonical"]')?.getAttributeValue('href') ?? null;
const isKeptOut = ({ document }: VisitedPage): boolean =>
  document
    .querySelectorAll('meta[name="robots"]')
    .some((meta) => /noindex/.test(attributeOf(meta, 'content')));

test('a search that is one need sends search engines to the page of that need, which exists', async () => {
  const page = await results('q=lonely');
  expect(isKeptOut(page)).toBe(false);
  expect(canonical(page)).toBe(`${site}/needs/loneliness`);
  await visit(canonical(page) ?? '');
});

test('other searches have one address, however they were typed', async () => {
  const pages = await Promise.all(
    ['q=Food+Bank+Volunteers', 'q=food++bank+volunteers&sort=best'].map(results),
  );
  const addresses = pages.map(canonical);
  expect(new Set(addresses).size).toBe(1);
  expect(addresses[0]).toBe(`${site}/search?q=food+bank+volunteers`);
});

test.each([
  ['nothing found', 'q=debt&audience=deaf_people&day=SU&delivery=home'],
  ['a word nobody knows', 'q=lonely+oakapple'],
  ['a place', 'q=lonely&near=Tarnbury'],
  ['a place in the sentence', 'q=lonely+in+Tarnbury'],
  ['a postcode', 'q=lonely&near=MB3+1AA'],
  ['a sensitive need', 'q=my+husband+hits+me'],
  ['a sensitive need that was chosen', 'need=domestic-abuse'],
  ['a filter', 'q=lonely&cost=free'],
  ['a later page', 'q=group&page=2'],
])('search engines are asked not to keep results with %s', async (_, query) => {
  const page = await results(query);
  expect(isKeptOut(page)).toBe(true);
  expect(canonical(page)).toBeNull();
});

test('each part of what was understood is a link to the same search without it', async () => {
  const parts = async (query: string) => {
    const { document, all } = await results(query);
    const links = document.querySelectorAll('.fd-understood a').map((a) => attributeOf(a, 'href'));
    return all('.fd-understood a').map((text, at) => ({ text, href: links[at] ?? '' }));
  };
  const shown = await parts('q=food+bank+in+tarnbury+on+friday+morning&cost=free');
  const labels = shown.map(({ text }) => text);
  for (const word of ['Near Tarnbury', 'Friday', 'Morning', 'Free'])
    expect(
      labels.some((label) => label.startsWith(word)),
      word,
    ).toBe(true);
  for (const { text, href } of shown) {
    expect(text).toMatch(/: remove$/);
    const left = (await parts(href.replace(/^\/search\??/, ''))).map((part) => part.text);
    expect(left, `${href} still has it`).not.toContain(text);
    expect(left.length, `${href} lost more than ${text}`).toBe(shown.length - 1);
  }
});

test('a corrected word is said, and can be looked for as it was typed', async () => {
  const page = await results('q=lonley');
  expect(page.text).toContain('We looked for lonely. Look for lonley instead');
  const [exact] = page.document.querySelectorAll('.fd-said a').map((a) => attributeOf(a, 'href'));
  expect((await visit(site + exact)).text).not.toContain('Look for lonley instead');
});

test('words that nobody knows are said, and the known ones answered', async () => {
  const page = await results('q=lonely+xyzzy');
  expect(page.text).toContain('We do not know the word ‘xyzzy’.');
  expect(page.all('.fd-card').length).toBeGreaterThan(0);
  expect((await results('q=lonely+xyzzy+qwrtp')).text).toContain(
    'We do not know the words ‘xyzzy’ and ‘qwrtp’.',
  );
});

test('what a visitor types is shown and never run', async () => {
  const words = '"><script>alert(1)</script><b>';
  const page = await results(`q=${encodeURIComponent(words)}&near=${encodeURIComponent(words)}`);
  // That no script is inside the page is seen on every visit.
  expect(page.document.querySelectorAll('main b')).toHaveLength(0);
  expect(page.all('h1').join(' ')).toContain('<script>alert(1)</script>');
  const kept = await results(`q=food&near=${encodeURIComponent('Tarnbury"><b>')}`);
  expect(kept.document.querySelectorAll('.fd-card b')).toHaveLength(0);
});

test('a chosen sensitive need offers the way to leave and keeps the title neutral, as a typed one does', async () => {
  const page = await results('need=domestic-abuse');
  expect(page.all('.govuk-exit-this-page')).toHaveLength(1);
  expect(page.all('title')).toEqual(['Information – Front Door']);
});
