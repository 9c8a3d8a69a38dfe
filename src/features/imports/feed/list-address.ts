import { NotAFeed, readBody, type Body } from './body.ts';
import { FetchFailed } from './failures.ts';
import { LIMITS, type Fetcher } from './fetch.ts';

/** How a feed's list is asked for, found out from its first answers. */
export interface Setup {
  list: string; // the address of the list, without page and full
  first: number; // the number of its first page: 1, or 0 where they count from 0
  full: boolean; // `full=true` is understood, or at least not refused
  details: boolean | null; // services are fetched one by one; null: not known yet
}

/** The first answer: a page of a list, or all there is in one. */
export type Opened = { kind: 'paged'; setup: Setup; body: Body } | { kind: 'whole'; body: Body };

/** Refusals of a parameter nobody knows: with others, asking in a simpler way would not help. */
const NOT_UNDERSTOOD = [400, 404, 406, 422];

/** The address of one page of the list. */
export function pageAddress(setup: Setup, page: number): string {
  const url = new URL(setup.list);
  url.searchParams.set('page', String(setup.first + page - 1));
  if (setup.full) url.searchParams.set('full', 'true');
  return url.href;
}

/** The address of one service. */
export function serviceAddress(setup: Setup, id: string): string {
  const url = new URL(setup.list);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(id)}`;
  for (const name of ['per_page', 'format']) url.searchParams.delete(name);
  return url.href;
}

/** Fetches an address and finds out what it sends. */
export const fetchBody = async (fetcher: Fetcher, address: string): Promise<Body> =>
  readBody(await fetcher.fetch(address), address, LIMITS.pageBytes);

/**
 * Finds the list of services from what people have: the feed's root, the list itself, one of its pages, or a file on
 * a web server. Throws what the first address answered when nothing is found.
 */
export async function openList(fetcher: Fetcher, where: string): Promise<Opened> {
  const url = new URL(where);
  if (url.searchParams.get('format') === 'ndjson') {
    const body = await fetchBody(fetcher, where);
    return body.kind === 'page' ? openPaged(fetcher, listOf(url)) : { kind: 'whole', body };
  }
  if (/\/services\/?$/.test(url.pathname)) return openPaged(fetcher, listOf(url));
  try {
    const body = await fetchBody(fetcher, where);
    if (body.kind === 'page') return await openPaged(fetcher, listOf(url));
    if (body.kind !== 'root') return { kind: 'whole', body };
  } catch (error) {
    if (!isWorthAnotherTry(error)) throw error;
    return await openPaged(fetcher, below(url)).catch(() => {
      throw error;
    });
  }
  return openPaged(fetcher, below(url));
}

/** Older feeds have nothing at their root, or a web page for people. */
const isWorthAnotherTry = (error: unknown): boolean =>
  error instanceof NotAFeed || (error instanceof FetchFailed && error.status === 404);

function listOf(url: URL): string {
  const list = new URL(url);
  for (const name of ['page', 'full', 'minimal']) list.searchParams.delete(name);
  list.hash = '';
  return list.href;
}

function below(url: URL): string {
  const list = new URL(listOf(url));
  list.pathname = `${list.pathname.replace(/\/$/, '')}/services`;
  return list.href;
}

async function openPaged(fetcher: Fetcher, list: string): Promise<Opened> {
  const setup: Setup = { list, first: 1, full: true, details: null };
  const body = await fetchBody(fetcher, pageAddress(setup, 1)).catch((error: unknown) => {
    if (!(error instanceof FetchFailed) || !NOT_UNDERSTOOD.includes(error.status ?? 0)) throw error;
    setup.full = false;
    return fetchBody(fetcher, pageAddress(setup, 1));
  });
  if (body.kind === 'service') return { kind: 'whole', body };
  if (body.kind === 'root') throw new NotAFeed(`${list} says where the feed is, but holds no services.`);
  if (body.kind === 'page' && body.envelope.isFirst === false) {
    const fromZero = await readPageZero(fetcher, { ...setup, first: 0 });
    if (fromZero !== null) return { kind: 'paged', setup: { ...setup, first: 0 }, body: fromZero };
  }
  return { kind: 'paged', setup, body };
}

/** The page before the one that says it is not the first, where there is one. */
async function readPageZero(fetcher: Fetcher, setup: Setup): Promise<Body | null> {
  try {
    const body = await fetchBody(fetcher, pageAddress(setup, 1));
    return body.kind === 'page' && body.envelope.isFirst === true && body.items.length > 0 ? body : null;
  } catch (error) {
    if (error instanceof FetchFailed && error.status !== null) return null;
    throw error;
  }
}
