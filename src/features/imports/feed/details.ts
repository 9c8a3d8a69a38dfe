import { isObject, NotAFeed } from './body.ts';
import { idOf } from './collect.ts';
import { FetchFailed } from './failures.ts';
import type { Fetcher } from './fetch.ts';
import { fetchBody, serviceAddress, type Setup } from './list-address.ts';

const AT_ONCE = 4;
/** So many are fetched to find out whether single services say more than the list. */
const TRIED = 3;

/** What a service has beside its own words, in 3.0 and 1.0. */
const PARTS = [
  'accessibility',
  'attributes',
  'contacts',
  'cost_options',
  'eligibilitys',
  'funding',
  'fundings',
  'languages',
  'locations',
  'phones',
  'regular_schedules',
  'schedules',
  'service_areas',
  'service_at_locations',
  'service_taxonomys',
];

/** A page's services with all that belongs to them, and those of which only the short form could be had. */
export interface WholeItems {
  items: unknown[];
  failed: { item: unknown; reason: string }[];
  details: boolean | null;
}

/** True when a list gave only the service's own words. */
export const isThin = (item: unknown): boolean =>
  isObject(item) && (!isObject(item['organization']) || !PARTS.some((name) => Object.hasOwn(item, name)));

const isRicher = (item: Record<string, unknown>, list: unknown): boolean =>
  isObject(list) &&
  ['organization', ...PARTS].some((name) => Object.hasOwn(item, name) && !Object.hasOwn(list, name));

/**
 * Completes the services of a page of which the list gave only their own words, by fetching each, four at a time. When
 * the first few say no more by themselves than in the list, none is fetched.
 */
export async function completeItems(
  fetcher: Fetcher,
  setup: Setup,
  items: readonly unknown[],
): Promise<WholeItems> {
  const thin = items.filter((item) => isThin(item) && idOf(item) !== null);
  if (setup.details === false || thin.length === 0) {
    return { items: [...items], failed: [], details: setup.details };
  }
  const whole = new Map<unknown, Detail>();
  const fetchAll = async (some: readonly unknown[]): Promise<void> => {
    await inParallel(some, async (item) => {
      whole.set(item, await fetchDetail(fetcher, setup, idOf(item) ?? ''));
    });
  };
  await fetchAll(thin.slice(0, TRIED));
  const hasMore = [...whole].some(([item, detail]) => detail.ok && isRicher(detail.item, item));
  if (setup.details !== true && !hasMore) return { items: [...items], failed: [], details: false };
  await fetchAll(thin.slice(TRIED));
  const result: WholeItems = { items: [], failed: [], details: true };
  for (const item of items) {
    const detail = whole.get(item);
    if (detail === undefined) result.items.push(item);
    else if (detail.ok) result.items.push(Object.assign({}, item, detail.item));
    else result.failed.push({ item, reason: detail.reason });
  }
  return result;
}

type Detail = { ok: true; item: Record<string, unknown> } | { ok: false; reason: string };

async function fetchDetail(fetcher: Fetcher, setup: Setup, id: string): Promise<Detail> {
  const address = serviceAddress(setup, id);
  try {
    const body = await fetchBody(fetcher, address);
    if (body.kind === 'service' && idOf(body.item) === id) return { ok: true, item: body.item };
    return { ok: false, reason: `${address} is not this service` };
  } catch (error) {
    if (!(error instanceof NotAFeed) && !(error instanceof FetchFailed && error.isAboutThis)) throw error;
    return { ok: false, reason: error.message.replace(/\.$/, '') };
  }
}

/** Does something to each, a few at a time; the first failure ends it. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
