import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { signedInAs } from '../../support/accounts/signed-in.ts';
import {
  DAUGHTERS_ANSWERS,
  OWN_ANSWERS,
  fillIn,
  goThrough,
  openForm,
} from '../../support/requests/journey.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const visitor = (): Browser => newBrowser(server.url);

/** As if nobody had opened a page of any draft for so many minutes. */
const idleFor = (minutes: number): Promise<unknown> =>
  withDatabase(server.dataFolder, (db) =>
    db
      .updateTable('request')
      .set({ draft_seen_at: new Date(Date.now() - minutes * 60_000).toISOString() })
      .where('state', '=', 'draft')
      .execute(),
  );

describe('the draft of a browser', () => {
  test('is found by a cookie that holds a secret alone, and that no script and no other site gets', async () => {
    const browser = visitor();
    await browser.send('/get-help', { deed: 'start' });
    const cookie = browser.setCookies().find((line) => line.startsWith('fd-draft=')) ?? '';
    expect(cookie).toMatch(/^fd-draft=[\w-]{20,60};/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  test('is seen by no other browser', async () => {
    await goThrough(visitor(), OWN_ANSWERS, { until: 'reach' });
    const other = visitor();
    for (const path of [
      '/get-help/name',
      '/get-help/check',
      '/get-help/urgent',
      '/get-help/saved',
      '/get-help/away',
    ])
      expect([path, (await other.get(path)).location]).toEqual([path, '/get-help?gone=yes']);
    expect((await other.open('/get-help/sent')).text).toContain('This browser does not hold a request');
    other.cookies.set('fd-draft', 'A'.repeat(43));
    expect((await other.get('/get-help/name')).location).toBe('/get-help?gone=yes');
  });

  test('goes on where it was left, and begins once however often Start is pressed', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS, { until: 'reach' });
    expect((await browser.open('/get-help')).text).toContain('You have started already');
    expect((await browser.send('/get-help', { deed: 'start' })).location).toBe('/get-help/reach');
    expect((await browser.open('/get-help/name')).html).toContain('value="Ada Example"');
    expect((await browser.open('/get-help/saved')).text).toContain('Nothing has been sent yet');
  });

  test('is gone with everything in it when it is cleared', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS, { until: 'reach' });
    const secret = browser.cookies.get('fd-draft') ?? '';
    expect((await browser.open('/get-help/discard')).text).toContain('Nobody can bring them back');
    expect((await browser.send('/get-help/discard', {})).location).toBe('/get-help?cleared=yes');
    expect((await browser.open('/get-help?cleared=yes')).text).toContain('Everything you typed is gone');
    browser.cookies.set('fd-draft', secret);
    expect((await browser.get('/get-help/name')).location).toBe('/get-help?gone=yes');
  });

  test('what is typed when there is no draft any more begins one, and is kept', async () => {
    const browser = visitor();
    const sent = await browser.send('/get-help/story', { words: 'I wrote this for an hour.' });
    expect(sent.status).toBe(303);
    expect((await browser.open('/get-help/story')).text).toContain('I wrote this for an hour.');
  });

  test('a form of another website changes nothing', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS, { until: 'reach' });
    const response = await fetch(`${server.url}/get-help/name`, {
      method: 'POST',
      headers: { cookie: `fd-draft=${browser.cookies.get('fd-draft')}`, origin: 'https://elsewhere.example' },
      body: new URLSearchParams({ full: 'Somebody Else' }),
    });
    expect(response.status).toBe(403);
    expect((await browser.open('/get-help/name')).html).toContain('value="Ada Example"');
  });
});

describe('left alone for half an hour', () => {
  test('the answers are put away; nothing is lost, and saying so brings them back while there is no address', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS, { until: 'reach' });
    await idleFor(29);
    await browser.open('/get-help/name');
    await idleFor(31);
    for (const path of ['/get-help/name', '/get-help/check', '/get-help/saved', '/get-help/hand-over'])
      expect([path, (await browser.get(path)).location]).toEqual([path, '/get-help/away']);
    const away = await browser.open('/get-help/away');
    expect(away.text).toContain('Nothing is lost');
    expect(away.text).not.toContain('Ada Example');
    expect((await browser.send('/get-help/away', { deed: 'go-on' })).location).toBe('/get-help/reach');
    expect((await browser.open('/get-help/name')).html).toContain('value="Ada Example"');
  });

  test('where a safe address is known, only a code brings them back', async () => {
    const browser = visitor();
    await goThrough(browser, DAUGHTERS_ANSWERS, { until: 'story' });
    await idleFor(31);
    const away = await browser.open('/get-help/away');
    expect(away.text).toContain('the number that ends in 456'); // the daughter sits there, not her mother
    expect(away.text).not.toContain('123');
    expect((await browser.send('/get-help/away', { deed: 'go-on' })).status).toBe(200);
    expect((await browser.send('/get-help/away', { deed: 'send' })).status).toBe(422);
    expect((await browser.send('/get-help/away', { deed: 'send', way: 'helper-email' })).location).toBe(
      '/get-help/away?sent=yes',
    );
    expect((await browser.open('/get-help/away?sent=yes')).text).toContain('We have sent 6 digits');
    expect((await browser.send('/get-help/away', { deed: 'code', code: 'abc' })).text).toContain(
      'Enter the code',
    );
    expect((await browser.send('/get-help/away', { deed: 'code', code: '000 000' })).status).toBe(422);
    expect((await browser.get('/get-help/name')).location).toBe('/get-help/away');
  });

  test('what was being typed is kept when it is sent late, and stays put away with the rest', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS, { until: 'needs' });
    const story = await openForm(browser, '/get-help/story');
    await idleFor(45);
    const late = await story({ words: 'This took me three quarters of an hour to write.' });
    expect(late.location).toBe('/get-help/away');
    expect((await browser.get('/get-help/story')).location).toBe('/get-help/away');
    await idleFor(0);
    expect((await browser.open('/get-help/story')).text).toContain('three quarters of an hour');
  });
});

