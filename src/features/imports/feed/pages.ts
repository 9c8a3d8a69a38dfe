import { NotAFeed, type Body, type BrokenLine, type Envelope } from './body.ts';
import type { Collection } from './collect.ts';
import { completeItems } from './details.ts';
import { FetchFailed } from './failures.ts';
import type { Fetcher } from './fetch.ts';
import { fetchBody, openList, pageAddress, type Opened, type Setup } from './list-address.ts';
import { watchPages } from './page-signs.ts';

/** Where fetched pages are kept until the import has ended. */
export interface PageKeeper {
  read(): Promise<ReadonlyMap<number, string>>; // by number, from 1
  keep(page: number, body: string): Promise<void>;
}

/** A page as it is kept: whole, so that going on from it needs no question asked again. */
export interface KeptPage {
  setup: Setup | null; // null: all there is in one
  kind: Body['kind'];
  envelope: Envelope | null; // null: a bare array
  items: unknown[];
  broken: BrokenLine[];
  failed: { item: unknown; reason: string }[];
}

export type OnPage = (page: number, of: number | null) => void;

const MOST_PAGES = 20_000;

/**
 * Reads a feed page by page into a collection, going on from the pages kept. Where last_page, total_pages, an empty
 * page and the count of services do not agree it asks on, and reports what may be missing.
 */
export async function readPages(
  fetcher: Fetcher,
  where: string,
  keeper: PageKeeper,
  collection: Collection,
  onPage: OnPage = () => undefined,
): Promise<void> {
  const kept = await keeper.read();
  const keep = async (number: number, page: KeptPage): Promise<KeptPage> => {
    await keeper.keep(number, JSON.stringify(page));
    return page;
  };
  const known = (number: number): KeptPage | null => {
    const body = kept.get(number);
    return body === undefined ? null : (JSON.parse(body) as KeptPage);
  };
  const first = known(1) ?? (await keep(1, await toFirstPage(fetcher, await openList(fetcher, where))));
  const { setup } = first;
  if (setup === null) return readWhole(first, collection);
  const state = watchPages(collection, first.envelope);
  for (let number = 1; ; number += 1) {
    if (number > MOST_PAGES) {
      collection.doubt(`it has more than ${MOST_PAGES} pages, and no more are read`);
      break;
    }
    let page = number === 1 ? first : known(number);
    if (page === null) {
      try {
        page = await keep(number, await fetchPage(fetcher, setup, number));
      } catch (error) {
        if (!isMissingPage(error)) throw error;
        if (!state.miss(number, error)) break;
        continue;
      }
    }
    setup.details = page.setup?.details ?? setup.details;
    onPage(number, state.pages());
    if (!state.take(number, page)) break;
  }
  state.end();
}

async function toFirstPage(fetcher: Fetcher, opened: Opened): Promise<KeptPage> {
  if (opened.kind === 'paged') return toPage(fetcher, opened.setup, opened.body);
  const { body } = opened;
  const items = body.kind === 'service' ? [body.item] : body.kind === 'list' ? body.items : [];
  const broken = body.kind === 'list' ? body.broken : [];
  return { setup: null, kind: body.kind, envelope: null, items, broken, failed: [] };
}

function readWhole(page: KeptPage, collection: Collection): void {
  collection.add(page.items, 'a line before', page.broken);
  if (page.kind === 'service') collection.doubt('this is one service and not a list of them');
}

const fetchPage = async (fetcher: Fetcher, setup: Setup, number: number): Promise<KeptPage> => {
  const address = pageAddress(setup, number);
  const body = await fetchBody(fetcher, address);
  if (body.kind === 'page' || body.kind === 'list') return toPage(fetcher, setup, body);
  throw new NotAFeed(`${address} is not a page of a list.`);
};

async function toPage(fetcher: Fetcher, setup: Setup, body: Body): Promise<KeptPage> {
  if (body.kind !== 'page' && body.kind !== 'list') throw new NotAFeed(`${setup.list} is not a list.`);
  const { items, failed, details } = await completeItems(fetcher, setup, body.items);
  const envelope = body.kind === 'page' ? body.envelope : null;
  const broken = body.kind === 'list' ? body.broken : [];
  return { setup: { ...setup, details }, kind: body.kind, envelope, items, broken, failed };
}

/** The server answers, but not with this page. Limits, private addresses and a dead connection end the import. */
const isMissingPage = (error: unknown): error is FetchFailed | NotAFeed =>
  error instanceof NotAFeed || (error instanceof FetchFailed && error.isAboutThis);
