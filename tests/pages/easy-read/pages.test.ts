import { beforeAll, describe, expect, test } from 'vitest';
import { MOST_IDEAS } from '#src/features/easy-read/rules.ts';
import { attributeOf } from '../../support/html.ts';
import { ask } from '../../support/pages/ask.ts';
import { visit, type VisitedPage } from '../../support/pages/visit.ts';
import { sharedSite } from '../../support/shared/site.ts';

const site = sharedSite();
const linksOf = (page: VisitedPage, within: string): string[] =>
  page.document
    .querySelectorAll(`${within} a`)
    .map((link) => attributeOf(link, 'href').replaceAll('&amp;', '&'));

/** Every screen of every page of words, as the sitemap names them. */
const screens: VisitedPage[] = [];
let home: VisitedPage;
beforeAll(async () => {
  home = await visit(`${site}/easy-read`);
  const { text } = await ask(site, '/sitemap.xml');
  const paths = [...text.matchAll(/<loc>[^<]*?(\/easy-read\/(?!find|urgent-help|hard-words)[^<]+)<\/loc>/g)];
  for (const [, path = ''] of paths) screens.push(await visit(site + path));
});
const pathOf = ({ url }: VisitedPage): string => url.slice(site.length);

describe('the pages of words', () => {
  test('are all reached from the first page, each by a button with a picture', () => {
    const slugs = new Set(screens.map((page) => pathOf(page).split('/')[2] ?? ''));
    expect(slugs.size).toBeGreaterThanOrEqual(24);
    const linked = new Set(linksOf(home, 'main'));
    expect([...slugs].filter((slug) => !linked.has(`/easy-read/${slug}`))).toEqual([]);
    const buttons = home.document.querySelectorAll('main .fd-big-link');
    expect(buttons.length).toBeGreaterThan(slugs.size);
    expect(buttons.filter((button) => button.querySelectorAll('svg').length !== 1)).toEqual([]);
  });

  test('have one drawing to each idea, and not more ideas than one can take in', () => {
    for (const page of screens) {
      const ideas = page.document.querySelectorAll('.fd-idea');
      expect(ideas.length, pathOf(page)).toBeGreaterThan(0);
      expect(ideas.length, pathOf(page)).toBeLessThanOrEqual(MOST_IDEAS);
      for (const idea of ideas) {
        expect(idea.querySelectorAll('svg.fd-picture').length, pathOf(page)).toBe(1);
        expect(idea.querySelectorAll('p').length, pathOf(page)).toBe(1);
      }
    }
  });

  test('lead only to pages that there are', async () => {
    const links = new Set([home, ...screens].flatMap((page) => linksOf(page, 'body')));
    const own = [...links].filter((link) => link.startsWith('/'));
    expect(own.length).toBeGreaterThan(60);
    const broken: string[] = [];
    for (const link of own) {
      const { status } = await fetch(site + link, { redirect: 'manual' });
      if (status >= 400) broken.push(`${status} ${link}`);
    }
    expect(broken).toEqual([]);
  });

  test('go on with Next and back with Back, and say which page it is', async () => {
    const first = await visit(`${site}/easy-read/what-happens-next`);
    expect(first.text).toContain('Page 1 of 3');
    expect(linksOf(first, '.fd-turn')).toEqual(['/easy-read', '/easy-read/what-happens-next/2']);
    const second = await visit(`${site}/easy-read/what-happens-next/2`);
    expect(second.all('title')).toEqual(['What happens next: page 2 of 3 – Front Door']);
    expect(linksOf(second, '.fd-turn')).toEqual([
      '/easy-read/what-happens-next',
      '/easy-read/what-happens-next/3',
    ]);
    const last = await visit(`${site}/easy-read/what-happens-next/3`);
    expect(last.text).toContain('Page 3 of 3');
    expect(linksOf(last, '.fd-turn')).toEqual(['/easy-read/what-happens-next/2']);
    expect(linksOf(last, 'main')).toContain('/easy-read/track');
  });

  test('about a need end in a big button to its services', async () => {
    const page = await visit(`${site}/easy-read/food`);
    expect(linksOf(page, '.fd-big-links')[0]).toBe('/easy-read/results?need=food');
    expect(page.all('.fd-big-link--main')).toEqual(['Find help with food']);
  });

  test('have the telephone number of the place, to tap', async () => {
    const page = await visit(`${site}/easy-read/asking-for-help-for-me`);
    expect(linksOf(page, '.fd-idea')).toContain('tel:08081570150');
    expect(page.text).not.toContain('{{');
  });
});

describe('a screen that there is not', () => {
  test.each(['/easy-read/no-such-page', '/easy-read/food/2', '/easy-read/food/1', '/easy-read/food/x'])(
    '%s is not found',
    async (path) => {
      const page = await visit(site + path, { status: 404 });
      expect(page.text).toContain('Page not found');
    },
  );
});

describe('the word list', () => {
  test('has the hard words of the pages from A to Z, with what they mean', async () => {
    const page = await visit(`${site}/easy-read/hard-words`);
    const words = page.all('dt');
    expect(words).toEqual([...words].sort((a, b) => a.localeCompare(b, 'en-GB')));
    expect(words).toEqual(expect.arrayContaining(['carer', 'link worker', 'navigator', 'referral']));
    expect(page.text).toContain('referral A referral is when we ask a service to help you.');
    const inBold = new Set(screens.flatMap((screen) => screen.all('.fd-idea b')));
    expect(inBold.size).toBe(words.length);
  });
});

describe('the two forms of a page', () => {
  test.each([
    ['/needs/food', '/easy-read/food'],
    ['/', '/easy-read'],
    ['/about', '/easy-read/what-is-this-website'],
    ['/privacy', '/easy-read/keeping-your-details-safe'],
  ])('%s and %s lead to each other', async (standard, easyRead) => {
    const theirs = await visit(site + standard);
    const ours = await visit(site + easyRead);
    expect(linksOf(theirs, 'header')).toContain(easyRead);
    expect(linksOf(ours, 'header')).toContain(standard);
  });

  test('a need without a page of its own leads to its services', async () => {
    expect(linksOf(await visit(`${site}/needs/debt`), 'header')).toContain('/easy-read/results?need=debt');
  });
});

describe('pages that nobody must be seen to read', () => {
  test.each([
    '/easy-read/safety-and-abuse',
    '/easy-read/safety-and-abuse/2',
    '/easy-read/covering-your-tracks',
  ])('%s can be left at once, and leaves no trace in the browser', async (path) => {
    const page = await visit(site + path);
    expect(page.headers.get('cache-control')).toContain('no-store');
    expect(page.all('title')).toEqual(['Information – Front Door']);
    expect(page.all('.govuk-exit-this-page')).toHaveLength(1);
  });

  test('the others have no such button', async () => {
    const page = await visit(`${site}/easy-read/food`);
    expect(page.all('.govuk-exit-this-page')).toEqual([]);
  });
});
