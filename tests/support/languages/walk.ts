import { openDatabase } from '#db/connection.ts';
import { newBrowser } from '../accounts/browser.ts';
import { DAUGHTERS_ANSWERS, OWN_ANSWERS, fillIn, type Fields } from '../requests/journey.ts';
import { addRequestTo } from '../requests/request.ts';
import type { TestServer } from '../server.ts';
import { join } from 'node:path';

/** The public pages that must be in each language; what is long to read and seldom needed is not among them. */
const PAGES = [
  '/',
  '/search?q=lonely&near=Tarnbury',
  '/search?q=zzqqxx',
  '/search?q=food&age=old&near=Nowhereplace',
  '/search?day=TU&cost=free',
  '/shortlist',
  '/urgent-help',
  '/feedback',
  '/feedback/thanks',
  '/contact',
  '/needs',
  '/needs/food',
  '/needs/domestic-abuse',
  '/no-such-page',
  '/get-help',
];
const SERVICES = [
  'a-friend-for-new-parents',
  'aldershire-libraries-branches',
  'acorn-and-otter-nursery',
  'tuesday-tea-and-chat',
];

/** Each page that was opened, by its address: those above, some services, asking for help both ways, and the track. */
export async function walkPages(server: TestServer): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const browser = newBrowser(server.url);
  for (const path of [...PAGES, ...SERVICES.map((slug) => `/services/${slug}`)])
    pages.set(path, (await browser.get(path)).text);
  for (const answers of [OWN_ANSWERS, DAUGHTERS_ANSWERS]) await walkQuestions(server, answers, pages);
  await walkTrack(server, pages);
  return pages;
}

/** Each question as it is first seen, with the errors of an empty answer, and the check. */
async function walkQuestions(
  server: TestServer,
  answers: Readonly<Record<string, Fields>>,
  pages: Map<string, string>,
): Promise<void> {
  const browser = newBrowser(server.url);
  const whom = answers === OWN_ANSWERS ? 'self' : 'helper';
  let path = (await browser.send('/get-help', { deed: 'start' })).location ?? '';
  for (let step = 0; step < 40 && !path.endsWith('/check'); step += 1) {
    const question = /^\/get-help\/([a-z-]+)/.exec(path)?.[1] ?? '';
    pages.set(`${path} ${whom}`, (await browser.get(path)).text);
    const empty = await fillIn(browser, path);
    if (empty.status === 422) pages.set(`${path} ${whom}, empty`, empty.text);
    const sent = await fillIn(browser, path, answers[question] ?? {});
    path = sent.location ?? '';
  }
  for (const rest of ['check', 'saved', 'discard', 'hand-over', 'cannot-send', 'urgent'])
    pages.set(`/get-help/${rest} ${whom}`, (await browser.get(`/get-help/${rest}`)).text);
}

async function walkTrack(server: TestServer, pages: Map<string, string>): Promise<void> {
  const { trackSecret } = await addRequestTo(server.dataFolder, {});
  const browser = newBrowser(server.url);
  const at = `/track/${trackSecret}`;
  pages.set('/track', (await browser.get(at)).text);
  await browser.send(at, { deed: 'birth', day: '14', month: '3', year: '1950' });
  for (const rest of ['', '/add', '/withdraw'])
    pages.set(`/track${rest}, shown`, (await browser.get(at + rest)).text);
}

const DIRECTORY = [
  'service',
  'organisation',
  'location',
  'address',
  'phone',
  'schedule',
  'cost_option',
  'accessibility',
  'language',
  'closure',
];
/** Words this short could be in the directory by chance. */
const SHORT = 25;

/** Tells whether a text is made of what organisations wrote, which stays as it is in every language. */
export async function directoryWords(dataFolder: string): Promise<(text: string) => boolean> {
  const db = openDatabase(join(dataFolder, 'front-door.sqlite'));
  const values = new Set<string>();
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  for (const table of tables.filter((name) => DIRECTORY.some((part) => name.includes(part))))
    for (const row of await db
      .selectFrom(table as 'service')
      .selectAll()
      .execute())
      for (const value of Object.values(row))
        if (typeof value === 'string') values.add(value.replace(/\s+/g, ' ').trim());
  await db.destroy();
  const all = [...values].join('\n');
  const isMadeOf = (text: string): boolean => {
    if (text === '' || values.has(text) || (text.length >= SHORT && all.includes(text))) return true;
    return [...text.matchAll(/, | · |<\/?\d+\/?>|[()]/g)].some(
      ({ 0: separator, index }) =>
        isMadeOf(text.slice(0, index).trim()) && isMadeOf(text.slice(index + separator.length).trim()),
    );
  };
  return isMadeOf;
}
