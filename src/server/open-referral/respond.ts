/** Anybody's page may read the feed, errors included; the ETag too. */
const OPEN = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'ETag' };
const JSON_TYPE = 'application/json; charset=utf-8';
/** To be kept by whoever likes, and asked about each time. */
const REVALIDATE = { 'cache-control': 'public, no-cache' };
const ONE_DAY_SECONDS = '86400';

/** An answer of the feed as JSON. */
export const json = (body: unknown): Response =>
  new Response(`${JSON.stringify(body)}\n`, {
    headers: { ...OPEN, ...REVALIDATE, 'content-type': JSON_TYPE },
  });

/** A refusal: `{ "error": sentence }`. */
export const refuseFeed = (status: 400 | 404, error: string): Response =>
  new Response(`${JSON.stringify({ error })}\n`, { status, headers: { ...OPEN, 'content-type': JSON_TYPE } });

/** One JSON object on each line, as they come. */
export const ndjson = (body: ReadableStream<Uint8Array>): Response =>
  new Response(body, { headers: { ...OPEN, ...REVALIDATE, 'content-type': 'application/x-ndjson' } });

/** Tells a browser that any page may ask. */
export const allowAnybody = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      ...OPEN,
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': '*',
      'access-control-max-age': ONE_DAY_SECONDS,
    },
  });
