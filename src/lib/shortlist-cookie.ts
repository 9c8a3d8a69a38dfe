/**
 * The shortlist lives in the visitor's own browser: one cookie with the saved services, in the order they were
 * saved, and one with their notes. Nothing about it is stored with us until the visitor shares it.
 */
export const SHORTLIST_COOKIE = 'shortlist';
export const SHORTLIST_NOTES_COOKIE = 'shortlist-notes';
export const SHORTLIST_SHARES_COOKIE = 'shortlist-shares';

/** More would not fit in a cookie beside the others (browsers keep about 4,000 bytes). */
export const SHORTLIST_MAXIMUM = 60;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The saved service ids, oldest first; anything that is not an id is left out. */
export function readShortlistIds(cookie: string | undefined): string[] {
  const ids = (cookie ?? '').split('.').filter((id) => ID.test(id));
  return [...new Set(ids)].slice(0, SHORTLIST_MAXIMUM);
}

export const writeShortlistIds = (ids: readonly string[]): string =>
  ids.slice(0, SHORTLIST_MAXIMUM).join('.');
