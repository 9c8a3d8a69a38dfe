import type { IncomingMessage } from 'node:http';
import type { Keys } from '#src/lib/security/keys.ts';

/** How a page may be left: with a button, and with a title and an address that say nothing of what it is about. */
export type Leaving = 'button' | 'neutral';

const BEGINNING = '/information/';
const CONTEXT = 'neutral-address';
const MOST_CHARACTERS = 4_000;
const cameNeutral = new WeakSet<object>();

type Asked = Pick<IncomingMessage, 'url' | 'method' | 'headers'>;

/**
 * Puts the page's own address back into a request for a neutral one, before anything else looks at it. An address that
 * was not sealed here, or with a key that is gone, is left as it is: no page has it.
 */
export function readNeutralAddress(keys: Keys, request: Asked): void {
  const url = request.url ?? '';
  if (!url.startsWith(BEGINNING)) return;
  try {
    request.url = keys.unseal(url.slice(BEGINNING.length), CONTEXT);
    cameNeutral.add(request);
  } catch {
    // Cut short or made up: "page not found" says what there is to say.
  }
}

/**
 * The neutral address for a request, where it belongs into none yet: of a browser that moves to a page. Only its history
 * keeps addresses. Programs, search engines and old browsers, which do not say that they move, get the page as it is.
 */
export function neutralAddressFor(keys: Keys, request: Asked, address: string): string | null {
  const isMoving = request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate';
  if (!isMoving || cameNeutral.has(request) || address.length > MOST_CHARACTERS) return null;
  return `${BEGINNING}${keys.seal(address, CONTEXT)}`;
}

/** The answer that moves a browser on without a trace of the address it asked for: redirects stand in no history. */
export const NEUTRAL_MOVE = { status: 303, cacheControl: 'no-store' } as const;
