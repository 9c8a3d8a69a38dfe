import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { latestCode, wordsQueued, type QueuedWords } from '../../support/requests/codes.ts';
import {
  DAUGHTERS_ANSWERS,
  OWN_ANSWERS,
  fillIn,
  goThrough,
  openForm,
  type Fields,
} from '../../support/requests/journey.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.stop());

const EASY = '/easy-read';
const visitor = (): Browser => newBrowser(server.url);
const queued = (template: string): Promise<QueuedWords[]> =>
  withDatabase(server.dataFolder, (db) => wordsQueued(db, openKeyRing(server.dataFolder), template));
/** Easy read is chosen already: it is left as it is. */
const ANSWERS: Readonly<Record<string, Fields>> = {
  ...OWN_ANSWERS,
  communication: { any: 'yes', formats: 'easy-read' },
  copy: { way: 'email', form: 'easy-read' },
};
const versionOn = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';

async function sendIn(browser: Browser, prefix: string): Promise<string> {
  const check = await browser.open(`${prefix}/get-help/check`);
  const sent = await browser.send(`${prefix}/get-help/send`, { version: versionOn(check.html) });
  expect([sent.status, sent.location]).toEqual([303, `${prefix}/get-help/sent`]);
  const done = await browser.open(`${prefix}/get-help/sent`);
  return /href="(?:\/easy-read)?\/track\/([\w-]{20,})"/.exec(done.html)?.[1] ?? '';
}

/** Names of what can be filled in. */
const fieldsOn = (html: string): string[] => {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const names = [...main.matchAll(/<(?:input|select|textarea)[^>]*\bname="([\w-]+)"/g)];
  return [...new Set(names.map(([, name = '']) => name))].sort();
};

