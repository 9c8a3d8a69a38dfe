import { describe, expect, test } from 'vitest';
import { openFeed } from '#src/features/imports/feed/open.ts';
import { describeProblem } from '#src/features/imports/problem.ts';
import { page, serve, serveFeed } from './feed-server.ts';
import { synthetic, synthetics } from './synthetic.ts';

const QUICK = { allowPrivate: true, limits: { firstRetryMs: 1, requestMs: 5000 } };

interface Read {
  ids: string[];
  problems: string[];
  complete: boolean;
}

async function read(where: string): Promise<Read> {
  const feed = await openFeed(where, QUICK);
  return {
    ids: feed.items.map((item) => (item.value as { id: string }).id),
    problems: feed.problems.map(describeProblem),
    complete: feed.complete,
  };
}

const ITEMS = synthetics(35);
const IDS = ITEMS.map((item) => item.id);
const whole = { ids: IDS, problems: [], complete: true };

describe('a feed in pages', () => {
  test.each(['/feed', '/feed/', '/feed/services', '/feed/services?page=3', '/feed/services/?per_page=10'])(
    'is found and read from %s',
    async (path) => {
      const server = await serve((url) => {
        if (/^\/feed\/?$/.test(url.pathname))
          return { body: { version: 'V3', openapi_url: 'https://example.org' } };
        return { body: page(ITEMS, Number(url.searchParams.get('page') ?? '1'), 10) };
      });
      expect(await read(`${server.url}${path}`)).toEqual(whole);
      expect(server.asked.filter((asked) => asked.includes('page=2'))).toHaveLength(1);
    },
  );

  test('is asked for whole services, and page by page, without a question too many', async () => {
    const server = await serveFeed(ITEMS);
    await read(`${server.url}/feed`);
    expect(server.asked).toEqual([
      '/feed',
      ...[1, 2, 3, 4].map((number) => `/feed/services?page=${number}&full=true`),
    ]);
  });

  test('that does not know full=true is asked without', async () => {
    const server = await serveFeed(ITEMS, (_, url) =>
      url.searchParams.has('full') ? { status: 400 } : null,
    );
    expect(await read(`${server.url}/feed`)).toEqual(whole);
    expect(server.asked.filter((asked) => asked.includes('full'))).toHaveLength(1);
  });

  test('without anything at its root, or with a page for people there, is found under /services', async () => {
    for (const root of [{ status: 404 }, { body: '<!doctype html><p>Our API' }]) {
      const server = await serve((url) =>
        url.pathname === '/api' ? root : { body: page(ITEMS, Number(url.searchParams.get('page')), 10) },
      );
      expect(await read(`${server.url}/api`)).toEqual(whole);
    }
  });

  test('of version 1.0, counting its pages from 0, is read from its first page', async () => {
    const server = await serve((url) => {
      const number = Number(url.searchParams.get('page') ?? '0');
      const content = ITEMS.slice(number * 10, number * 10 + 10);
      return {
        body: {
          totalElements: 35,
          totalPages: 4,
          number,
          size: 10,
          first: number === 0,
          last: number === 3,
          content,
        },
      };
    });
    expect(await read(`${server.url}/services`)).toEqual(whole);
  });

  test.each([
    ['only a count of pages', ['total_pages']],
    ['only a last page', ['last_page']],
    ['only a count of services', ['total_items']],
    ['nothing', []],
  ])('that says %s is read to its end', async (_, said) => {
    const server = await serveFeed(ITEMS, (number) => {
      const sent = page(ITEMS, number, 10);
      const told = Object.entries(sent).filter(([name]) => name === 'contents' || said.includes(name));
      return { body: Object.fromEntries(told) };
    });
    expect(await read(`${server.url}/feed`)).toEqual(whole);
  });

  test('that sends its last page again for every later one ends there', async () => {
    const server = await serveFeed(ITEMS, (number) => {
      const { contents } = page(ITEMS, Math.min(number, 4), 10);
      return { body: { total_items: 35, contents } };
    });
    expect(await read(`${server.url}/feed`)).toMatchObject({ ids: IDS });
  });

  test('that knows no pages and sends a bare list each time is read once', async () => {
    const server = await serve(() => ({ body: ITEMS }));
    expect(await read(`${server.url}/services`)).toEqual(whole);
    expect(server.asked).toHaveLength(2);
  });
});

