import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { envelope } from '#src/features/open-referral/envelope.ts';

const pageOf = (total: number, page: number, perPage: number) => {
  const all = Array.from({ length: total }, (_, item) => item);
  return envelope(all.slice((page - 1) * perPage, page * perPage), { total, page, perPage });
};

describe('the envelope', () => {
  test('of the last page holds what is left', () => {
    expect(pageOf(5, 3, 2)).toEqual({
      total_items: 5,
      total_pages: 3,
      page_number: 3,
      size: 1,
      first_page: false,
      last_page: true,
      empty: false,
      contents: [4],
    });
  });

  test('of a list that fits is the first and the last', () => {
    expect(pageOf(2, 1, 2)).toMatchObject({ total_pages: 1, first_page: true, last_page: true, size: 2 });
  });

  test('of a list with nothing in it has no pages, and is empty, first and last', () => {
    expect(pageOf(0, 1, 50)).toEqual({
      total_items: 0,
      total_pages: 0,
      page_number: 1,
      size: 0,
      first_page: true,
      last_page: true,
      empty: true,
      contents: [],
    });
  });

  test('beyond the end is empty and not the last', () => {
    expect(pageOf(5, 4, 2)).toMatchObject({
      total_pages: 3,
      empty: true,
      first_page: false,
      last_page: false,
      contents: [],
    });
  });

  test('of all pages together holds everything once, with one first and one last', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 60 }), (total, perPage) => {
        const pages = Array.from({ length: Math.max(1, Math.ceil(total / perPage)) }, (_, at) =>
          pageOf(total, at + 1, perPage),
        );
        expect(pages.flatMap(({ contents }) => contents)).toEqual(
          Array.from({ length: total }, (_, item) => item),
        );
        expect(pages.map(({ first_page }) => first_page).indexOf(true)).toBe(0);
        expect(pages.filter(({ first_page }) => first_page)).toHaveLength(1);
        expect(pages.findIndex(({ last_page }) => last_page)).toBe(pages.length - 1);
        for (const { size, contents, total_items } of pages)
          expect([size, total_items]).toEqual([contents.length, total]);
      }),
    );
  });
});
