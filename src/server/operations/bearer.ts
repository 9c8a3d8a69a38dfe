import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether an Authorization header brings this token (RFC 6750); how long the answer takes tells nothing of it. */
export function bringsToken(header: string | undefined, token: string): boolean {
  const [, given = ''] = /^Bearer +([^\s]+) *$/i.exec(header ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(token)) && given !== '';
}
