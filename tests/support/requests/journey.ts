import type { Browser, Sent } from '../accounts/browser.ts';

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** What somebody types who asks for help for themselves, question by question. */
export const OWN_ANSWERS: Readonly<Record<string, Fields>> = {
  who: { who: 'self' },
  name: { full: 'Ada Example', called: 'Addie' },
  reach: { preferred: 'phone', ways: 'email', phone: '07700 900123', email: 'ada@example.org' },
  safe: { phone: 'yes', message: 'no', email: 'yes' },
  communication: { any: 'no' },
  story: { words: 'I fell, and cannot cook.\nI used to sing on Thursdays.' },
  needs: { other: 'Somebody to cook with' },
  'in-place': {},
  home: { caresForSomebody: 'no', hasCarer: 'no', childrenAtHome: 'not-said' },
  place: { place: 'MB1 1QG' },
  services: { helpMeChoose: 'yes', help: 'yes' },
  'date-of-birth': { day: '27', month: '3', year: '1942' },
  address: { line1: '1 Example Street', town: 'Marlbridge', postcode: 'MB1 1QG' },
  'nhs-number': { knows: 'no' },
  gp: { practice: '' },
  sharing: { navigator: 'yes' },
  copy: { way: 'none', form: 'plain' },
};

/** What a daughter types who asks for her mother. */
export const DAUGHTERS_ANSWERS: Readonly<Record<string, Fields>> = {
  ...OWN_ANSWERS,
  who: { who: 'helper' },
  agreement: { agrees: 'yes', method: 'phone' },
  helper: {
    name: 'Grace Example',
    relationship: 'daughter',
    phone: '07700 900456',
    email: 'grace@example.org',
  },
};

const HIDDEN = /<input type="hidden" name="([\w-]+)" value="([^"]*)"/g;

const body = (html: string, fields: Fields): URLSearchParams => {
  const params = new URLSearchParams();
  for (const [, name = '', value = ''] of html.matchAll(HIDDEN)) params.append(name, value);
  for (const [name, value] of Object.entries(fields))
    for (const text of typeof value === 'string' ? [value] : value) params.append(name, text);
  return params;
};

/** Opens a page with a form of the journey, which must be a good one, and sends it with these fields. */
export async function fillIn(browser: Browser, path: string, fields: Fields = {}): Promise<Sent> {
  const page = await browser.open(path);
  return browser.send(path, body(page.html, fields));
}

/** A form as the page had it when it was opened, to be sent later, or twice. */
export async function openForm(browser: Browser, path: string): Promise<(fields?: Fields) => Promise<Sent>> {
  const page = await browser.open(path);
  return (fields = {}) => browser.send(path, body(page.html, fields));
}

/**
 * Goes through the questions from the start, or from `at`, as the pages lead, until one named in `until` is reached.
 * Answers the way that was gone. `prefix`: "/easy-read" begins in easy read.
 */
export async function goThrough(
  browser: Browser,
  answers: Readonly<Record<string, Fields>>,
  { at = '', until = 'check', prefix = '' } = {},
): Promise<string[]> {
  const way: string[] = [];
  let path = at;
  if (path === '') path = (await browser.send(`${prefix}/get-help`, { deed: 'start' })).location ?? '';
  for (let step = 0; step < 40 && !path.endsWith(`/${until}`); step += 1) {
    const question = /^(?:\/easy-read)?\/get-help\/([a-z-]+)/.exec(path)?.[1] ?? '';
    way.push(question);
    const fields = answers[question];
    if (fields === undefined) throw new Error(`Nothing to answer at ${path} after ${way.join(', ')}`);
    const sent = await fillIn(browser, path, fields);
    if (sent.status !== 303) throw new Error(`${path} answered ${sent.status}: ${sent.text.slice(0, 3000)}`);
    path = sent.location ?? '';
  }
  return way;
}
