import {
  SHORTLIST_COOKIE,
  SHORTLIST_NOTES_COOKIE,
  SHORTLIST_SHARES_COOKIE,
} from '#src/lib/shortlist-cookie.ts';
import { cookieName, cookieOptions, type Cookies } from '../sign-in/cookies.ts';
import { proofCookies } from './proof.ts';

/**
 * Takes back what a visitor's browser holds: the shortlist with its notes and links, the draft of a request, and what had
 * been typed when a session ended, and what was proven on a track page. Somebody who works here stays signed in.
 * `sent`: the request's Cookie header.
 */
export function forgetVisitor(cookies: Cookies, siteUrl: string, sent: string | null): void {
  const options = cookieOptions(siteUrl);
  for (const name of [SHORTLIST_COOKIE, SHORTLIST_NOTES_COOKIE, SHORTLIST_SHARES_COOKIE])
    cookies.delete(name, { ...options, httpOnly: false });
  const own = (['draft', 'kept-form'] as const).map((name) => cookieName(name, siteUrl));
  for (const name of [...own, ...proofCookies(sent, siteUrl)]) cookies.delete(name, options);
}
