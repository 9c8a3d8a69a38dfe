/**
 * Where a tile address sends the browser, as the Content-Security-Policy writes it: `{s}` becomes a wildcard, a path
 * of this website is 'self'. Null when it is not a tile address: {z}, {x} and {y} are asked for, and https except
 * on this very machine.
 */
export function tileSource(tileUrl: string): string | null {
  if (!['{z}', '{x}', '{y}'].every((part) => tileUrl.includes(part))) return null;
  if (/^\/(?![/\\])/.test(tileUrl)) return "'self'";
  const [, scheme, subdomain, host] =
    /^(https?):\/\/(\{s\}\.)?([a-z0-9.-]+(?::\d+)?)\/[^\s;,]*$/i.exec(tileUrl) ?? [];
  if (scheme === undefined || host === undefined) return null;
  if (scheme.toLowerCase() === 'http' && !/^(localhost|127\.0\.0\.1)(:|$)/.test(host)) return null;
  return `${scheme}://${subdomain === undefined ? '' : '*.'}${host}`;
}
