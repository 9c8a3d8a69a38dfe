import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NotAFeed, readBody } from '#src/features/imports/feed/body.ts';

const MOST = 1024 * 1024;
const read = (body: unknown) =>
  readBody(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), 'It', MOST);
const TEA = { id: '1', name: 'Tea' };

describe('a body is what it holds', () => {
  test('a page of 3.0', () => {
    expect(
      read({
        total_items: 2,
        total_pages: 1,
        page_number: 1,
        first_page: true,
        last_page: true,
        contents: [TEA],
      }),
    ).toEqual({
      kind: 'page',
      items: [TEA],
      envelope: { totalItems: 2, totalPages: 1, number: 1, isFirst: true, isLast: true },
    });
  });

  test('a page of 1.0, with either name of the list and numbers as text', () => {
    for (const name of ['content', 'contents']) {
      expect(
        read({ totalElements: '12', totalPages: 2, number: 0, first: true, last: false, [name]: [TEA] }),
      ).toEqual({
        kind: 'page',
        items: [TEA],
        envelope: { totalItems: 12, totalPages: 2, number: 0, isFirst: true, isLast: false },
      });
    }
  });

  test('a page that says nothing or nonsense of itself is still a page', () => {
    const silent = { totalItems: null, totalPages: null, number: null, isFirst: null, isLast: null };
    expect(read({ contents: [] })).toEqual({ kind: 'page', items: [], envelope: silent });
    expect(
      read({ contents: [], total_items: -1, total_pages: 'many', page_number: 1.5, last_page: 'yes' }),
    ).toEqual({
      kind: 'page',
      items: [],
      envelope: silent,
    });
  });

  test.each([
    ['a bare list', [TEA], { kind: 'list', items: [TEA], broken: [] }],
    ['one service', TEA, { kind: 'service', item: TEA }],
    ['the root', { version: 'anything', profile: 'x' }, { kind: 'root' }],
  ])('%s', (_, body, expected) => expect(read(body)).toEqual(expected));

  test('one object to a line, with the lines that are none in their places', () => {
    const lines = [JSON.stringify(TEA), '', 'broken', JSON.stringify({ id: '2' }), '{"cut":'].join('\r\n');
    expect(read(`${lines}\n${JSON.stringify({ id: '3' })}`)).toEqual({
      kind: 'list',
      items: [TEA, { id: '2' }, { id: '3' }],
      broken: [
        { at: 1, text: 'broken' },
        { at: 3, text: '{"cut":' },
      ],
    });
  });

  test('packed with gzip, with a byte order mark, in UTF-16 or in an old encoding', () => {
    const text = JSON.stringify([{ id: '1', name: 'Café' }]);
    for (const data of [
      gzipSync(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(text, 'latin1'),
    ]) {
      expect(readBody(data, 'It', MOST)).toMatchObject({ items: [{ name: 'Café' }] });
    }
  });
});

describe('a body that is no feed is refused in one sentence', () => {
  test.each([
    ['', 'It is empty.'],
    ['<html>', 'It is a web page or XML, not JSON.'],
    ['{"contents": [{"id": "1"', 'It is not JSON, or was cut off.'],
    ['id,name\n1,Tea', 'It is not JSON, or was cut off.'],
    ['"text"', 'It is JSON, but holds no services.'],
    ['null', 'It is JSON, but holds no services.'],
    ['{"error": "no"}', 'It is JSON, but holds no services.'],
    ['PK\u0003\u0004', 'It is a zip file: unpack it into a folder first.'],
  ])('%j', (body, sentence) => {
    expect(() => read(body)).toThrow(new NotAFeed(sentence));
  });

  test('packed: broken, or too large when unpacked', () => {
    expect(() => readBody(gzipSync('[]').subarray(0, 12), 'It', MOST)).toThrow(/cannot be unpacked\.$/);
    expect(() => readBody(gzipSync(Buffer.alloc(3 * MOST)), 'It', MOST)).toThrow(
      'It unpacks to more than 1 MB.',
    );
  });

  test('or anything at all: it is read or refused, never a fault', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.array(fc.json()).map((all) => all.join('\n')),
        ),
        (text) => {
          try {
            expect(['page', 'list', 'root', 'service']).toContain(read(text).kind);
          } catch (error) {
            expect(error).toBeInstanceOf(NotAFeed);
          }
        },
      ),
    );
  });
});
