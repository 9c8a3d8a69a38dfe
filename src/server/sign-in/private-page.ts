import type { TokenRefusal } from '#src/features/accounts/rules.ts';
import type { AskedPage } from './access.ts';

/** As long as a count of wrong guesses takes to open again. */
const WAIT_SECONDS = 15 * 60;

/**
 * Marks a page of signing in: nobody keeps it, and its address, which may hold a link's secret, is told to no other
 * page. (`no-referrer` would have browsers send forms with `Origin: null`, which same-origin.ts refuses.)
 */
export function asPrivatePage({ response }: AskedPage): void {
  response.headers.set('Cache-Control', 'no-store');
  response.headers.set('Referrer-Policy', 'strict-origin');
}

/** Sends the browser on to another page of ours after a form; what stands on `page.response` would not go with it. */
export const sendOn = (path: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, {
    status: 303,
    headers: { Location: path, 'Cache-Control': 'no-store', 'Referrer-Policy': 'strict-origin', ...headers },
  });

/** The status of a form that is shown again; 429 and when to come back after too many guesses. */
export function refusedStatus(page: AskedPage, isTooMany: boolean): void {
  page.response.status = isTooMany ? 429 : 422;
  if (isTooMany) page.response.headers.set('Retry-After', String(WAIT_SECONDS));
}

/** Why a link of a mail does nothing. */
export type BrokenReason = TokenRefusal | 'stopped';

export const isBrokenLink = (refusal: string): refusal is BrokenReason =>
  ['unknown', 'expired', 'used', 'stopped'].includes(refusal);

/** The status of a link that no longer works, or never did. */
export function brokenLinkStatus(page: AskedPage, refusal: BrokenReason): void {
  page.response.status = refusal === 'unknown' ? 404 : refusal === 'stopped' ? 403 : 410;
}
