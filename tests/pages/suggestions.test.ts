import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharedSite } from '../support/shared/site.ts';
import { attributeOf, checkHtml } from '../support/html.ts';
import { NASTY, value, wellFormed } from '../support/nasty.ts';
import { visit } from '../support/pages/visit.ts';

const site = sharedSite();

interface Option {
  name: string;
  href: string;
}

async function offered(typed: string): Promise<Option[]> {
  const response = await fetch(`${site}/suggestions?q=${wellFormed(typed)}`);
  expect(response.status, typed).toBe(200);
  const html = await response.text();
  const { document, faults } = checkHtml(
    `<!doctype html><html lang="en-GB"><head><title>x</title></head><body><div role="listbox" aria-label="Suggestions">${html}</div></body></html>`,
  );
  expect(faults, typed).toEqual([]);
  return document.querySelectorAll('[role="option"]').map((option) => ({
    name: attributeOf(option, 'aria-label'),
    href: attributeOf(option, 'href'),
  }));
}

test('a need is offered for everyday words, with its kind, and leads to its page', async () => {
  const [first] = await offered('someone to ta');
  expect(first?.name).toMatch(/, Topic$/);
  expect(first?.href).toMatch(/^\/needs\//);
});

test('each kind says what it is, and every address offered is a good page', async () => {
  const found = (
    await Promise.all(['food bank', 'marl lard', 'council', 'tarn', 'mb1', 'lonely'].map(offered))
  ).flat();
  const kinds = new Set(found.map(({ name }) => name.split(', ').at(-1)));
  expect(kinds).toEqual(new Set(['Topic', 'Service', 'Organisation', 'Place']));
  for (const href of new Set(found.map(({ href }) => href))) await visit(site + href);
});

test('a place is offered with what else was typed', async () => {
  const place = (await offered('food bank in tarn')).find(({ name }) => name.endsWith('Place'));
  expect(place?.href).toBe('/search?q=food+bank&near=Tarnbury');
});

test('a refuge is offered by name without its town', async () => {
  const [refuge] = (await offered('lantern gate refuge')).filter(({ href }) => href.startsWith('/services/'));
  expect(refuge?.name).toBe('Lantern Gate refuge, Lantern Gate, Service');
});

test('the answer is only options, is not for search engines, sets no cookie and allows no script', async () => {
  const response = await fetch(`${site}/suggestions?q=food`);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('x-robots-tag')).toBe('noindex');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  const html = await response.text();
  expect(html.trim()).toMatch(/^<a [^]*<\/a>$/);
  expect(html).not.toMatch(/<(script|style|link|html)|style=|<!--/i);
});

test.each(['', '?q=', '?q=%20%20', '?q=%F0%9F%99%82', '?words=food'])('%s offers nothing', async (query) => {
  const response = await fetch(`${site}/suggestions${query}`);
  expect([response.status, (await response.text()).trim()]).toEqual([200, '']);
});

test('whatever is typed gets valid options', async () => {
  for (const typed of NASTY.filter((text) => text.length < 5000)) await offered(typed);
  await fc.assert(
    fc.asyncProperty(value, async (typed) => {
      fc.pre(typed.length < 5000);
      expect((await offered(typed)).length).toBeLessThanOrEqual(8);
    }),
    { numRuns: 60 },
  );
});

test('the box with suggestions is a good page of its own, with its list closed and empty', async () => {
  for (const path of ['/', '/search?q=food']) {
    const page = await visit(site + path);
    expect(page.document.querySelector('#q-suggestions')?.getAttributeValue('hidden')).not.toBe(undefined);
    expect(page.all('#q-suggestions')).toEqual(['']);
  }
});

test('the script of suggestions is on no page without a search box', async () => {
  const scripts = async (path: string): Promise<string> =>
    ((await (await fetch(site + path)).text()).match(/src="[^"]*\.js"/g) ?? []).join(' ');
  expect(await scripts('/')).toContain('SearchBox');
  for (const path of ['/needs/food', '/urgent-help', '/services/marl-larder-food-bank'])
    expect(await scripts(path), path).not.toContain('SearchBox');
});
