import { describe, expect, test } from 'vitest';
import { newBrowser } from '../../support/accounts/browser.ts';
import { ask } from '../../support/pages/ask.ts';
import { visit } from '../../support/pages/visit.ts';
import { sharedSite } from '../../support/shared/site.ts';

const site = sharedSite();

describe('a page in Welsh', () => {
  test.each([
    '/cy',
    '/cy/search?q=food',
    '/cy/needs',
    '/cy/services/tuesday-tea-and-chat',
    '/cy/urgent-help',
  ])('%s is a good page, in Welsh, that leads on in Welsh', async (path) => {
    const page = await visit(site + path);
    expect(page.html).toContain('<html lang="cy" dir="ltr">');
    expect(page.text).toContain('Mewn perygl? Ffoniwch 999');
    expect(page.html).toContain('href="/cy/needs"');
    expect(page.html).not.toMatch(/href="\/(?:needs|contact|get-help|urgent-help)"(?! lang="en")/);
  });

  test('keeps the name of a service and what its organisation wrote as they are, and says that they are English', async () => {
    const page = await visit(`${site}/cy/services/tuesday-tea-and-chat`);
    expect(page.html).toMatch(/<h1 lang="en-GB"[^>]*>\s*Tuesday Tea and Chat\s*<\/h1>/);
    expect(page.all('h2')).toContain('Sut i ymuno');
  });

  test('tells search engines of itself and of the same page in English', async () => {
    const { html } = await visit(`${site}/cy/needs/food`);
    const addressOf = (link: RegExp): string | undefined =>
      link.exec(html)?.[1]?.replace(/^https?:\/\/[^/]+/, '');
    expect([
      addressOf(/rel="canonical" href="([^"]*)"/),
      addressOf(/rel="alternate" hreflang="en" href="([^"]*)"/),
      addressOf(/rel="alternate" hreflang="cy" href="([^"]*)"/),
    ]).toEqual(['/cy/needs/food', '/needs/food', '/cy/needs/food']);
  });

  test('is kept beside the English one, not in place of it', async () => {
    const tags = [];
    for (const path of ['/needs/food', '/cy/needs/food', '/needs/food', '/cy/needs/food']) {
      const { headers, text } = await ask(site, path);
      expect([path, text.includes('<html lang="cy"')]).toEqual([path, path.startsWith('/cy')]);
      tags.push(headers.etag);
    }
    expect(new Set(tags).size).toBe(2);
    expect(tags.every((tag) => tag !== undefined)).toBe(true);
  });

  test('does not exist for a page of people who work here', async () => {
    expect((await ask(site, '/cy/sign-in')).status).toBe(404);
  });
});

describe('asking for help in Welsh', () => {
  test('leads on in Welsh, and keeps what was typed when something is missing', async () => {
    const browser = newBrowser(site);
    const started = await browser.send('/cy/get-help', { deed: 'start' });
    expect([started.status, started.location]).toEqual([303, '/cy/get-help/who']);
    const page = await browser.open('/cy/get-help/who');
    const hidden = [...page.html.matchAll(/<input type="hidden" name="([\w-]+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
    const named = await browser.send('/cy/get-help/who', { ...fields, who: 'self' });
    expect(named.location).toBe('/cy/get-help/name');
    const question = await browser.open('/cy/get-help/name');
    expect(question.all('h1')).toEqual(['Beth yw eich enw?']);
    const keys = [...question.html.matchAll(/<input type="hidden" name="([\w-]+)" value="([^"]*)"/g)];
    const wrong = await browser.send('/cy/get-help/name', {
      ...Object.fromEntries(keys.map(([, name = '', value = '']) => [name, value])),
      full: '',
      called: 'Send',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Rhowch eich enw llawn');
    expect(wrong.text).toMatch(/<title>Gwall: Beth yw eich enw\?/);
    // "Send" is a sentence that Welsh has; here somebody is called so.
    expect(wrong.text).toMatch(/name="called"[^>]*value="Send"/);
  });
});
