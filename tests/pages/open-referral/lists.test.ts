import { describe, expect, test } from 'vitest';
import { FEED, idsOf, lines, LISTS, page } from './feed.ts';

/** Reads a list page by page until its last page. */
async function walk(path: string, perPage: number) {
  const pages = [await page(`${path}?per_page=${perPage}`)];
  const total = pages[0]?.total_pages ?? 0;
  for (let number = 2; number <= total; number += 1)
    pages.push(await page(`${path}?per_page=${perPage}&page=${number}`));
  return pages;
}

describe.each(LISTS)('/%s', (list) => {
  test.each([7, 50, 500])(
    'read %i at a time, gives each thing exactly once, all pages agreeing',
    async (perPage) => {
      const pages = await walk(`/${list}`, perPage);
      const ids = pages.flatMap(({ contents }) => contents.map(({ id }) => id));
      const total = pages[0]?.total_items ?? -1;
      expect(ids.length).toBeGreaterThan(1);
      expect(new Set(ids).size).toBe(ids.length);
      expect(total).toBe(ids.length);
      pages.forEach(({ contents, ...envelope }, at) => {
        expect(envelope).toEqual({
          total_items: total,
          total_pages: Math.ceil(total / perPage),
          page_number: at + 1,
          size: at + 1 < pages.length ? perPage : total - perPage * at,
          first_page: at === 0,
          last_page: at + 1 === pages.length,
          empty: false,
        });
        expect(contents).toHaveLength(envelope.size);
      });
    },
  );

  test('has fifty on a page unless told, and at most five hundred', async () => {
    const usual = await page(`/${list}`);
    expect(usual.size).toBe(Math.min(50, usual.total_items));
    expect((await fetch(`${FEED}/${list}?per_page=501`)).status).toBe(400);
  });

  test('has nothing on the page after the last, and says so', async () => {
    const { total_items, total_pages } = await page(`/${list}?per_page=50`);
    expect(await page(`/${list}?per_page=50&page=${total_pages + 1}`)).toEqual({
      total_items,
      total_pages,
      page_number: total_pages + 1,
      size: 0,
      first_page: false,
      last_page: false,
      empty: true,
      contents: [],
    });
  });

  test('has in its lines exactly what its pages have, in the same order', async () => {
    const pages = await walk(`/${list}`, 50);
    const streamed = await lines(`/${list}?format=ndjson`);
    expect(streamed).toEqual(pages.flatMap(({ contents }) => contents));
  });

  test('gives each of its things by itself, with the same id', async () => {
    const { contents } = await page(`/${list}?per_page=5`);
    for (const { id } of contents)
      expect(await (await fetch(`${FEED}/${list}/${id}`)).json()).toMatchObject({ id });
  });
});

describe('how much of a thing a list gives', () => {
  test('the lists in a service come with full, and alone it has its own fields and its organization', async () => {
    const [short, whole] = await Promise.all(
      [page('/services?per_page=20'), page('/services?per_page=20&full=true')].map(
        async (asked) => (await asked).contents as unknown as Record<string, unknown>[],
      ),
    );
    expect(short?.every((service) => !Object.values(service).some(Array.isArray))).toBe(true);
    expect(short?.every((service) => 'organization' in service)).toBe(true);
    expect(whole?.some((service) => 'schedules' in service && 'attributes' in service)).toBe(true);
    expect(whole).toHaveLength(20);
    whole?.forEach((service, at) =>
      expect(service).toMatchObject({ ...short?.[at], organization: { id: expect.any(String) as string } }),
    );
  });

  test('a service in a full list is the service by itself', async () => {
    const { contents } = await page('/services?per_page=10&full=true');
    for (const service of contents)
      expect(await (await fetch(`${FEED}/services/${service.id}`)).json()).toEqual(service);
  });

  test('minimal gives all ids with their last change on one page, and nothing else', async () => {
    const all = await page('/services?minimal=true');
    expect([all.total_pages, all.size, all.last_page]).toEqual([1, all.total_items, true]);
    expect(all.contents.map(({ id }) => id)).toEqual(await idsOf('services', ''));
    for (const mark of all.contents) expect(Object.keys(mark)).toEqual(['id', 'last_modified']);
    expect(await page('/services?minimal=true&per_page=50')).toMatchObject({ size: 50, last_page: false });
  });

  test('organizations have their services with full, whole ones with full_service, and alone none', async () => {
    type Item = { id: string; services?: Record<string, unknown>[] };
    const [bare, full, whole] = await Promise.all(
      ['', '?full=true', '?full_service=true'].map(
        async (query) => (await page<Item>(`/organizations${query}`)).contents,
      ),
    );
    expect(bare?.every((item) => item.services === undefined)).toBe(true);
    const short = full?.flatMap(({ services = [] }) => services) ?? [];
    const long = whole?.flatMap(({ services = [] }) => services) ?? [];
    expect(short.map(({ id }) => id)).toEqual(long.map(({ id }) => id));
    expect(short.some((service) => Object.values(service).some(Array.isArray))).toBe(false);
    expect(long.some((service) => 'attributes' in service)).toBe(true);
    const [first] = whole ?? [];
    expect(await (await fetch(`${FEED}/organizations/${first?.id}?full_service=true`)).json()).toEqual(first);
  });
});
