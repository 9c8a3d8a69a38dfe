import {
  SHORTLIST_COOKIE,
  SHORTLIST_NOTES_COOKIE,
  SHORTLIST_SHARES_COOKIE,
} from '#src/lib/shortlist-cookie.ts';
import { cookieName, cookieOptions, type Cookies } from '../sign-in/cookies.ts';

/**
 * Takes back what a visitor's browser holds: the shortlist with its notes and links, the draft of a request, and what had
 * been typed when a session ended. Somebody who works here stays signed in. What was proven on a track page is bound to
 * its address, which no other page can reach: it ends by itself after half an hour.
 */
export function forgetVisitor(cookies: Cookies, siteUrl: string): void {
  const options = cookieOptions(siteUrl);
  for (const name of [SHORTLIST_COOKIE, SHORTLIST_NOTES_COOKIE, SHORTLIST_SHARES_COOKIE])
    cookies.delete(name, { ...options, httpOnly: false });
  for (const name of ['draft', 'kept-form'] as const) cookies.delete(cookieName(name, siteUrl), options);
}
