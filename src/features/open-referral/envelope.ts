import type { FeedPage } from './types.ts';

/**
 * A page of a list in the envelope of Open Referral UK 3.0. `size` is what is on this page. A list without items has
 * no pages, and its page 1 is both the first and the last; a page beyond the end is empty and neither.
 */
export function envelope<Item>(
  contents: Item[],
  { total, page, perPage }: { total: number; page: number; perPage: number },
): FeedPage<Item> {
  const pages = Math.ceil(total / perPage);
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page === Math.max(pages, 1),
    empty: contents.length === 0,
    contents,
  };
}
