import { gunzipSync } from 'node:zlib';
import { ImportRefused } from '../refusal.ts';

/** What a body says of itself as a page; hints only. Null: not said. */
export interface Envelope {
  totalItems: number | null;
  totalPages: number | null;
  number: number | null;
  isFirst: boolean | null;
  isLast: boolean | null;
}

/** What a body turned out to be, whatever its content type, its file's ending and its version say. */
export type Body =
  | { kind: 'page'; items: unknown[]; envelope: Envelope }
  | { kind: 'list'; items: unknown[]; broken: BrokenLine[] } // a bare array, or one object to a line
  | { kind: 'root' } // says where and what the feed is
  | { kind: 'service'; item: Record<string, unknown> };

/** What came is no feed, or not the whole of it. */
export class NotAFeed extends ImportRefused {
  override name = 'NotAFeed';
}

/** A line that is not JSON, with its place among the items. */
export interface BrokenLine {
  at: number; // how many items and broken lines come before it
  text: string;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * Finds out what a feed sent: a page (3.0 with snake_case, 1.0 with camelCase; the list under `contents` or
 * `content`), a bare array, one service, the root, or one JSON object to a line, compressed with gzip or not. `what`
 * begins the sentence of a refusal; `mostBytes` limits what it may grow to.
 */
export function readBody(data: Uint8Array, what: string, mostBytes: number): Body {
  const text = toText(unpack(data, what, mostBytes)).trim();
  if (text === '') throw new NotAFeed(`${what} is empty.`);
  if (text.startsWith('<')) throw new NotAFeed(`${what} is a web page or XML, not JSON.`);
  const value = parseJson(text);
  if (value === undefined) return readLines(text, what);
  if (Array.isArray(value)) return { kind: 'list', items: value, broken: [] };
  const body = isObject(value) ? readObject(value) : null;
  if (body === null) throw new NotAFeed(`${what} is JSON, but holds no services.`);
  return body;
}

function readObject(value: Record<string, unknown>): Body | null {
  const items = [value['contents'], value['content']].find((list) => Array.isArray(list));
  if (items !== undefined) return { kind: 'page', items: items as unknown[], envelope: readEnvelope(value) };
  if (value['empty'] === true) return { kind: 'page', items: [], envelope: readEnvelope(value) };
  if (isIdentified(value)) return { kind: 'service', item: value };
  return ['version', 'openapi_url', 'profile'].some((name) => typeof value[name] === 'string')
    ? { kind: 'root' }
    : null;
}

const isIdentified = (value: Record<string, unknown>): boolean =>
  ['string', 'number'].includes(typeof value['id']) && typeof value['name'] === 'string';

function readEnvelope(value: Record<string, unknown>): Envelope {
  const number = (...names: string[]): number | null => {
    const found = names.map((name) => value[name]).find((item) => item !== undefined && item !== null);
    const count = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
    return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : null;
  };
  const flag = (...names: string[]): boolean | null =>
    names.map((name) => value[name]).find((item) => typeof item === 'boolean') ?? null;
  return {
    totalItems: number('total_items', 'totalElements', 'totalItems'),
    totalPages: number('total_pages', 'totalPages'),
    number: number('page_number', 'number', 'pageNumber', 'page'),
    isFirst: flag('first_page', 'first', 'firstPage'),
    isLast: flag('last_page', 'last', 'lastPage'),
  };
}

/** One object to a line; a line that is none is reported, unless most are none: then it is something else. */
function readLines(text: string, what: string): Body {
  const items: unknown[] = [];
  const broken: BrokenLine[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const value = parseJson(line);
    if (isObject(value)) items.push(value);
    else broken.push({ at: items.length + broken.length, text: line.trim() });
  }
  if (items.length <= broken.length) throw new NotAFeed(`${what} is not JSON, or was cut off.`);
  return { kind: 'list', items, broken };
}

function unpack(data: Uint8Array, what: string, mostBytes: number): Uint8Array {
  if (data[0] === 0x50 && data[1] === 0x4b) {
    throw new NotAFeed(`${what} is a zip file: unpack it into a folder first.`);
  }
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data;
  try {
    return gunzipSync(data, { maxOutputLength: mostBytes });
  } catch (error) {
    const isLong = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new NotAFeed(
      isLong
        ? `${what} unpacks to more than ${Math.round(mostBytes / 1024 / 1024)} MB.`
        : `${what} begins like a gzip file, but cannot be unpacked.`,
    );
  }
}

/** JSON is UTF-8 (RFC 8259); older servers send Windows-1252, and spreadsheets save UTF-16. */
function toText(data: Uint8Array): string {
  if (data[0] === 0xff && data[1] === 0xfe) return new TextDecoder('utf-16le').decode(data);
  if (data[0] === 0xfe && data[1] === 0xff) return new TextDecoder('utf-16be').decode(data);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    return new TextDecoder('windows-1252').decode(data);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