describe('somebody asks for help in easy read only, without a script', () => {
  test('one question on each page, in the same order, sent once, and followed after a code', async () => {
    const browser = visitor();
    const start = await browser.open(`${EASY}/get-help`);
    expect(start.text).toContain('This is not for emergencies');
    expect(start.text).toContain('It takes about 10 minutes');
    expect(start.html).toContain('href="/get-help"'); // its other form
    const way = await goThrough(browser, ANSWERS, { prefix: EASY });
    expect(way).toEqual([
      ...['who', 'name', 'reach', 'safe', 'communication', 'story', 'needs', 'in-place', 'home', 'place'],
      ...['services', 'sharing', 'copy'],
    ]);

    const check = await browser.open(`${EASY}/get-help/check`);
    expect(check.text).toContain('Ada Example');
    expect(check.text).toContain('No answer.');
    expect(check.html).toContain('href="/easy-read/get-help/name?from=check"');
    expect(check.html).not.toMatch(/(?:href|action)="\/(?:get-help|track)\/(?!check")/);
    const token = await sendIn(browser, EASY);
    const done = await browser.open(`${EASY}/get-help/sent`);
    expect(done.text).toMatch(/They will ring you by \w+ \d+ \w+/);
    expect(done.headers.get('cache-control')).toBe('no-store');

    // What was agreed to is kept in the words that were shown, under an id of their own.
    const [consent] = await withDatabase(server.dataFolder, (db) =>
      db.selectFrom('consent').select(['wording_id', 'wording']).orderBy('at', 'desc').limit(1).execute(),
    );
    expect(consent?.wording_id).toMatch(/^sharing-\d+-easy-read$/);
    expect(consent?.wording).toContain('They will ask you before they tell anyone else.');
    // The messages come in easy read, and lead to easy-read pages.
    const [message] = (await queued('request-sent')).filter(({ text }) => text.includes(token));
    expect(message?.text).toContain(`/easy-read/track/${token}`);
    expect(message?.text).toContain('First the page asks a question.');
    const [copy] = (await queued('request-copy')).filter(({ text }) => text.includes(token));
    expect(copy?.text).toContain(`/easy-read/track/${token}/copy`);

    const proof = await browser.open(`${EASY}/track/${token}`);
    expect(proof.text).toContain('First show us who you are.');
    const asked = await browser.send(`${EASY}/track/${token}`, { deed: 'code', way: 'person-email' });
    expect(asked.location).toBe(`${EASY}/track/${token}/code`);
    const wrong = await browser.send(`${EASY}/track/${token}/code`, { code: '12' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Write the code. It has 6 numbers.');
    const code = await withDatabase(server.dataFolder, (db) =>
      latestCode(db, openKeyRing(server.dataFolder)),
    );
    const right = await browser.send(`${EASY}/track/${token}/code`, { code });
    expect(right.location).toBe(`${EASY}/track/${token}`);
    const track = await browser.open(`${EASY}/track/${token}`);
    expect(track.text).toContain('We have the request.');
    expect(track.text).toContain('What happens next');
    // One proof counts in the other form, and in Welsh.
    expect((await browser.open(`/track/${token}`)).text).toContain('Who has your details, and why');
    expect((await browser.get(`/cy/easy-read/track/${token}/add`)).status).toBe(200);

    const add = await openForm(browser, `${EASY}/track/${token}/add`);
    expect((await add({ words: '' })).text).toContain('Write what you want to tell us.');
    expect((await add({ words: 'I moved to my sister.' })).location).toBe(
      `${EASY}/track/${token}?done=added`,
    );
    expect((await browser.open(`${EASY}/track/${token}`)).text).toContain('I moved to my sister.');
    for (const page of ['sharing', 'withdraw', 'leave'])
      expect((await browser.open(`${EASY}/track/${token}/${page}`)).html).toContain('class="fd-idea"');
    expect((await browser.open(`${EASY}/track/${token}/copy`)).text).toContain('This is what you told us.');
    await browser.send(`${EASY}/track/${token}/leave`, {});
    expect((await browser.open(`${EASY}/track/${token}`)).text).toContain('First show us who you are.');
  });

  test('a mistake is told in easy words, and keeps what was typed', async () => {
    const browser = visitor();
    await goThrough(browser, ANSWERS, { prefix: EASY, until: 'reach' });
    const page = await openForm(browser, `${EASY}/get-help/reach`);
    const refused = await page({
      preferred: 'email',
      ways: 'text',
      email: 'ada at example',
      phone: '<b>12</b>',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('<title>Error: How can we talk to you?');
    expect(refused.text).toContain('value="ada at example"');
    expect(refused.text).toContain('value="<b>12</b>"');
    expect(refused.text).toContain('Check the email. It looks like name@example.com.');
    expect(refused.text).toContain('href="#email"');
    expect(refused.text).toMatch(/value="email"[^>]*checked|checked[^>]*value="email"/);
  });
});

describe('both forms', () => {
  test('keep the answers when somebody changes from one to the other', async () => {
    const browser = visitor();
    await goThrough(browser, OWN_ANSWERS, { until: 'story' });
    const name = await browser.open('/get-help/name');
    expect(name.html).toContain('href="/easy-read/get-help/name"');
    const easy = await browser.open(`${EASY}/get-help/name`);
    expect(easy.html).toContain('value="Ada Example"');
    expect(easy.html).toMatch(/<a href="\/get-help\/name"[^>]*data-other-form/);
    await goThrough(browser, ANSWERS, { at: `${EASY}/get-help/story`, until: 'place' });
    const way = await goThrough(browser, OWN_ANSWERS, { at: '/get-help/place' });
    expect(way.slice(0, 2)).toEqual(['place', 'services']);
    expect((await browser.open('/get-help/check')).text).toContain('I used to sing on Thursdays.');
  });

  test('ask the same: each question has the same fields', async () => {
    const browser = visitor();
    const answers = {
      ...DAUGHTERS_ANSWERS,
      who: { who: 'professional' },
      gp: { none: 'yes' },
      helper: { name: 'Jo Example', role: 'Nurse', organisation: 'Example Surgery', email: 'jo@example.org' },
    };
    const way = await goThrough(browser, answers);
    expect(way.length).toBeGreaterThan(17);
    for (const question of way) {
      const [usual, easy] = [
        await browser.open(`/get-help/${question}`),
        await browser.open(`${EASY}/get-help/${question}`),
      ];
      expect([question, fieldsOn(easy.html)]).toEqual([question, fieldsOn(usual.html)]);
    }
  });

  test('a daughter can do all of it in easy read for her mother', async () => {
    const browser = visitor();
    const way = await goThrough(
      browser,
      { ...DAUGHTERS_ANSWERS, communication: { any: 'no' } },
      { prefix: EASY },
    );
    expect(way).toContain('agreement');
    const page = await browser.open(`${EASY}/get-help/name`);
    expect(page.text).toContain('What is the name of the person?');
    const token = await sendIn(browser, EASY);
    expect((await browser.open(`${EASY}/track/${token}`)).text).toContain('Email a code to the person');
  });

  test('without a yes nothing is sent, and words of danger bring urgent help first', async () => {
    const browser = visitor();
    await goThrough(browser, ANSWERS, { prefix: EASY, until: 'story' });
    const story = await fillIn(browser, `${EASY}/get-help/story`, { words: 'I want to kill myself' });
    expect(story.location).toBe(`${EASY}/get-help/urgent`);
    const urgent = await browser.open(`${EASY}/get-help/urgent`);
    expect(urgent.html).toContain('href="tel:999"');
    expect(urgent.text).toContain('We kept all that you wrote.');
    await goThrough(browser, ANSWERS, { at: `${EASY}/get-help/needs`, until: 'sharing' });
    const no = await fillIn(browser, `${EASY}/get-help/sharing`, { navigator: 'no' });
    expect(no.location).toBe(`${EASY}/get-help/cannot-send`);
    expect((await browser.open(`${EASY}/get-help/cannot-send`)).text).toContain('You can still get help.');
  });

  test('stopping, handing over and deleting are there too', async () => {
    const browser = visitor();
    await goThrough(browser, ANSWERS, { prefix: EASY, until: 'story' });
    expect((await browser.open(`${EASY}/get-help/saved`)).text).toContain('/easy-read/get-help');
    const made = await fillIn(browser, `${EASY}/get-help/hand-over`, { to: 'person', way: 'show' });
    const link = /https?:\/\/[^<\s]*(\/easy-read\/get-help\/continue\/[\w-]+)/.exec(made.text)?.[1] ?? '';
    const other = visitor();
    expect((await other.open(link)).text).toContain('This link works one time');
    expect((await other.send(link, {})).location).toBe(`${EASY}/get-help/story`);
    expect((await other.open(`${EASY}/get-help/name`)).html).toContain('value="Ada Example"');
    expect((await other.send(`${EASY}/get-help/discard`, {})).location).toBe(`${EASY}/get-help?cleared=yes`);
    expect((await other.open(`${EASY}/get-help?cleared=yes`)).text).toContain(
      'We deleted all that you wrote.',
    );
    expect((await browser.get(`${EASY}/get-help/name`)).location).toBe(`${EASY}/get-help?gone=yes`);
  });

  test('a link that was lost, and one that is wrong', async () => {
    const browser = visitor();
    const page = await openForm(browser, `${EASY}/track`);
    expect((await page({ reference: '' })).text).toContain('Write your number.');
    expect((await page({ reference: 'FD-0000' })).text).toContain('Check the number.');
    expect((await browser.open(`${EASY}/track/link-sent`)).html).toContain('class="fd-idea"');
    expect((await browser.open(`${EASY}/track/nothing`, 404)).text).toContain(
      'Check that you have all of the link.',
    );
    expect((await browser.open(`${EASY}/get-help/continue/nothing`, 404)).text).toContain(
      'This link is not right.',
    );
  });
});
