import { constants, brotliCompress, brotliCompressSync, gzip, type BrotliOptions } from 'node:zlib';
import { promisify } from 'node:util';

/** The forms in which a kept page is sent: "identity" is the page as it is. */
export type Coding = 'br' | 'gzip' | 'identity';

/** The best first, where a browser likes several as much. */
const CODINGS: readonly Coding[] = ['br', 'gzip', 'identity'];
/** Less gains nothing, as for the pages that are not kept. */
const SMALLEST_BYTES = 1024;
/** Most addresses are asked for once in their minute: 5 saves a tenth of the bytes and takes three times as long. */
const BROTLI_QUALITY = 3;
/** Half a millisecond of work. */
const LARGEST_AT_ONCE = 128 * 1024;
/** Room for a whole page once compressed. */
const CHUNK_BYTES = 32 * 1024;
const MOST_REMEMBERED = 100;
const LONGEST_REMEMBERED = 100;

/** What a browser accepts, from its header (RFC 9110, 12.5.3); what cannot be read is passed over. */
export function chooseCoding(header: string | undefined): Coding {
  if (header === undefined) return 'identity';
  const weights = new Map(header.split(',').map(readPart));
  const weightOf = (coding: Coding): number => weights.get(coding) ?? weights.get('*') ?? 0;
  const accepted = CODINGS.filter((coding) => weightOf(coding) > 0);
  const most = Math.max(...accepted.map(weightOf));
  // Whoever takes nothing we have gets the page as it is rather than nothing.
  return accepted.find((coding) => weightOf(coding) === most) ?? 'identity';
}

/** "gzip;q=0.5" as its name and weight; a weight that cannot be read counts as none given. */
function readPart(part: string): [name: string, weight: number] {
  const [name = '', ...rest] = part.split(';');
  const given = rest.map((text) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/i.exec(text)?.[1]).find((text) => text);
  return [name.trim().toLowerCase(), Math.min(given === undefined ? 1 : Number(given), 1)];
}

/** The same, remembering what it chose: browsers send a handful of headers between them. */
export function rememberCodings(): typeof chooseCoding {
  const chosen = new Map<string, Coding>();
  return (header) => {
    const known = header === undefined ? 'identity' : chosen.get(header);
    if (known !== undefined) return known;
    const coding = chooseCoding(header);
    if (chosen.size < MOST_REMEMBERED && header !== undefined && header.length <= LONGEST_REMEMBERED)
      chosen.set(header, coding);
    return coding;
  };
}

/** Whether a page of this type and size gains by being compressed. */
export const isWorthCoding = (contentType: string, bytes: number): boolean =>
  bytes >= SMALLEST_BYTES && /^text\/|[/+](json|xml)\b/i.test(contentType);

/**
 * A body in one of its forms. A page is compressed where it stands: handing it to another thread and back takes
 * longer than compressing it, and twice the work where many are made at once. What is larger is handed over.
 */
export async function encode(body: Buffer, coding: Coding): Promise<Buffer> {
  if (coding === 'identity') return body;
  if (coding === 'gzip') return promisify(gzip)(body);
  const options: BrotliOptions = {
    chunkSize: CHUNK_BYTES,
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      [constants.BROTLI_PARAM_LGWIN]: windowFor(body.length),
    },
  };
  return body.length <= LARGEST_AT_ONCE
    ? brotliCompressSync(body, options)
    : promisify(brotliCompress)(body, options);
}

/** The smallest window, as a power of two, that holds the whole body: the encoder clears all of it before it starts. */
const windowFor = (bytes: number): number =>
  Math.min(constants.BROTLI_DEFAULT_WINDOW, Math.max(16, Math.ceil(Math.log2(bytes))));
