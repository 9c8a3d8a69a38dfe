import { afterAll, beforeAll, expect, test } from 'vitest';
import { withDatabase } from '../../support/accounts/person.ts';
import { newBrowser } from '../../support/accounts/browser.ts';
import { browserOf, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const NEED = 'food';
const PHRASE = 'zwixle quorpy';
const PATH = `/desk/needs/${NEED}`;

let server: TestServer;
let editor: SignedInBrowser;
beforeAll(async () => {
  server = await startTestServer();
  editor = await browserOf(server, ['editor']);
  const day = new Date().toISOString().slice(0, 10);
  await withDatabase(server.dataFolder, (db) =>
    db
      .insertInto('search_day')
      .values([
        { day, words: 'blenkit ?', needs: '', results: 0, searches: 12 },
        { day, words: 'lonely', needs: '', results: 0, searches: 2 },
        { day, words: 'frabbly', needs: NEED, results: 2, searches: 5 },
      ])
      .execute(),
  );
}, 90_000);
afterAll(async () => {
  await server.stop();
});

interface Understood {
  understood: { needs: { slug: string }[] };
  total: number;
}
const searchFor = async (q: string): Promise<Understood> =>
  JSON.parse(
    (await newBrowser(server.url).get(`/api/search?${new URLSearchParams({ q }).toString()}`)).text,
  ) as Understood;
const needsOf = async (q: string): Promise<string[]> =>
  (await searchFor(q)).understood.needs.map(({ slug }) => slug);

test('a word is tried, added, understood by the next search, taken away and put back', async () => {
  expect(await needsOf(PHRASE)).toEqual([]);
  const tried = await editor.send(PATH, { action: 'try', words: PHRASE, sentence: `I am ${PHRASE}` });
  expect(tried.status).toBe(200);
  expect(tried.text).toContain('Nothing was saved');
  expect(tried.text).toContain(PHRASE);
  expect(await needsOf(PHRASE)).toEqual([]);

  const added = await editor.send(PATH, { action: 'add', words: PHRASE });
  expect(added.location).toBe(`${PATH}?done=added`);
  expect((await editor.open(added.location ?? '')).text).toContain('The next search understands it');
  expect(await needsOf(PHRASE)).toEqual([NEED]);
  expect((await searchFor(PHRASE)).total).toBeGreaterThan(0);

  const removed = await editor.send(`${PATH}/word`, { action: 'remove', phrase: PHRASE });
  expect((await editor.open(removed.location ?? '')).text).toContain('Words taken away');
  expect(await needsOf(PHRASE)).toEqual([]);
  await editor.send(`${PATH}/word`, { action: 'put-back', phrase: PHRASE });
  expect(await needsOf(PHRASE)).toEqual([NEED]);
});

test.each([
  ['the', 'says too little'],
  ['Marlbridge', 'is a place'],
  ['lonely', 'belongs to “'],
  ['', 'Enter the words that people use'],
])('“%s” is refused with a sentence, and nothing typed is lost', async (word, sentence) => {
  const words = word === '' ? '' : `grintly fosk\n${word}`;
  const answer = await editor.send(PATH, { action: 'add', words, sentence: 'My sentence' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(sentence);
  expect(answer.text).toContain('My sentence');
  expect(await needsOf('grintly fosk')).toEqual([]);
});

test('words of a search that found nothing are given to a need in one step', async () => {
  const page = await editor.open('/desk/needs');
  expect(page.all('#searches th[scope="row"]')).toEqual(['blenkit', 'lonely', 'frabbly']);
  const refused = await editor.send('/desk/needs', { words: 'lonely', need: NEED });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('“lonely” belongs to');
  expect((await editor.send('/desk/needs', { words: 'blenkit' })).text).toContain('Choose a need');
  const sent = await editor.send('/desk/needs', { words: 'blenkit', need: NEED });
  expect(sent.location).toBe(`${PATH}?done=added`);
  expect(await needsOf('blenkit')).toEqual([NEED]);
});

test('the name of a need is changed for visitors, and changed back', async () => {
  const before = await editor.open(`${PATH}/text`);
  expect(before.html).toContain('value="Food"');
  const empty = await editor.send(`${PATH}/text`, { action: 'save', description: 'Meals.' });
  expect(empty.status).toBe(422);
  expect(empty.text).toContain('Enter a name');
  expect(empty.text).toContain('Meals.');
  const name = 'Something to eat';
  await editor.send(`${PATH}/text`, { action: 'save', name, description: 'Meals and <b>more</b>.' });
  const visitor = newBrowser(server.url);
  const page = await visitor.open(`/needs/${NEED}`);
  expect(page.all('h1')).toEqual([name]);
  expect(page.text).toContain('Meals and <b>more</b>.');
  await editor.send(`${PATH}/text`, { action: 'restore' });
  expect((await visitor.open(`/needs/${NEED}`)).all('h1')).toEqual(['Food']);
});

test('a service that the computer put under a need is confirmed, another one taken away', async () => {
  const slug = await withDatabase(server.dataFolder, async (db) => {
    const { need_slug } = await db
      .selectFrom('service_need')
      .select((eb) => ['need_slug', eb.fn.countAll<number>().as('services')])
      .groupBy('need_slug')
      .orderBy('services', 'desc')
      .executeTakeFirstOrThrow();
    await db.updateTable('service_need').set({ suggested: 1 }).where('need_slug', '=', need_slug).execute();
    return need_slug;
  });
  const path = `/desk/needs/${slug}/services`;
  const page = await editor.open(path);
  const ids = [...page.html.matchAll(/name="remove" value="([^"]+)"/g)].map(([, id]) => id ?? '');
  const [first = '', second = ''] = ids;
  const confirmed = await editor.send(path, { confirm: first });
  expect((await editor.open(confirmed.location ?? '')).text).toContain('1 service confirmed.');
  const removed = await editor.send(path, { remove: second });
  expect((await editor.open(removed.location ?? '')).html).not.toContain(`value="${second}"`);
  const rows = await withDatabase(server.dataFolder, (db) =>
    db
      .selectFrom('service_need')
      .select(['service_id', 'suggested'])
      .where('need_slug', '=', slug)
      .where('service_id', 'in', [first, second])
      .execute(),
  );
  expect(rows).toEqual([{ service_id: first, suggested: 0 }]);
});

test('a need that is not there is not found', async () => {
  for (const part of ['', '/text', '/services']) await editor.open(`/desk/needs/no-such-need${part}`, 404);
  expect((await editor.send('/desk/needs/no-such-need/word', { action: 'remove', phrase: 'x' })).status).toBe(
    404,
  );
});
