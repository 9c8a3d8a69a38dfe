import type { IncomingMessage } from 'node:http';
import { PICTURE_MAX_BYTES } from '#src/features/pictures/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';

/** Forms are short; files come through the command line. */
export const BODY_LIMIT_BYTES = 256 * 1024;
/** Where a picture may be sent. */
const PICTURE_PATH = /^\/partner\/services\/[^/]+\/sections\/picture$/;
/** More than a picture may have: one that is too heavy is told so at its field, with the words beside it kept. */
const PICTURE_BODY_BYTES = 2 * PICTURE_MAX_BYTES;
/** A browser reads no answer while it is still sending, so what is moderately too long is read to its end. */
const PATIENCE_FACTOR = 32;
const MOST_READ_BYTES = 64 * 1024 * 1024;

/** How long a body may be, in bytes. Whoever has no session has no picture to send either. */
export const bodyLimitOf = ({ url, headers }: Pick<IncomingMessage, 'url' | 'headers'>): number =>
  headers.cookie !== undefined && PICTURE_PATH.test((url ?? '').split('?', 1)[0] ?? '')
    ? PICTURE_BODY_BYTES
    : BODY_LIMIT_BYTES;

/**
 * The whole body of a request, or a refusal when it is over the limit. Read before any page runs: Astro's own
 * limit throws inside the page, which would answer 500. Throws when whoever sends it goes away half-way.
 */
export async function readBody(
  request: IncomingMessage,
  limit = BODY_LIMIT_BYTES,
): Promise<Result<Buffer, 'too-large'>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > Math.min(limit * PATIENCE_FACTOR, MOST_READ_BYTES)) break;
    if (length <= limit) chunks.push(chunk);
  }
  return length > limit ? refused('too-large') : ok(Buffer.concat(chunks));
}
