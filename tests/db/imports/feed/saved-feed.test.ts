import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openFeed } from '#src/features/imports/feed/open.ts';
import { describeProblem } from '#src/features/imports/problem.ts';
import { testFolder } from '../small-import.ts';
import { page } from './feed-server.ts';
import { synthetics } from './synthetic.ts';

const ITEMS = synthetics(25);
const IDS = ITEMS.map((item) => item.id);

/** A folder of the test's own with these files. */
function saved(files: Record<string, unknown>): string {
  const folder = join(testFolder(), 'feed');
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    const isReady = typeof content === 'string' || Buffer.isBuffer(content);
    writeFileSync(join(folder, name), isReady ? content : JSON.stringify(content));
  }
  return folder;
}

async function read(path: string) {
  const feed = await openFeed(path, {});
  return {
    ids: feed.items.map((item) => (item.value as { id: string }).id),
    problems: feed.problems.map(describeProblem),
    complete: feed.complete,
  };
}

const whole = { ids: IDS, problems: [], complete: true };

describe('a saved feed', () => {
  test('in a folder is put together in the order of its pages', async () => {
    const folder = saved({
      'page-10.json': page(ITEMS, 3, 10),
      'page-2.json': page(ITEMS, 2, 10),
      'page-1.json': page(ITEMS, 1, 10),
      'root.json': { version: 'HSDS-UK-3.0', openapi_url: 'https://example.org' },
      '.hidden': 'x',
    });
    expect(await read(folder)).toEqual(whole);
  });

  test('in a folder may be one service to a file', async () => {
    const folder = saved(Object.fromEntries(ITEMS.map((item, index) => [`${index}.json`, item])));
    expect(await read(folder)).toEqual(whole);
  });

  test('in a folder may be a list and each service by itself, which says more', async () => {
    const thin = ITEMS.map(({ id, name }) => ({ id, name, organization: { id: 'x', name: 'Friends' } }));
    const singles = Object.fromEntries(ITEMS.map((item, index) => [`service-${index}.json`, item]));
    const folder = saved({ ...singles, 'list.json': page(thin, 1, 25) });
    const feed = await openFeed(folder, {});
    expect(feed.items.map((item) => item.value)).toEqual(ITEMS);
    expect(feed).toMatchObject({ problems: [], complete: true, total: 25, failed: 0 });
  });

  test.each([
    ['services.ndjson.gz', gzipSync(ITEMS.map((item) => JSON.stringify(item)).join('\n'))],
    ['services.txt', ITEMS],
    ['services.csv', { contents: ITEMS }],
  ])('in one file is read whatever it is called: %s', async (name, content) => {
    expect(await read(join(saved({ [name]: content }), name))).toEqual(whole);
  });

  test('without one of its pages may lack services, and that is said', async () => {
    const folder = saved({ 'a.json': page(ITEMS, 1, 10), 'c.json': page(ITEMS, 3, 10) });
    expect(await read(folder)).toEqual({
      ids: [...IDS.slice(0, 10), ...IDS.slice(20)],
      complete: false,
      problems: [
        'The feed: page 2 of 3 is missing',
        'The feed: it says it has 25 services, but 15 were counted',
      ],
    });
  });

  test('with a file that was cut off may lack services; a file that was never part of it is passed over', async () => {
    const folder = saved({
      'a.json': page(ITEMS.slice(0, 10), 1, 10),
      'b.json': '{"contents": [',
      'notes.txt': 'fetched on Monday',
    });
    const { complete, problems, ids } = await read(folder);
    expect(ids).toEqual(IDS.slice(0, 10));
    expect(complete).toBe(false);
    expect(problems).toEqual([
      'The feed: b.json is not JSON, or was cut off',
      'The feed: notes.txt is not JSON, or was cut off, and is passed over',
    ]);
  });

  test('of one service in one file says nothing about others', async () => {
    expect(await read(join(saved({ 'one.json': ITEMS[0] }), 'one.json'))).toMatchObject({
      ids: [IDS[0]],
      complete: false,
    });
  });

  test('that is no feed, or not there, is refused', async () => {
    await expect(read('/nowhere/feed.json')).rejects.toThrow(
      'There is no file or folder /nowhere/feed.json.',
    );
    await expect(read(saved({ 'notes.txt': 'hello' }))).rejects.toThrow(/holds no file with services\.$/);
    const root = saved({ 'root.json': { version: 'HSDS-UK-3.0', profile: 'x' } });
    await expect(read(join(root, 'root.json'))).rejects.toThrow(
      'root.json says where the feed is, but holds no services.',
    );
  });
});
