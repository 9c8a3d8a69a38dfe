import type { Config } from '../config.ts';

const SILENT_FEATURES = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'microphone',
  'payment',
  'usb',
];
const ONE_YEAR_SECONDS = 31_536_000;

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

/** The headers that every answer carries, static files and refusals included. */
export function securityHeaders(
  config: Pick<Config, 'siteUrl' | 'tileUrl'>,
): Readonly<Record<string, string>> {
  const secure = config.siteUrl.startsWith('https:');
  const tiles = config.tileUrl === null ? null : tileSource(config.tileUrl);
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data:${tiles === null || tiles === "'self'" ? '' : ` ${tiles}`}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    // Not `no-referrer`: browsers would then send `Origin: null` with forms, and same-origin.ts would refuse them.
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': SILENT_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    ...(secure ? { 'Strict-Transport-Security': `max-age=${ONE_YEAR_SECONDS}` } : {}),
  };
}
