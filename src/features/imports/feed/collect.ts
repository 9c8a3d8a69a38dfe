import { canonicalJson } from '../identity.ts';
import { quote, type Problem } from '../problem.ts';
import { isObject, type BrokenLine } from './body.ts';

/** A service as the feed sent it. `row` counts the feed's items from 1. */
export interface RawItem {
  row: number;
  value: unknown;
}

/** All that came of a feed. */
export interface RawFeed {
  items: RawItem[];
  problems: Problem[];
  complete: boolean; // false: something may be missing, so nobody can say what is gone
  total: number; // items and broken lines read
  failed: number; // of these, left out here already
  unusable: Set<string>; // ids of items that are there but could not be fetched whole
}

/** Gathers a feed's items page by page and notices what is there twice. */
export interface Collection {
  /** Adds a page's items; true when all of them were there before. */
  add(items: readonly unknown[], where: string, broken?: readonly BrokenLine[]): boolean;
  /** Leaves out an item that the feed has but that could not be fetched whole. */
  leaveOut(item: unknown, reason: string): void;
  /** Reports something about the feed as a whole. */
  report(reason: string): void;
  /** The same, and something may be missing because of it. */
  doubt(reason: string): void;
  /** How many different services there are so far. */
  count(): number;
  /** True when some service was there twice. */
  hasRepeats(): boolean;
  end(): RawFeed;
}

export const idOf = (item: unknown): string | null => {
  if (!isObject(item)) return null;
  const { id } = item;
  return typeof id === 'string' && id.trim() !== '' ? id.trim() : typeof id === 'number' ? String(id) : null;
};

const nameOf = (item: unknown): string =>
  isObject(item) && typeof item['name'] === 'string' ? item['name'] : (idOf(item) ?? '');

export function collect(): Collection {
  const feed: RawFeed = {
    items: [],
    problems: [],
    complete: true,
    total: 0,
    failed: 0,
    unusable: new Set(),
  };
  const seen = new Map<string, { where: string; value: unknown }>();
  let repeats = 0;
  let different = 0;
  const leave = (row: number, record: string, reason: string): void => {
    feed.failed += 1;
    feed.problems.push({ row, column: null, reason, leftOut: true, record });
  };
  const report = (reason: string): void => {
    feed.problems.push({ row: 0, column: null, reason, leftOut: false, record: '' });
  };
  const take = (value: unknown, where: string): boolean => {
    feed.total += 1;
    const id = idOf(value);
    const first = id === null ? undefined : seen.get(id);
    if (first === undefined) {
      if (id !== null) seen.set(id, { where, value });
      different += 1;
      feed.items.push({ row: feed.total, value });
      return false;
    }
    repeats += 1;
    const isSame = canonicalJson(first.value) === canonicalJson(value);
    const again = isSame ? 'it was' : 'a different one with its id was';
    leave(feed.total, nameOf(value), `${again} already on ${first.where}`);
    return true;
  };
  return {
    add: (items, where, broken = []) => {
      // A page that was there before is one thing to report, not fifty.
      if (items.length > 0 && items.every((item) => seen.has(idOf(item) ?? ''))) return true;
      const brokenAt = new Map(broken.map((line) => [line.at, line.text]));
      const skipBroken = (line: number): number => {
        const text = brokenAt.get(line);
        if (text === undefined) return line;
        feed.total += 1;
        feed.complete = false;
        leave(feed.total, '', `this line is not JSON: ${quote(text)}`);
        return skipBroken(line + 1);
      };
      let line = skipBroken(0);
      for (const item of items) {
        take(item, where);
        line = skipBroken(line + 1);
      }
      return false;
    },
    leaveOut: (item, reason) => {
      const id = idOf(item);
      feed.total += 1;
      different += 1;
      if (id !== null) {
        seen.set(id, { where: 'a page before', value: item });
        feed.unusable.add(id);
      }
      leave(feed.total, nameOf(item), reason);
    },
    report,
    doubt: (reason) => {
      feed.complete = false;
      report(reason);
    },
    count: () => different,
    hasRepeats: () => repeats > 0,
    end: () => feed,
  };
}
