import type { IncomingMessage } from 'node:http';
import { ok, refused, type Result } from '#src/lib/result.ts';

/** Forms are short; files come through the command line. */
export const BODY_LIMIT_BYTES = 256 * 1024;
/** A browser reads no answer while it is still sending, so what is moderately too long is read to its end. */
const PATIENCE_BYTES = 8 * 1024 * 1024;

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
    if (length > PATIENCE_BYTES) break;
    if (length <= limit) chunks.push(chunk);
  }
  return length > limit ? refused('too-large') : ok(Buffer.concat(chunks));
}
