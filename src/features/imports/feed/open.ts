import { collect, type RawFeed } from './collect.ts';
import { openFetcher, type FetchOptions } from './fetch.ts';
import { readSaved } from './files.ts';
import { readPages, type OnPage, type PageKeeper } from './pages.ts';

export interface FeedOptions extends FetchOptions {
  keeper?: PageKeeper;
  onPage?: OnPage;
}

export const isWebAddress = (where: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(where);

const KEEPS_NOTHING: PageKeeper = { read: async () => new Map(), keep: async () => undefined };

/**
 * The items of an Open Referral feed: from its address, a folder of saved files or one file, whatever they are called
 * and say they are. Refuses (ImportRefused) what is no feed or cannot be had; less than that is a problem, and
 * `complete` says whether something may be missing.
 */
export async function openFeed(where: string, options: FeedOptions): Promise<RawFeed> {
  const collection = collect();
  if (!isWebAddress(where)) {
    readSaved(where, collection);
    return collection.end();
  }
  const fetcher = openFetcher(options);
  try {
    await readPages(fetcher, where, options.keeper ?? KEEPS_NOTHING, collection, options.onPage);
  } finally {
    fetcher.close();
  }
  return collection.end();
}
