import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseCoding, encode, isWorthCoding, rememberCodings } from '#src/server/http/kept/codings.ts';

describe('the coding for what a browser accepts', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['deflate', 'identity'],
    ['*', 'br'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=0.5, identity', 'identity'],
    ['identity;q=0', 'identity'],
    ['*;q=0', 'identity'],
    ['br ; q=1.000', 'br'],
    [';;;,,,=q', 'identity'],
    ['br;q=banana', 'br'],
    ['br;q=9', 'br'],
  ])('%s is %s', (header, coding) => {
    expect(chooseCoding(header)).toBe(coding);
  });

  test('is one that exists, whatever stands in the header, and is remembered right', () => {
    const remembered = rememberCodings();
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('br', 'gzip', 'identity', '*', ';q=0', ';q=0.3', ',', ' '),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const header = parts.join('');
        const coding = chooseCoding(header);
        expect(['br', 'gzip', 'identity']).toContain(coding);
        expect(remembered(header)).toBe(coding);
        expect(remembered(header)).toBe(coding);
        if (coding !== 'identity') expect(header.toLowerCase()).toMatch(new RegExp(`${coding}|\\*`));
      }),
    );
  });

  test('of many and long headers is still right', () => {
    const remembered = rememberCodings();
    for (let i = 0; i < 500; i++) expect(remembered(`br;q=0.${i}, gzip`)).toBe('gzip');
    expect(remembered(`gzip, ${'x'.repeat(60_000)}`)).toBe('gzip');
  });
});

test('every form holds the same page', async () => {
  const page = Buffer.from('Knit and natter, Tuesdays at 10am. '.repeat(200));
  const [br, gzip] = [await encode(page, 'br'), await encode(page, 'gzip')];
  expect([brotliDecompressSync(br), gunzipSync(gzip), await encode(page, 'identity')]).toEqual([
    page,
    page,
    page,
  ]);
  expect(Math.max(br.length, gzip.length)).toBeLessThan(page.length / 10);
});

test.each([
  ['text/html', 5_000, true],
  ['text/css; charset=utf-8', 5_000, true],
  ['application/json; charset=utf-8', 5_000, true],
  ['application/xml; charset=utf-8', 5_000, true],
  ['application/ld+json', 5_000, true],
  ['image/svg+xml', 5_000, true],
  ['image/png', 5_000, false],
  ['undefined', 5_000, false],
  ['text/html', 1_000, false],
])('%s of %i bytes gains by being compressed: %s', (type, bytes, worth) => {
  expect(isWorthCoding(type, bytes)).toBe(worth);
});