describe('a feed that contradicts itself is read on, and something may be missing', () => {
  test('when it says too early that it ends', async () => {
    const server = await serveFeed(ITEMS, (number) => ({
      body: { ...page(ITEMS, number, 10), last_page: number >= 2 },
    }));
    expect(await read(`${server.url}/feed`)).toEqual({
      ...whole,
      problems: ['The feed: page 2 said it was the last, but there are more'],
    });
  });

  test('when it has more pages than it says', async () => {
    const server = await serveFeed(ITEMS, (number) => ({
      body: { ...page(ITEMS, number, 10), total_pages: 2, total_items: undefined },
    }));
    expect(await read(`${server.url}/feed`)).toEqual({
      ...whole,
      problems: ['The feed: it said it had 2 pages, but there are more'],
    });
  });

  test('when it says it has more services than it gives', async () => {
    const server = await serveFeed(ITEMS, (number) => ({
      body: { ...page(ITEMS, number, 10), total_items: 40 },
    }));
    expect(await read(`${server.url}/feed`)).toEqual({
      ids: IDS,
      complete: false,
      problems: ['The feed: it says it has 40 services, but 35 services were counted'],
    });
  });

  test('when it changes while it is read', async () => {
    const server = await serveFeed(ITEMS, (number) =>
      number < 3 ? null : { body: page(ITEMS.slice(1), number, 10) },
    );
    const { complete, problems, ids } = await read(`${server.url}/feed`);
    expect(complete).toBe(false);
    expect(ids).toHaveLength(34);
    expect(problems[0]).toContain('it changed while it was read');
  });

  test('when it sends another page than it was asked for', async () => {
    const server = await serveFeed(synthetics(60), (number) =>
      number === 3 ? { body: page(synthetics(60), 5, 10) } : null,
    );
    const { complete, problems } = await read(`${server.url}/feed`);
    expect(complete).toBe(false);
    expect(problems.join('\n')).toContain('asked for page 3 it sent page 5');
  });

  test('when a page is repeated in place of the next', async () => {
    const server = await serveFeed(ITEMS, (number) => (number === 3 ? { body: page(ITEMS, 2, 10) } : null));
    expect(await read(`${server.url}/feed`)).toEqual({
      ids: [...IDS.slice(0, 20), ...IDS.slice(30)],
      complete: false,
      problems: [
        'The feed: page 3 of 4 repeats services of the pages before it',
        'The feed: it says it has 35 services, but 25 services were counted',
      ],
    });
  });

  test.each([
    ['cannot be given', { status: 404 }, 'is missing: '],
    ['is out of order', { status: 500 }, 'is missing: '],
    ['is cut off', { body: '{"contents": [{"id": ' }, 'is missing: '],
    ['is empty', { body: { empty: true, contents: [] } }, 'is empty'],
  ])('when a page in the middle %s', async (_, answer, sentence) => {
    const server = await serveFeed(ITEMS, (number) => (number === 2 ? answer : null));
    const { ids, complete, problems } = await read(`${server.url}/feed`);
    expect(ids).toEqual([...IDS.slice(0, 10), ...IDS.slice(20)]);
    expect(complete).toBe(false);
    expect(problems[0]).toContain(`The feed: page 2 of 4 ${sentence}`);
  });

  test('when a service comes on two pages, and is taken once', async () => {
    const shifted = [...ITEMS.slice(0, 10), ...ITEMS.slice(9, 34)];
    const server = await serveFeed(shifted);
    const { ids, complete, problems } = await read(`${server.url}/feed`);
    expect(ids).toEqual(IDS.slice(0, 34));
    expect(complete).toBe(false);
    expect(problems).toContain('Item 11 ("Lunch club 10"): it was already on page 1. The item is left out');
  });

  test('when two pages after one another cannot be had, the server is out of order and nothing is taken', async () => {
    const server = await serveFeed(ITEMS, (number) => (number >= 2 && number <= 3 ? { status: 503 } : null));
    await expect(read(`${server.url}/feed`)).rejects.toThrow(
      /page=3&full=true answered with 503 \(the server/,
    );
  });
});

describe('a list that gives only the services themselves', () => {
  const thin = ITEMS.map(({ id, name }) => ({ id, name, organization: { id: 'x', name: 'Friends' } }));
  const serveThin = (single: (id: string) => unknown) =>
    serve((url) => {
      const id = /^\/services\/(.+)$/.exec(url.pathname)?.[1];
      if (id === undefined) return { body: page(thin, Number(url.searchParams.get('page')), 10) };
      const body = single(id);
      return body === undefined ? { status: 404 } : { body };
    });

  test('has each fetched by itself', async () => {
    const server = await serveThin((id) => ITEMS.find((item) => item.id === id));
    const feed = await openFeed(`${server.url}/services`, QUICK);
    expect(feed.items.map((item) => item.value)).toEqual(ITEMS);
    expect(server.asked.filter((asked) => asked.includes('/services/'))).toHaveLength(35);
  });

  test('is left as it is when single services say no more', async () => {
    const server = await serveThin((id) => thin.find((item) => item.id === id));
    expect(await read(`${server.url}/services`)).toEqual(whole);
    expect(server.asked.filter((asked) => asked.includes('/services/'))).toHaveLength(3);
  });

  test('loses only the service that cannot be fetched, and knows that it is still there', async () => {
    const gone = IDS[12];
    const server = await serveThin((id) => (id === gone ? undefined : ITEMS.find((item) => item.id === id)));
    const feed = await openFeed(`${server.url}/services`, QUICK);
    expect(feed.items).toHaveLength(34);
    expect(feed).toMatchObject({ total: 35, failed: 1, complete: true, unusable: new Set([gone]) });
    expect(feed.problems.map(describeProblem)[0]).toMatch(
      /^Item \d+ \("Lunch club 13"\): .* answered with 404/,
    );
  });
});

describe('what is not a list of pages', () => {
  test('one object to a line is read as it is, and a broken line loses only itself', async () => {
    const lines = ITEMS.map((item) => JSON.stringify(item));
    lines.splice(4, 0, '{"id": "half');
    const server = await serve(() => ({
      headers: { 'content-type': 'text/html' },
      body: lines.join('\n'),
    }));
    const feed = await openFeed(`${server.url}/services?format=ndjson`, QUICK);
    expect(feed.items.map((item) => item.row)).toEqual([1, 2, 3, 4, ...ITEMS.slice(4).map((_, n) => n + 6)]);
    expect(feed).toMatchObject({ total: 36, failed: 1, complete: false });
    expect(feed.problems.map(describeProblem)).toEqual([
      'Item 5: this line is not JSON: "{"id": "half". The item is left out',
    ]);
    expect(server.asked).toEqual(['/services?format=ndjson']);
  });

  test('a file on a web server is read without asking for pages', async () => {
    const server = await serve(() => ({ body: ITEMS }));
    expect(await read(`${server.url}/open-data/services.json`)).toEqual(whole);
    expect(server.asked).toEqual(['/open-data/services.json']);
  });

  test('one service alone says nothing about the others', async () => {
    const server = await serve(() => ({ body: synthetic(1) }));
    expect(await read(`${server.url}/services/1`)).toMatchObject({ ids: [IDS[0]], complete: false });
  });

  test.each([
    [{ body: '<html><p>Sorry' }, /is a web page or XML, not JSON\.$/],
    [{ body: '' }, /is empty\.$/],
    [{ body: { message: 'hello' } }, /is JSON, but holds no services\.$/],
    [{ status: 403 }, /answered with 403 \(not allowed\)\.$/],
  ])('%j is refused in one sentence', async (answer, sentence) => {
    const server = await serve(() => answer);
    await expect(read(`${server.url}/data`)).rejects.toThrow(sentence);
  });
});
