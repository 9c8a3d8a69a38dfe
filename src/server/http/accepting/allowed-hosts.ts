const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** The host in its usual form, "example.org" or "example.org:8080"; null when it is not a host at all. */
function hostOf(scheme: string, text: string): string | null {
  const address = `${scheme}//${text}`;
  return /^[a-z0-9.:[\]-]+$/i.test(text) && URL.canParse(address) ? new URL(address).host : null;
}

/**
 * Tells whether a Host header names this website: its public address, or this machine on the port it listens on.
 * Others are refused, because a page made for a foreign host could be kept by a cache or used to mislead
 * (OWASP, "Testing for Host Header Injection").
 */
export function allowedHosts(siteUrl: string, port: number): (host: string | undefined) => boolean {
  const site = new URL(siteUrl);
  const local = LOOPBACK.map((name) => hostOf('http:', `${name}:${port}`));
  const isOurs = (host: string): boolean => {
    const asLocal = hostOf('http:', host);
    return hostOf(site.protocol, host) === site.host || (asLocal !== null && local.includes(asLocal));
  };
  // Nearly every request writes it the same way, and reading it costs more than serving a kept page.
  let lastAccepted = '';
  return (host) => {
    if (host === undefined) return false;
    if (host !== lastAccepted && !isOurs(host)) return false;
    lastAccepted = host;
    return true;
  };
}
