import type { IncomingHttpHeaders } from 'node:http';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Tells whether a request that may change something comes from a page of this very website.
 *
 * Astro has such a check, `security.checkOrigin`, but compares the whole origin, scheme included, with the address
 * it believes it has: behind a proxy that ends TLS that is "http", so every form is refused unless the public
 * host was known when the site was built. Here the host is a setting read at the start, so only the hosts are
 * compared, after allowed-hosts.ts has made sure that Host is ours. A request without Origin is refused, as
 * Astro does: every browser sends it with forms.
 */
export function isSameOrigin(method: string, headers: IncomingHttpHeaders): boolean {
  if (SAFE_METHODS.has(method)) return true;
  if (headers['sec-fetch-site'] === 'cross-site') return false;
  const { origin, host } = headers;
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  const ownHost = URL.canParse(`${protocol}//${host}`) ? new URL(`${protocol}//${host}`).host : null;
  return /^https?:$/.test(protocol) && originHost === ownHost;
}
