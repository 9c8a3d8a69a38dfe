import type { Config } from '../config/config.ts';
import { tileSource } from '../config/tile-source.ts';

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

/** The headers that every answer carries, static files and refusals included. */
export function securityHeaders(
  config: Pick<Config, 'siteUrl' | 'tileUrl'>,
): Readonly<Record<string, string>> {
  const secure = config.siteUrl.startsWith('https:');
  const tiles = config.tileUrl === null ? "'self'" : (tileSource(config.tileUrl) ?? "'self'");
  const isAlone = tiles === "'self'";
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data:${isAlone ? '' : ` ${tiles}`}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY', // for browsers without frame-ancestors
    // Not `no-referrer`: browsers would then send `Origin: null` with forms, and same-origin.ts would refuse them.
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': SILENT_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    // A tile server elsewhere need not know of these policies: its pictures are then fetched without cookies.
    'Cross-Origin-Embedder-Policy': isAlone ? 'require-corp' : 'credentialless',
    'X-Permitted-Cross-Domain-Policies': 'none',
    // Looking up the websites a page links to would tell the network what is being read.
    'X-DNS-Prefetch-Control': 'off',
    // Not `includeSubDomains`: at a council's own address that would shut its other websites without https.
    ...(secure ? { 'Strict-Transport-Security': `max-age=${ONE_YEAR_SECONDS}` } : {}),
  };
}

/** Who may show what lies at an address within a page of theirs: open data and the logo everybody, the rest only we. */
export const resourcePolicy = (path: string): 'cross-origin' | 'same-origin' =>
  path.startsWith('/api/') || /^\/logo([?]|$)/.test(path) ? 'cross-origin' : 'same-origin';
