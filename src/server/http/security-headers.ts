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
