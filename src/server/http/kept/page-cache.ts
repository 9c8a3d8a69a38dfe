/** Kept pages, bounded in bytes; the least recently used one goes first. */
export interface PageCache<Page> {
  /** The page kept under an address or a nickname. A generation that is new empties the cache first. */
  find(address: string, generation: string): Page | undefined;
  /** Keeps a page; false when it is larger than its share, or its generation is not the one last asked for. */
  keep(address: string, generation: string, page: Page, bytes: number): boolean;
  /** Counts bytes that a kept page has gained, such as its compressed form; it may leave for that. */
  grow(address: string, page: Page, bytes: number): void;
  /** Another way to write the address of a kept page, so that it is found without being read again. */
  nickname(written: string, address: string): void;
  size(): { pages: number; nicknames: number; bytes: number };
}

interface Kept<Page> {
  address: string;
  page: Page;
  bytes: number;
  nicknames: string[];
}

/** What one page costs beside its bodies and addresses: headers, map entries, objects. */
const OVERHEAD_BYTES = 2_048;
/** A page has more ways to be written only when somebody plays with its address. */
const MOST_NICKNAMES = 8;
const LONGEST_NICKNAME = 500;
/** Strings hold two bytes a character at most. */
const BYTES_PER_CHARACTER = 2;

/**
 * Makes an empty cache of at most `mostBytes`, none of whose pages takes more than `largestBytes`. A generation names
 * all that pages are made from, such as the directory's state and the minute: with a new one everything goes.
 */
export function createPageCache<Page>(mostBytes: number, largestBytes: number): PageCache<Page> {
  // A Map gives its entries oldest first: a page that is used is taken out and put back at the end.
  let pages = new Map<string, Kept<Page>>();
  let nicknames = new Map<string, Kept<Page>>();
  let newest: Kept<Page> | undefined;
  let generation = '';
  let bytes = 0;

  const begin = (next: string): void => {
    generation = next;
    newest = undefined;
    bytes = 0;
    pages = new Map();
    nicknames = new Map();
  };
  const drop = (kept: Kept<Page>): void => {
    pages.delete(kept.address);
    for (const name of kept.nicknames) nicknames.delete(name);
    bytes -= kept.bytes;
  };
  const makeRoom = (): void => {
    for (const oldest of pages.values()) {
      if (bytes <= mostBytes) return;
      drop(oldest);
    }
  };
  const add = (kept: Kept<Page>, more: number): void => {
    kept.bytes += more;
    bytes += more;
    if (kept.bytes > largestBytes) drop(kept);
    makeRoom();
  };

  return {
    find(address, wanted) {
      if (wanted !== generation) begin(wanted);
      const kept = pages.get(address) ?? nicknames.get(address);
      if (kept === undefined) return undefined;
      if (kept !== newest) {
        pages.delete(kept.address);
        pages.set(kept.address, kept);
        newest = kept;
      }
      return kept.page;
    },
    keep(address, of, page, size) {
      if (of !== generation) return false;
      const before = pages.get(address);
      if (before !== undefined) drop(before);
      const kept: Kept<Page> = { address, page, bytes: 0, nicknames: [] };
      pages.set(address, kept);
      newest = kept;
      add(kept, size + OVERHEAD_BYTES + address.length * BYTES_PER_CHARACTER);
      return pages.get(address) === kept;
    },
    grow(address, page, more) {
      const kept = pages.get(address);
      if (kept?.page === page) add(kept, more);
    },
    nickname(written, address) {
      const kept = pages.get(address);
      if (kept === undefined || written === address || nicknames.has(written)) return;
      if (kept.nicknames.length >= MOST_NICKNAMES || written.length > LONGEST_NICKNAME) return;
      kept.nicknames.push(written);
      nicknames.set(written, kept);
      add(kept, written.length * BYTES_PER_CHARACTER);
    },
    size: () => ({ pages: pages.size, nicknames: nicknames.size, bytes }),
  };
}
