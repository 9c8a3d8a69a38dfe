import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import type { HtmlElement } from 'html-validate';
import { MOST_EASY_WORDS, MOST_IDEAS } from '#src/features/easy-read/rules.ts';
import { countWords, sentencesOf } from '#src/features/readability/rules.ts';
import { attributeOf } from '../../support/html.ts';
import { visit } from '../../support/pages/visit.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const OVERDUE = 'thornley-cross-knit-and-natter';
const OWN = 'tuesday-tea-and-chat';
const UNTESTED = 'friendly-phone-calls';

let server: TestServer;
const go = (path: string, status = 200) => visit(`${server.url}/easy-read/services/${path}`, { status });
const wordsIn = (elements: readonly HtmlElement[]): string[] =>
  elements.map(({ textContent }) => textContent.trim());

beforeAll(async () => {
  server = await startTestServer();
  const db = openDatabase(join(server.dataFolder, 'front-door.sqlite'));
  try {
    const idOf = async (slug: string): Promise<string> =>
      (await db.selectFrom('service').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id;
    for (const [slug, tested] of [
      [OWN, 'Four readers from Larkrise'],
      [UNTESTED, null],
    ] as const) {
      const id = await idOf(slug);
      await db.deleteFrom('easy_read_idea').where('service_id', '=', id).execute();
      await db
        .insertInto('easy_read_idea')
        .values([
          { service_id: id, position: 1, picture: 'hot-drink', words: 'We drink tea <b>together</b>.' },
          { service_id: id, position: 2, picture: 'wave', words: 'Everybody says hello.' },
        ])
        .execute();
      await db.updateTable('service').set({ easy_read_tested_by: tested }).where('id', '=', id).execute();
    }
    await db
      .updateTable('service')
      .set({ review_due_on: '2020-01-01', alert: 'The hall floor is wet.' })
      .where('slug', '=', OVERDUE)
      .execute();
    await db
      .insertInto('service_slug')
      .values({ slug: 'old-knitting', service_id: await idOf(OVERDUE) })
      .execute();
  } finally {
    await db.destroy();
  }
});
afterAll(() => server.stop());

describe('a service without a text of its own', () => {
  test('is made from its facts, a picture each, and says that nobody checked the words', async () => {
    const page = await go('lantern-gate-helpline');
    expect(page.text).toContain('made from our information');
    expect(page.text).toContain('not checked by people with learning disabilities');
    expect(page.text).toContain('Phone 0808 157 0123.');
    const ideas = page.document.querySelectorAll('.fd-idea');
    expect(ideas.length).toBeGreaterThan(4);
    expect(ideas.length).toBeLessThanOrEqual(MOST_IDEAS);
    expect(page.document.querySelectorAll('.fd-idea svg')).toHaveLength(ideas.length);
  });

  test('shows none of the words that the organisation wrote for the standard page', async () => {
    const page = await go('lantern-gate-helpline');
    for (const words of ['bruises', 'anyone worried about a woman', 'Just ring', 'interpreter can join'])
      expect(page.text).not.toContain(words);
  });

  test.each(['lantern-gate-refuge', 'marl-neighbours-home-visits', OVERDUE, 'talk-to-a-link-worker'])(
    'every screen of %s has only short sentences, and the last has no way on',
    async (slug) => {
      let path = slug;
      for (let number = 1; number < 9; number += 1) {
        const page = await go(path);
        const said = wordsIn(page.document.querySelectorAll('.fd-idea')).flatMap(sentencesOf);
        expect(said.filter((sentence) => countWords(sentence) > MOST_EASY_WORDS)).toEqual([]);
        expect(page.text).toContain('Who made this page');
        if (!page.all('.fd-turn a').includes('Next')) return;
        path = `${slug}?screen=${number + 1}`;
      }
      throw new Error('It never ends.');
    },
  );

  test('a screen that does not exist is the first', async () => {
    for (const screen of ['0', '99', 'x', '1.5'])
      expect((await go(`${OVERDUE}?screen=${screen}`)).all('h1')).toEqual(['Knit and Natter']);
  });

  test('says how far it is from where somebody looks', async () => {
    const [first, second] = await Promise.all([
      go(`${OVERDUE}?near=Tarnbury`),
      go(`${OVERDUE}?near=Tarnbury&screen=2`),
    ]);
    expect(`${first.text} ${second.text}`).toMatch(/It is [\d.]+ miles? from Tarnbury\./);
  });
});

describe('a service with a text of its own', () => {
  test('shows it as text, and says who wrote it, who read it and when the facts were checked', async () => {
    const page = await go(OWN);
    expect(wordsIn(page.document.querySelectorAll('.fd-idea'))[0]).toContain(
      'We drink tea &lt;b&gt;together&lt;/b&gt;.',
    );
    expect(page.text).toContain('This group wrote it: Marl Neighbours.');
    expect(page.text).toContain('People with learning disabilities read it: Four readers from Larkrise.');
    expect(page.text).toMatch(/The facts were checked on \d+ \w+ \d{4}\./);
    expect(page.text).not.toContain('made from our information');
  });

  test('says so when nobody has read it', async () => {
    expect((await go(UNTESTED)).text).toContain('People with learning disabilities have not read it.');
  });
});

describe('what must be known first', () => {
  test('news and an old page are said above everything, on every screen', async () => {
    for (const screen of [1, 2]) {
      const { all } = await go(`${OVERDUE}?screen=${screen}`);
      expect(all('.fd-alert').join(' ')).toMatch(
        /The hall floor is wet\..*This page may be old\. Phone first\./,
      );
    }
  });

  test('an address that has changed leads on, one that does not exist is not found', async () => {
    const moved = await fetch(`${server.url}/easy-read/services/old-knitting`, { redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([301, `/easy-read/services/${OVERDUE}`]);
    await go('nobody-knows-this', 404);
  });

  test('a confidential address is not said, and the page is kept out of search engines and browsers', async () => {
    const pages = await Promise.all([go('lantern-gate-refuge'), go('lantern-gate-refuge?screen=2')]);
    for (const page of pages) {
      expect(page.html).not.toMatch(/Copperfinch|MB2 1LE|safe house/);
      expect(page.html).toContain('<title>Information – Front Door</title>');
      expect(page.headers.get('cache-control')).toContain('no-store');
      expect(page.document.querySelectorAll('meta[name="robots"]')).toHaveLength(1);
    }
    expect(pages[0]?.text).toContain('It is in this area: Marlbridge area.');
  });
});

describe('the ways on', () => {
  test('are to phone, to ask for help from this service, to print, to keep it, and to all that is known', async () => {
    const page = await go(`${OVERDUE}?near=Tarnbury`);
    const hrefs = page.document.querySelectorAll('a').map((a) => attributeOf(a, 'href'));
    expect(hrefs).toContain('tel:01632960317');
    expect(hrefs.some((href) => /^\/easy-read\/get-help\?service=[0-9a-f-]{36}$/.test(href))).toBe(true);
    expect(hrefs).toContain(`/services/${OVERDUE}/print?size=easy-read`);
    expect(hrefs).toContain(`/services/${OVERDUE}?near=Tarnbury`);
    expect(hrefs).toContain('/easy-read/urgent-help');
  });

  test('the button keeps the service in the list and knows the way back', async () => {
    const page = await go(OVERDUE);
    const [button] = page.document.querySelectorAll('main form button[name="service"]');
    const body = new URLSearchParams({
      service: button ? attributeOf(button, 'value') : '',
      return: `/easy-read/services/${OVERDUE}`,
    });
    const response = await fetch(`${server.url}/shortlist/items`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin: server.url },
    });
    expect(response.status).toBe(303);
    const list = await visit(server.url + (response.headers.get('location') ?? ''), {
      headers: {
        cookie: response.headers
          .getSetCookie()
          .map((each) => each.split(';')[0])
          .join('; '),
      },
    });
    expect(list.text).toContain('Knit and Natter');
    expect(list.document.querySelectorAll('a').map((a) => attributeOf(a, 'href'))).toContain(
      `/easy-read/services/${OVERDUE}`,
    );
  });
});
