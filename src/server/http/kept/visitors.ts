import type { IncomingHttpHeaders } from 'node:http';
import {
  SHORTLIST_COOKIE,
  SHORTLIST_NOTES_COOKIE,
  SHORTLIST_SHARES_COOKIE,
} from '#src/lib/shortlist-cookie.ts';

/** Cookies that no kept page is made from: the shortlist is the business of the page's script and of its own pages. */
const HARMLESS: ReadonlySet<string> = new Set([
  SHORTLIST_COOKIE,
  SHORTLIST_NOTES_COOKIE,
  SHORTLIST_SHARES_COOKIE,
]);

/**
 * Tells whether a request could come from anybody, so that a kept page may answer it. Any cookie but the shortlist's
 * could be a session, and is taken for one.
 */
export function isAnybody(headers: IncomingHttpHeaders): boolean {
  const { authorization, cookie } = headers;
  if (authorization !== undefined) return false;
  return cookie === undefined || cookie.split(';').every((part) => HARMLESS.has(nameOf(part)));
}

const nameOf = (part: string): string => part.slice(0, Math.max(part.indexOf('='), 0)).trim();
