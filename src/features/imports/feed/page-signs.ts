import { countOf } from '#src/lib/text.ts';
import type { Envelope } from './body.ts';
import type { Collection } from './collect.ts';
import { FetchFailed } from './failures.ts';
import type { KeptPage } from './pages.ts';

/** So many pages one after another that bring nothing new end the reading. */
const MOST_FRUITLESS = 3;
/** So many pages one after another that the server cannot give: it is out of order, not they. */
const MOST_FAILED = 2;

/** What the pages say of where the list ends, weighed against each other. */
interface PageWatch {
  /** How many pages there are said to be. */
  pages(): number | null;
  /** Takes a page in; false when the list has ended. */
  take(number: number, page: KeptPage): boolean;
  /** Takes it that a page cannot be had; false when the list has ended. Throws when the server is out of order. */
  miss(number: number, error: Error): boolean;
  end(): void;
}

/** Follows the pages of a list into a collection, `envelope` being the first one's, and doubts what does not agree. */
export function watchPages(collection: Collection, envelope: Envelope | null): PageWatch {
  let pages = envelope?.totalPages ?? null;
  let items = envelope?.totalItems ?? null;
  let lastSaid: number | null = null; // the page that said it was the last
  let fruitless = 0;
  let failed = 0;
  let isMoreSaid = false;
  const offset = (envelope?.number ?? 1) - 1;
  const isBeyond = (number: number): boolean => pages !== null && number > pages;
  const of = (): string => (pages === null ? '' : ` of ${pages}`);
  const doubtAndGoOn = (reason: string): boolean => {
    collection.doubt(reason);
    fruitless += 1;
    return fruitless < MOST_FRUITLESS;
  };

  const readEnvelope = (number: number, said: Envelope): void => {
    if (said.totalItems !== null && items !== null && said.totalItems !== items) {
      collection.doubt(
        `on page ${number} it says it has ${services(said.totalItems)}, before it said ${services(items)}: it changed while it was read`,
      );
    }
    items = said.totalItems ?? items;
    pages = said.totalPages ?? pages;
    if (said.number !== null && said.number - number !== offset) {
      collection.doubt(`asked for page ${number} it sent page ${said.number - offset}`);
    }
  };

  /** There is more than was said: nothing is missing, but somebody should know. */
  const noteMore = (wasBeyond: boolean): void => {
    if ((!wasBeyond && lastSaid === null) || isMoreSaid) return;
    isMoreSaid = true;
    collection.report(
      lastSaid === null
        ? `it said it had ${countOf(pages ?? 0, 'page')}, but there are more`
        : `page ${lastSaid} said it was the last, but there are more`,
    );
  };

  /** Two signs of the end that agree, and none against. */
  const isEnd = (number: number, said: Envelope | null): boolean => {
    const signs = [
      said?.isLast ?? null,
      pages === null ? null : number >= pages,
      items === null ? null : collection.count() >= items,
    ].filter((sign) => sign !== null);
    return signs.length >= 2 && signs.every(Boolean);
  };

  return {
    pages: () => pages,
    miss: (number, error) => {
      failed += 1;
      const isNoSuchPage = error instanceof FetchFailed && (error.status ?? 0) < 500;
      if (isBeyond(number) || (pages === null && isNoSuchPage)) return false;
      if (failed >= MOST_FAILED) throw error;
      return doubtAndGoOn(`page ${number}${of()} is missing: ${error.message.replace(/\.$/, '')}`);
    },
    take: (number, page) => {
      failed = 0;
      const wasBeyond = isBeyond(number);
      if (page.items.length + page.failed.length + page.broken.length === 0) {
        if (pages === null || wasBeyond || (number === 1 && pages <= 1)) return false;
        return doubtAndGoOn(`page ${number}${of()} is empty`);
      }
      const isRepeated = collection.add(page.items, `page ${number}`, page.broken);
      for (const { item, reason } of page.failed) collection.leaveOut(item, reason);
      if (isRepeated && page.failed.length === 0) {
        // Past the end many servers send the last page again, and those that know no pages send all again.
        if (wasBeyond || (pages === null && (lastSaid !== null || page.envelope === null))) return false;
        return doubtAndGoOn(`page ${number}${of()} repeats services of the pages before it`);
      }
      fruitless = 0;
      noteMore(wasBeyond);
      if (page.envelope !== null && number > 1) readEnvelope(number, page.envelope);
      lastSaid = page.envelope?.isLast === true ? number : null;
      return !isEnd(number, page.envelope);
    },
    end: () => {
      const count = collection.count();
      if (items !== null && items !== count) {
        collection.doubt(`it says it has ${services(items)}, but ${services(count)} were counted`);
      } else if (items === null && collection.hasRepeats()) {
        collection.doubt('some services came twice, so others may not have come at all');
      }
    },
  };
}

const services = (count: number): string => countOf(count, 'service');
