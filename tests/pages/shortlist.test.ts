import { expect, test } from 'vitest';
import { sharedSite } from '../support/shared/site.ts';
import { visit } from '../support/pages/visit.ts';

const site = sharedSite();

/** A browser without scripts: keeps cookies, posts forms. */
function browser() {
  const jar = new Map<string, string>();
  const headers = (): Record<string, string> => ({
    cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    origin: site,
  });
  const keep = (response: Response): Response => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  return {
    jar,
    read: (path: string, status = 200) => visit(site + path, { headers: headers(), status }),
    post: async (path: string, fields: Record<string, string>) =>
      keep(
        await fetch(site + path, {
          method: 'POST',
          body: new URLSearchParams(fields),
          headers: headers(),
          redirect: 'manual',
        }),
      ),
  };
}

/** The hidden fields of the form that makes a link. */
const shareFields = (html: string): Record<string, string> =>
  Object.fromEntries(
    ['token', 'owner'].map((name) => [
      name,
      new RegExp(`name="${name}" value="([\\w-]{22})"`).exec(html)?.[1] ?? '',
    ]),
  );

async function firstIds(count: number): Promise<string[]> {
  const { results } = (await (await fetch(`${site}/api/search?q=food&per_page=100`)).json()) as {
    results: { id: string }[];
  };
  return results.slice(0, count).map((result) => result.id);
}

test('a visitor saves, writes a note, shares, and withdraws the link, without an account or a script', async () => {
  const visitor = browser();
  const [first = '', second = ''] = await firstIds(2);
  const saved = await visitor.post('/shortlist/items', { service: first, return: '/search?q=food' });
  expect(saved.status).toBe(303);
  const after = await visitor.read(saved.headers.get('location') ?? '');
  expect(after.text).toContain('Saved: ');
  expect(after.html).toContain('href="/search?q=food"');
  await visitor.post('/shortlist/items', { service: second });
  expect(
    (await visitor.post('/shortlist', { service: first, note: 'Ask about <b>parking</b> & the dog' })).status,
  ).toBe(303);

  const list = await visitor.read('/shortlist');
  expect(list.all('.fd-card__name')).toHaveLength(2);
  expect(list.html).toContain('Ask about &lt;b&gt;parking&lt;/b&gt; &amp; the dog');

  const shared = await visitor.post('/shortlist/shares', shareFields(list.html));
  expect(shared.status).toBe(303);
  const link =
    /href="(\/shortlist\/shared\/[\w-]{22})"/.exec((await visitor.read('/shortlist')).html)?.[1] ?? '';
  const stranger = browser();
  const opened = await stranger.read(link);
  expect(opened.text).toContain('Ask about <b>parking</b> & the dog');
  expect((await stranger.read(`${link}/print?size=large`)).text).toContain('Ring before you go');
  expect((await stranger.read(`${link}/print`)).all('.fd-paper__address')[0]).toContain(link);
  expect((await visitor.read('/shortlist/print')).all('.fd-paper__qr')).toEqual([]);
  expect((await stranger.read(`${link}/print?size=easy-read`)).all('.fd-idea .fd-picture')).not.toEqual([]);
  expect(await (await fetch(`${site}${link}/braille.txt`)).text()).toMatch(
    /\nNote:\nAsk about <b>parking<\/b> & the dog\n/,
  );

  expect(
    (await stranger.post('/shortlist/withdrawals', { token: link.split('/').at(-1) ?? '' })).headers.get(
      'location',
    ),
  ).toContain('not-yours');
  expect((await stranger.read(link)).status).toBe(200);
  await visitor.post('/shortlist/withdrawals', { token: link.split('/').at(-1) ?? '' });
  expect((await stranger.read(link, 410)).text).toContain('has withdrawn it');
});

test('a note that is too long is refused with a sentence and stays in the box', async () => {
  const visitor = browser();
  const [id = ''] = await firstIds(1);
  await visitor.post('/shortlist/items', { service: id });
  const note = 'x'.repeat(201);
  const response = await visitor.post('/shortlist', { service: id, note });
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toContain('Note must be 200 characters or less');
  expect(html).toContain(note);
});

test('a link that never was answers 404 with what to do', async () => {
  expect((await visit(`${site}/shortlist/shared/AAAAAAAAAAAAAAAAAAAAAA`, { status: 404 })).text).toContain(
    'Check that you have the whole link',
  );
});

test('the way back after saving never leads to another site', async () => {
  const [id = ''] = await firstIds(1);
  for (const evil of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    const visitor = browser();
    const saved = await visitor.post('/shortlist/items', { service: id, return: evil });
    const page = await visitor.read(saved.headers.get('location') ?? '');
    expect(
      page.document
        .querySelectorAll('main a')
        .map((link) => link.getAttributeValue('href') ?? '')
        .filter((href) => /evil|javascript/.test(href)),
    ).toEqual([]);
  }
});

test('removing a service removes its note too', async () => {
  const visitor = browser();
  const [id = ''] = await firstIds(1);
  await visitor.post('/shortlist/items', { service: id });
  await visitor.post('/shortlist', { service: id, note: 'secret words' });
  await visitor.post('/shortlist/removals', { service: id });
  expect(Buffer.from(visitor.jar.get('shortlist-notes') ?? '', 'base64url').toString()).not.toContain(
    'secret',
  );
  expect((await visitor.read('/shortlist')).text).toContain('You have not saved any services yet');
});

test('feedback is refused without its parts, keeps what was typed, and is thanked for', async () => {
  const visitor = browser();
  const empty = await visitor.post('/feedback', { words: '', email: 'not an address' });
  expect(empty.status).toBe(422);
  const html = await empty.text();
  for (const sentence of [
    'Select what your feedback is about',
    'Enter your feedback',
    'Enter an email address in the correct format',
  ]) {
    expect(html).toContain(sentence);
  }
  expect(html).toContain('value="not an address"');
  expect(html).toContain('<title>Error: Give feedback');
  const key = /name="key" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const sent = await visitor.post('/feedback', { topic: 'website', words: 'The map is small', key });
  expect(sent.headers.get('location')).toBe('/feedback/thanks');
});
