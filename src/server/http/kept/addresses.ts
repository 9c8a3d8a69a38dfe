import { endpointAt } from '#src/features/open-referral/params/address.ts';
import { readFeedParams, writeFeedParams } from '#src/features/open-referral/params/read.ts';
import { parseSearchParams, toParameters } from '#src/search/params.ts';
import type { RequestAddress } from '../address.ts';

/** The parameters a page reads, each with the value that changes nothing. */
type Reads = Readonly<Record<string, string>>;

const SEARCHES: readonly string[] = ['/search', '/api/search', '/easy-read/results'];
/**
 * The addresses whose pages may be kept, and the parameters they read. A page must agree by `Astro.locals.keep()`; a
 * parameter that is not here never reaches it, so that nobody can fill the memory with made-up ones.
 */
const PAGES: readonly (readonly [pattern: RegExp, reads: Reads])[] = [
  [/^\/services\/[^/]+$/, { near: '' }],
  [/^\/needs\/[^/]+$/, { near: '', page: '1' }],
  [/^\/organisations\/[^/]+$/, {}],
  [
    /^\/(needs|urgent-help|covering-your-tracks|about|contact|accessibility|privacy|cookies|credits|data)?$/,
    {},
  ],
  [/^\/easy-read\/urgent-help$/, { for: '' }],
  [/^\/easy-read\/find$/, { need: '', screen: '1', q: '', typed: '' }],
  [/^\/easy-read\/services\/[^/]+$/, { near: '', screen: '1' }],
  // Pages of words, and their screens; the other pages under this address read what was asked of them.
  [/^\/easy-read(?:\/(?!(?:find|results|get-help|track)(?:\/|$))[^/]+(?:\/[^/]+)?)?$/, {}],
  [/^\/suggestions$/, { q: '' }],
  [/^\/(place\.css|sitemap\.xml)$/, {}],
];
/** A longer address is nobody's second visit. */
const LONGEST_ADDRESS = 1_000;
/** What stands before the page's own path where it is read in another language. */
const LANGUAGE = /^\/[a-z]{2}(?=\/|$)/;

/**
 * The one address under which a page may be kept, however it was written: parameters in one order, without those that
 * are empty, at their default or not read by the page. Null when the page may not be kept, and for a search with a
 * mistake in it, whose page must say so.
 */
export function keptAddress({ path, query }: RequestAddress): string | null {
  const parameters = new URLSearchParams(query);
  const own = path.replace(LANGUAGE, '') || '/';
  const kept = keptParameters(path, parameters) ?? (own === path ? null : keptParameters(own, parameters));
  if (kept === null) return null;
  const address = kept === '' ? path : `${path}?${kept}`;
  return address.length > LONGEST_ADDRESS ? null : address;
}

const keptParameters = (path: string, parameters: URLSearchParams): string | null =>
  SEARCHES.includes(path)
    ? searchParameters(parameters)
    : (feedParameters(path, parameters) ?? pageParameters(path, parameters));

function searchParameters(parameters: URLSearchParams): string | null {
  const search = parseSearchParams(parameters);
  return search.errors.length > 0 ? null : toParameters(search);
}

/** A stream is never kept. */
function feedParameters(path: string, parameters: URLSearchParams): string | null {
  const endpoint = endpointAt(path);
  const read = endpoint === null ? null : readFeedParams(endpoint, parameters);
  return read === null || !read.ok || read.params.format === 'ndjson' ? null : writeFeedParams(read.params);
}

function pageParameters(path: string, parameters: URLSearchParams): string | null {
  const reads = PAGES.find(([pattern]) => pattern.test(path))?.[1];
  if (reads === undefined) return null;
  const pairs = Object.entries(reads).flatMap(([name, usual]) => {
    const value = parameters.get(name) ?? '';
    return value === '' || value === usual ? [] : [[name, value]];
  });
  return new URLSearchParams(pairs).toString();
}
