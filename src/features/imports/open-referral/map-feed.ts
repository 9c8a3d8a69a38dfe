import type { NeedTree } from '#src/features/needs/content.ts';
import { recordHash } from '../identity.ts';
import { quote, type Problem } from '../problem.ts';
import { reportLeftOver } from './left-over.ts';
import { mapItem, type FeedDraft } from './map-service.ts';
import { sniffVersion, type FeedVersion } from './version.ts';

/** An item of a feed as it came, with its number in the order of the feed, from 1. */
export interface RawItem {
  row: number;
  value: unknown;
}

/** A feed's items after mapping, each by itself; `settleFeed` puts them together. */
export interface MappedFeed {
  version: FeedVersion | null; // null: these are no services
  drafts: FeedDraft[];
  problems: Problem[];
  unusable: ReadonlySet<string>; // keys of items left out because something is wrong
  complete: boolean; // the key of every item is known
  total: number;
  skipped: number;
  failed: number;
}

/**
 * Reads the services of a feed, whatever they hold: each becomes a draft, or is left out with a reason. Of items with
 * the same id the first counts. Never throws on what JSON can say.
 */
export function mapFeed(items: readonly RawItem[], needs: NeedTree): MappedFeed {
  const problems: Problem[] = reportLeftOver(items.map((item) => item.value));
  const first = new Map<string, FeedDraft>();
  const unusable = new Set<string>();
  let complete = true;
  let failed = 0;
  for (const item of items) {
    const noticed: Problem[] = [];
    const mapped = mapItem(item, needs, noticed);
    const before = mapped.kind === 'draft' ? first.get(mapped.draft.service.key) : undefined;
    if (mapped.kind === 'failed') {
      failed += 1;
      if (mapped.key === null) complete = false;
      else unusable.add(mapped.key);
    } else if (before !== undefined) {
      failed += 1;
      problems.push(sayRepeated(mapped.draft, before));
      continue;
    } else {
      first.set(mapped.draft.service.key, mapped.draft);
    }
    problems.push(...noticed);
  }
  const version = sniffVersion(items.map((item) => item.value));
  return {
    version,
    drafts: [...first.values()],
    problems,
    unusable,
    complete,
    total: items.length,
    skipped: 0,
    failed,
  };
}

function sayRepeated(draft: FeedDraft, before: FeedDraft): Problem {
  const isSame = recordHash(draft.service) === recordHash(before.service);
  const reason = `its id ${quote(draft.service.key)} was already in item ${before.row}${isSame ? '' : ', which says something else'}`;
  return { row: draft.row, record: draft.service.name, column: 'id', reason, leftOut: true };
}
