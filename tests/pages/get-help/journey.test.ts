import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { withDatabase } from '../../support/accounts/person.ts';
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
const countSent = (): Promise<number> =>
  withDatabase(server.dataFolder, async (db) => {
    const rows = await db.selectFrom('request').select('id').where('state', '!=', 'draft').execute();
    return rows.length;
  });
const referenceOn = (page: { all(selector: string): string[] }): string =>
  (page.all('.fd-reference')[0] ?? '').replace(/\s/g, '');

describe('somebody asks for help for themselves, without an account or a script', () => {
  test('one question at a time, in order, and it is sent once with a reference', async () => {
    const browser = visitor();
    const start = await browser.open('/get-help');
    expect(start.text).toContain('Not for emergencies');
    for (const label of ['Name', 'Whether it is safe to contact', 'NHS number'])
      expect(start.all('main li')).toContain(label);
    const way = await goThrough(browser, OWN_ANSWERS);
    expect(way.slice(0, 3)).toEqual(['who', 'name', 'reach']);
    expect(way).not.toContain('agreement');
    expect(way).not.toContain('nhs-number');

    const check = await browser.open('/get-help/check');
    expect(check.text).toContain('Ada Example');
    expect(check.text).toContain('Not provided');
    expect(check.all('.govuk-summary-list__actions')).toHaveLength(way.length);
    const before = await countSent();
    const send = await browser.send('/get-help/send', {
      version: /name="version" value="(\d+)"/.exec(check.html)?.[1] ?? '',
    });
    expect([send.status, send.location]).toEqual([303, '/get-help/sent']);
    expect(await countSent()).toBe(before + 1);

    const done = await browser.open('/get-help/sent');
    expect(referenceOn(done)).toMatch(/^FD-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]$/);
    expect(done.text).toMatch(/gets in touch with you by phone by \w+ \d+ \w+/);
    expect(done.html).toMatch(/href="\/track\/[\w-]{20,}"/);
    expect(done.headers.get('cache-control')).toBe('no-store');
    // Reloaded, it says the same; the draft is harmless.
    expect(referenceOn(await browser.open('/get-help/sent'))).toBe(referenceOn(done));
    expect((await browser.get('/get-help/name')).location).toBe('/get-help/sent');
  });

  test('a double click and a replay send it once, and end on the same page', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS);
    const { html } = await browser.open('/get-help/check');
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
    const before = await countSent();
    const clicks = await Promise.all([1, 2, 3].map(() => browser.send('/get-help/send', { version })));
    clicks.push(await browser.send('/get-help/send', { version }));
    expect(clicks.map(({ status, location }) => [status, location])).toEqual(
      clicks.map(() => [303, '/get-help/sent']),
    );
    expect(await countSent()).toBe(before + 1);
  });

  test('an answer that arrives twice, because the connection dropped, is stored once and goes on the same way', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS, { until: 'name' });
    const name = await openForm(browser, '/get-help/name');
    const first = await name({ full: 'Ada Example' });
    const again = await name({ full: 'Ada Example' });
    expect([first.location, again.location]).toEqual(['/get-help/reach', '/get-help/reach']);
    const sharingBrowser = visitor();
    await goThrough(sharingBrowser, OWN_ANSWERS, { until: 'sharing' });
    const sharing = await openForm(sharingBrowser, '/get-help/sharing');
    expect((await sharing({ navigator: 'yes' })).location).toBe('/get-help/copy');
    expect((await sharing({ navigator: 'yes' })).location).toBe('/get-help/copy');
  });
});

