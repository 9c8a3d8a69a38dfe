import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { SearchedFor } from '#src/features/insight/rules.ts';
import { loggedPath } from '#src/server/log.ts';
import type { Leaving } from '../reading/neutral.ts';
import { encode, isWorthCoding, type Coding } from './codings.ts';
import type { RenderedPage } from './render.ts';

/** A kept page, as it is and in the forms that were asked for so far. */
export interface KeptPage {
  address: string;
  loggedPath: string;
  searched: SearchedFor | undefined;
  seen: string | undefined;
  leaving: Leaving | undefined;
  body: Buffer;
  /** Its own headers as names and values in turn; each form adds what differs. */
  headers: readonly string[];
  hash: string;
  isWorthCoding: boolean;
  forms: Map<Coding, PageForm>;
}

/**
 * A kept page ready to be sent: the headers of both answers as names and values in turn. The last value is that of
 * X-Request-Id, to be filled in: copying the list whole is quicker than adding to it.
 */
export interface PageForm {
  body: Buffer;
  head: readonly string[];
  unchangedHead: readonly string[]; // of "304 Not Modified"
}

/** Of one connection or one moment, or written anew here. */
const NOT_KEPT = new Set(['connection', 'content-length', 'date', 'etag', 'transfer-encoding', 'vary']);
const HASH_LETTERS = 22;

/**
 * Tells whether a rendered page may be kept: a plain success that said so itself, sets no cookie, forbids nobody to
 * store it and was made in one form for all. A sensitive page forbids browsers only: here it is like any other.
 */
export function mayBeKept({ status, headers, says }: RenderedPage): boolean {
  const { vary = 'accept-encoding' } = headers;
  return (
    says.keep &&
    status === 200 &&
    headers['set-cookie'] === undefined &&
    headers['content-encoding'] === undefined &&
    (says.leaving !== undefined || !/no-store/i.test(String(headers['cache-control']))) &&
    /^accept-encoding$/i.test(String(vary))
  );
}

/** Makes a rendered page ready to be kept; `common` are the headers that every answer carries. */
export function toKeptPage(address: string, rendered: RenderedPage, common: readonly string[]): KeptPage {
  const own = Object.entries(rendered.headers).flatMap(([name, value]) =>
    value === undefined || NOT_KEPT.has(name) ? [] : [name, String(value)],
  );
  return {
    address,
    loggedPath: loggedPath(address),
    searched: rendered.says.searched,
    seen: rendered.says.seen,
    leaving: rendered.says.leaving,
    body: rendered.body,
    headers: [...common, ...own, 'Vary', 'Accept-Encoding'],
    hash: createHash('sha256').update(rendered.body).digest('base64url').slice(0, HASH_LETTERS),
    isWorthCoding: isWorthCoding(String(rendered.headers['content-type']), rendered.body.length),
    forms: new Map(),
  };
}

/** The coding in which a page is sent to whoever prefers this one. */
export const codingFor = (page: KeptPage, preferred: Coding): Coding =>
  page.isWorthCoding ? preferred : 'identity';

const tagOf = (page: KeptPage, coding: Coding): string =>
  `"${page.hash}${coding === 'identity' ? '' : `-${coding}`}"`;

/** Makes a form of a page and adds it. The tag is of the page's content: made again unchanged, it is the same. */
export async function addForm(page: KeptPage, coding: Coding): Promise<PageForm> {
  const body = await encode(page.body, coding);
  const head = [...page.headers, 'ETag', tagOf(page, coding)];
  const encoding = coding === 'identity' ? [] : ['Content-Encoding', coding];
  const unchanged = head.filter((_, at) => head[at - (at % 2)] !== 'content-type');
  const form: PageForm = {
    body,
    head: [...head, ...encoding, 'Content-Length', String(body.length), 'X-Request-Id', ''],
    unchangedHead: [...unchanged, 'X-Request-Id', ''],
  };
  page.forms.set(coding, form);
  return form;
}

/** Whether the browser has this very page already (RFC 9110, 13.1.2), in whatever form it got it. */
export function isUnchanged(page: KeptPage, headers: IncomingHttpHeaders): boolean {
  const asked = headers['if-none-match'];
  if (asked === undefined) return false;
  const tags = asked.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  const ours = (['br', 'gzip', 'identity'] as const).map((coding) => tagOf(page, coding));
  return tags.some((tag) => tag === '*' || ours.includes(tag));
}
