import type { IncomingHttpHeaders } from 'node:http';
import {
  SHORTLIST_COOKIE,
  SHORTLIST_NOTES_COOKIE,
  SHORTLIST_SHARES_COOKIE,
} from '#src/lib/shortlist-cookie.ts';
import { cookieName } from '#src/server/sign-in/cookies.ts';

/**
 * Cookies that no kept page is made from: the shortlist is the business of the page's script and of its own pages, and
 * that somebody has signed in here before matters only where they sign in again.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  SHORTLIST_COOKIE,
  SHORTLIST_NOTES_COOKIE,
  SHORTLIST_SHARES_COOKIE,
  cookieName('device', 'https:'),
  cookieName('device', 'http:'),
]);

/**
 * Tells whether a request could come from anybody, so that a kept page may answer it. Any other cookie
 * could be a session, and is taken for one.
 */
export function isAnybody(headers: IncomingHttpHeaders): boolean {
  const { authorization, cookie } = headers;
  if (authorization !== undefined) return false;
  return cookie === undefined || cookie.split(';').every((part) => HARMLESS.has(nameOf(part)));
}

const nameOf = (part: string): string => part.slice(0, Math.max(part.indexOf('='), 0)).trim();