describe('back and change', () => {
  test('an answer is there again on its page, and nothing typed is lost with a mistake', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS, { until: 'safe' });
    expect((await browser.open('/get-help/name')).html).toContain('value="Ada Example"');
    const page = await openForm(browser, '/get-help/reach');
    const refused = await page({ preferred: 'email', email: 'ada at example', phone: '<b>12</b>' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="ada at example"');
    expect(refused.text).toContain('value="<b>12</b>"');
    expect(refused.text).toContain('href="#email"');
    expect(refused.text).toContain('<title>Error: ');
  });

  test('Change leads back to where answers are checked; a new question comes first', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS);
    const name = await fillIn(browser, '/get-help/name?from=check', { full: 'Ada B. Example' });
    expect(name.location).toBe('/get-help/check');
    const reach = await fillIn(browser, '/get-help/reach?from=check', {
      preferred: 'letter',
      ways: 'email',
      email: 'ada@example.org',
    });
    expect(reach.location).toBe('/get-help/safe?from=check');
    const way = await goThrough(
      browser,
      { ...OWN_ANSWERS, safe: { email: 'yes', letter: 'yes' } },
      { at: '/get-help/safe?from=check' },
    );
    expect(way).toEqual(['safe', 'address']);
    expect((await browser.open('/get-help/check')).text).toContain('1 Example Street');
  });

  test('what is no longer asked is kept and comes back, but is not shown for sending', async () => {
    const browser = visitor();
    await goThrough(browser, DAUGHTERS_ANSWERS);
    expect((await browser.open('/get-help/check')).text).toContain('Grace Example');
    const self = await fillIn(browser, '/get-help/who?from=check', { who: 'self' });
    expect(self.location).toBe('/get-help/sharing?from=check'); // agreement was the daughter's to tell
    await fillIn(browser, '/get-help/sharing?from=check', { navigator: 'yes' });
    expect((await browser.open('/get-help/check')).text).not.toContain('Grace Example');
    await fillIn(browser, '/get-help/who?from=check', { who: 'helper' });
    expect((await browser.open('/get-help/helper')).html).toContain('value="Grace Example"');
  });
});

describe('a daughter asks for her mother', () => {
  test('she says who she is and that her mother agrees, and the pages speak of her mother', async () => {
    const browser = visitor();
    const way = await goThrough(browser, DAUGHTERS_ANSWERS);
    expect(way.slice(0, 4)).toEqual(['who', 'agreement', 'helper', 'name']);
    expect((await browser.open('/get-help/story')).all('h1')).toEqual(['What matters to them?']);
    const check = await browser.open('/get-help/check');
    expect(check.text).toContain('Filled in by Grace Example (daughter) for Ada Example.');
  });

  test('without her mother’s agreement nothing is sent or kept, and there are other ways', async () => {
    const browser = visitor();
    await goThrough(browser, DAUGHTERS_ANSWERS, { until: 'agreement' });
    const no = await fillIn(browser, '/get-help/agreement', { agrees: 'no' });
    expect(no.location).toBe('/get-help/cannot-send');
    const page = await browser.open('/get-help/cannot-send');
    expect(page.text).toContain('We only help people who know about it and agree');
    expect((await browser.get('/get-help/send')).location).not.toBe('/get-help/sent');
  });
});

describe('two tabs', () => {
  test('an answer changed in another tab is shown beside what was typed here, and the next save counts', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS, { until: 'needs' });
    const stale = await openForm(browser, '/get-help/story');
    await fillIn(browser, '/get-help/story', { words: 'I would like to sing again.' });
    const clash = await stale({ words: 'I would like to cook again.' });
    expect(clash.status).toBe(409);
    expect(clash.text).toContain('I would like to sing again.');
    expect(clash.text).toContain('I would like to cook again.');
    const version = /name="version" value="(\d+)"/.exec(clash.text)?.[1] ?? '';
    const saved = await browser.send('/get-help/story', { words: 'I would like to cook and sing.', version });
    expect(saved.location).toBe('/get-help/needs');
    expect((await browser.open('/get-help/story')).text).toContain('cook and sing');
  });

  test('another question answered in another tab is no clash', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS, { until: 'needs' });
    const story = await openForm(browser, '/get-help/story');
    await fillIn(browser, '/get-help/name', { full: 'Ada C. Example' });
    expect((await story({ words: 'Something else.' })).status).toBe(303);
  });

  test('what was changed after it was checked is checked again before it is sent', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS);
    const { html } = await browser.open('/get-help/check');
    await fillIn(browser, '/get-help/name', { full: 'Ada D. Example' });
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
    const sent = await browser.send('/get-help/send', { version });
    expect(sent.location).toBe('/get-help/check?changed=yes');
    expect((await browser.open('/get-help/check?changed=yes')).text).toContain('Nothing was sent');
  });

  test('what is typed after sending is said not to be sent, and is not lost', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS);
    const stale = await openForm(browser, '/get-help/story');
    const { html } = await browser.open('/get-help/check');
    await browser.send('/get-help/send', { version: /name="version" value="(\d+)"/.exec(html)?.[1] ?? '' });
    const late = await stale({ words: 'And my cat needs a vet.' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('was sent already');
    expect(late.text).toContain('And my cat needs a vet.');
  });
});
