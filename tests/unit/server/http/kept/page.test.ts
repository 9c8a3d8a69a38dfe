import { describe, expect, test } from 'vitest';
import { addForm, codingFor, isUnchanged, mayBeKept, toKeptPage } from '#src/server/http/kept/page.ts';
import type { RenderedPage } from '#src/server/http/kept/render.ts';

const rendered = (headers: RenderedPage['headers'] = {}, body = 'word '.repeat(1_000)): RenderedPage => ({
  status: 200,
  headers: { 'content-type': 'text/html', 'cache-control': 'private, no-cache', ...headers },
  body: Buffer.from(body),
  says: { keep: true, searched: undefined, seen: undefined },
});
const COMMON = ['X-Content-Type-Options', 'nosniff'];
const keep = (page = rendered()) => toKeptPage('/needs', page, COMMON);

/** The value of a header in a list of names and values in turn. */
const valueOf = (head: readonly string[], name: string): string | undefined =>
  head.find((_, at) => at % 2 === 1 && head[at - 1]?.toLowerCase() === name);

describe('a rendered page', () => {
  test('may be kept when it said so and was a plain success', () => {
    expect(mayBeKept(rendered())).toBe(true);
    expect(mayBeKept(rendered({ vary: 'accept-encoding' }))).toBe(true);
  });

  test.each([
    ['it did not say so', { ...rendered(), says: { keep: false, searched: undefined, seen: undefined } }],
    ['it was not found', { ...rendered(), status: 404 }],
    ['it leads elsewhere', { ...rendered(), status: 302 }],
    ['it failed', { ...rendered(), status: 500 }],
    ['it was only a part', { ...rendered(), status: 206 }],
    ['it sets a cookie', rendered({ 'set-cookie': ['a=b'] })],
    ['nobody may store it', rendered({ 'cache-control': 'No-Store' })],
    ['it depends on who asks', rendered({ vary: 'Cookie' })],
    ['it depends on more than the coding', rendered({ vary: 'Accept-Encoding, Accept-Language' })],
    ['it is compressed already', rendered({ 'content-encoding': 'br' })],
  ])('is not kept when %s', (_why, page) => {
    expect(mayBeKept(page)).toBe(false);
  });
});

describe('a form of a kept page', () => {
  test('carries the headers of every answer, the page’s own, and what differs by form', async () => {
    const page = keep(
      rendered({ 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' }),
    );
    const { head, body } = await addForm(page, 'br');
    expect(head).toEqual([
      ...COMMON,
      'content-type',
      'text/html',
      'cache-control',
      'public, max-age=60',
      'access-control-allow-origin',
      '*',
      'Vary',
      'Accept-Encoding',
      'ETag',
      expect.stringMatching(/^"[\w-]{22}-br"$/),
      'Content-Encoding',
      'br',
      'Content-Length',
      String(body.length),
      'X-Request-Id',
      '',
    ]);
  });

  test('as it is names no coding, and varies all the same', async () => {
    const { head, body } = await addForm(keep(), 'identity');
    expect(valueOf(head, 'content-encoding')).toBeUndefined();
    expect(valueOf(head, 'vary')).toBe('Accept-Encoding');
    expect(body.toString()).toBe('word '.repeat(1_000));
  });

  test('has a tag of its own, which is the same whenever the page is made again unchanged', async () => {
    const tags = async (page = keep()) =>
      Promise.all(
        (['br', 'gzip', 'identity'] as const).map(async (it) =>
          valueOf((await addForm(page, it)).head, 'etag'),
        ),
      );
    const first = await tags();
    expect(new Set(first).size).toBe(3);
    expect(await tags()).toEqual(first);
    expect(await tags(keep(rendered({}, 'other words '.repeat(500))))).not.toEqual(first);
  });

  test('not sent again has all but what describes a body', async () => {
    const { unchangedHead } = await addForm(keep(), 'gzip');
    const names = unchangedHead.filter((_, at) => at % 2 === 0);
    expect(names).toEqual(['X-Content-Type-Options', 'cache-control', 'Vary', 'ETag', 'X-Request-Id']);
  });

  test('does not carry along lengths, dates or tags that the page wrote itself', async () => {
    const page = keep(
      rendered({ 'content-length': '7', date: 'yesterday', etag: '"mine"', connection: 'close' }),
    );
    const { head } = await addForm(page, 'identity');
    expect(head.join(' ')).not.toMatch(/yesterday|mine|close/);
    expect(head.filter((name) => /^content-length$/i.test(name))).toHaveLength(1);
  });

  test('is the page as it is when compressing would gain nothing', () => {
    expect(codingFor(keep(rendered({}, 'short')), 'br')).toBe('identity');
    expect(codingFor(keep(), 'br')).toBe('br');
  });
});

describe('what a browser has', () => {
  const page = keep();
  test.each([
    [`"${page.hash}"`, true],
    [`"${page.hash}-br"`, true],
    [`W/"${page.hash}-gzip"`, true],
    [`"other", "${page.hash}-br"`, true],
    ['*', true],
    ['"other"', false],
    [page.hash, false],
    ['', false],
    ['W/', false],
    [',,,"', false],
    [undefined, false],
  ])('by the tag %s is this very page: %s', (tag, same) => {
    expect(isUnchanged(page, { 'if-none-match': tag })).toBe(same);
  });
});
