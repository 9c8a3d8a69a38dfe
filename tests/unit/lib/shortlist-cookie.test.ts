import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHORTLIST_MAXIMUM, readShortlistIds, writeShortlistIds } from '#src/lib/shortlist-cookie.ts';

const id = fc.uuid().map((text) => text.toLowerCase());

describe('the saved services in a cookie', () => {
  test('are read back in the order they were saved', () => {
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: SHORTLIST_MAXIMUM }), (ids) => {
        expect(readShortlistIds(writeShortlistIds(ids))).toEqual(ids);
      }),
    );
  });

  test('are none without a cookie', () => {
    expect(readShortlistIds(undefined)).toEqual([]);
    expect(readShortlistIds('')).toEqual([]);
  });

  test('whatever a cookie holds, only ids come out, each once, at most sixty', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(id, fc.string(), fc.constant('__proto__'))).map((parts) => parts.join('.')),
    );
    fc.assert(
      fc.property(anything, (cookie) => {
        const ids = readShortlistIds(cookie);
        expect(ids.length).toBeLessThanOrEqual(SHORTLIST_MAXIMUM);
        expect(new Set(ids).size).toBe(ids.length);
        for (const each of ids) expect(each).toMatch(/^[0-9a-f-]{36}$/);
      }),
    );
  });

  test('a broken id between two good ones loses only itself', () => {
    const [one = '', two = ''] = [
      '0190a000-0000-7000-8000-000000000001',
      '0190a000-0000-7000-8000-000000000002',
    ];
    expect(readShortlistIds(`${one}.<script>.${two}.${one}.${two.slice(1)}`)).toEqual([one, two]);
  });

  test('sixty fit in the 4,096 bytes a browser keeps, and more are not written', () => {
    const ids = Array.from(
      { length: 61 },
      (_, number) => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    );
    const cookie = writeShortlistIds(ids);
    expect(cookie.length).toBeLessThan(4000);
    expect(encodeURIComponent(cookie)).toBe(cookie);
    expect(readShortlistIds(cookie)).toEqual(ids.slice(0, 60));
    expect(readShortlistIds(ids.join('.'))).toEqual(ids.slice(0, 60));
  });
});