describe('words that bring up urgent help', () => {
  test('show the numbers at once; sending stays possible, and marks the request for the same day', async () => {
    const browser = visitor();
    const danger = { ...OWN_ANSWERS, story: { words: 'I cannot go on. I want to end my life.' } };
    await goThrough(browser, danger, { until: 'urgent' });
    const urgent = await browser.open('/get-help/urgent');
    expect(urgent.text).toContain('116 123');
    expect(urgent.html).toContain('href="tel:999"');
    expect(urgent.text).toContain('Go on with the request');
    await goThrough(browser, danger, { at: '/get-help/needs' });
    const { html, text } = await browser.open('/get-help/check');
    expect(text).toContain('urgent help now');
    expect((await browser.open('/get-help/urgent')).text).toContain('Send request anyway');
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
    expect((await browser.send('/get-help/send', { version })).location).toBe('/get-help/sent');
    const row = await withDatabase(server.dataFolder, (db) =>
      db
        .selectFrom('request')
        .select(['same_day', 'red_flags', 'urgent_shown_at'])
        .where('state', '!=', 'draft')
        .orderBy('sent_at', 'desc')
        .executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({ same_day: 1, red_flags: 2 });
    expect(row.urgent_shown_at).not.toBeNull();
    expect((await browser.open('/get-help/sent')).text).toContain('We read this before other requests');
  });

  test('come before sending where the page had not been seen yet', async () => {
    const browser = visitor();
    await goThrough(
      browser,
      { ...OWN_ANSWERS, 'in-place': { words: 'I have nothing to eat.' } },
      { until: 'urgent' },
    );
    // As if the words had been written before the list knew them.
    await withDatabase(server.dataFolder, (db) =>
      db.updateTable('request').set({ urgent_shown_at: null }).execute(),
    );
    await goThrough(browser, OWN_ANSWERS, { at: '/get-help/home' });
    const { html } = await browser.open('/get-help/check');
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
    expect((await browser.send('/get-help/send', { version })).location).toBe('/get-help/urgent');
    const anyway = await browser.send('/get-help/send', { version, urgent: 'seen' });
    expect(anyway.location).toBe('/get-help/sent');
  });
});

describe('whoever is signed in', () => {
  const signedIn = async (role: 'navigator' | 'referrer'): Promise<Browser> => {
    const person = await signedInAs(`${server.dataFolder}/front-door.sqlite`, [role], {
      name: 'Nadia Navigator',
    });
    const browser = visitor();
    const [name = '', value = ''] = person.cookie.split('=');
    browser.cookies.set(name, value);
    return browser;
  };

  test('a navigator fills it in with somebody: that is said, and it is theirs at once', async () => {
    const browser = await signedIn('navigator');
    await goThrough(browser, { ...DAUGHTERS_ANSWERS, who: { who: 'navigator' } });
    const check = await browser.open('/get-help/check');
    expect(check.text).toContain('Filled in by Nadia Navigator for Ada Example.');
    expect(check.text).not.toContain('Your details');
    const version = /name="version" value="(\d+)"/.exec(check.html)?.[1] ?? '';
    await browser.send('/get-help/send', { version });
    expect((await browser.open('/get-help/sent')).text).toContain('Open it in the workspace');
    await idleFor(31);
  });

  test('a navigator’s draft that was put away opens to them without a code', async () => {
    const browser = await signedIn('navigator');
    await goThrough(browser, { ...DAUGHTERS_ANSWERS, who: { who: 'navigator' } }, { until: 'story' });
    await idleFor(31);
    expect((await browser.open('/get-help/away')).text).toContain('These are my answers');
  });

  test('a referrer is taken for the professional they are, and not asked for their name', async () => {
    const browser = await signedIn('referrer');
    await browser.send('/get-help', { deed: 'start' });
    expect((await browser.open('/get-help/who')).html).toMatch(/value="professional"[^>]*checked/);
    await fillIn(browser, '/get-help/who', { who: 'professional' });
    expect((await browser.open('/get-help/helper')).html).not.toContain('name="name"');
  });

  test('nobody else can say that somebody is with them', async () => {
    const browser = visitor();
    await browser.send('/get-help', { deed: 'start' });
    expect((await browser.send('/get-help/who', { who: 'navigator' })).status).toBe(422);
  });
});
