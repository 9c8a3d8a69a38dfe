/** A word of the site's own, at most 80 characters: lower case, digits, hyphens, dots. */
const PLAIN_SEGMENT = /^[a-z0-9._~-]{0,80}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The path as the log may keep it. No query string: it holds what people searched for. A part that could be a
 * secret link (long, without hyphens), a number of a person (seven digits or more) or something typed by hand is
 * replaced by "hidden".
 */
export function loggedPath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  if (/^\/_astro\/[\w@.-]+$/.test(path)) return path;
  const safe = (part: string): boolean =>
    PLAIN_SEGMENT.test(part) && (UUID.test(part) || !(/\d{7}/.test(part) || /^[^-]{20,}$/.test(part)));
  return path
    .split('/')
    .map((part) => (safe(part) ? part : 'hidden'))
    .slice(0, 12)
    .join('/');
}

/** One line of JSON to standard output. Never pass it names, postcodes, free text or a whole address. */
export function log(event: string, fields: Readonly<Record<string, string | number>> = {}): void {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), event, ...fields })}\n`);
}

/** An unexpected error with its stack, under the reference number that the person was shown. */
export function logError(requestId: string, error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log('error', { requestId, stack });
}
