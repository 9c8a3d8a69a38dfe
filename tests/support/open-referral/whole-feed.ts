import { join } from 'node:path';
import type { Db } from '#db/connection.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { feedServices } from '#src/features/open-referral/queries/feed-services.ts';
import { readFeedOrganisations } from '#src/features/open-referral/queries/full/organisations.ts';
import { readFeedServiceAtLocations } from '#src/features/open-referral/queries/full/service-at-locations.ts';
import { readFeedServices } from '#src/features/open-referral/queries/full/services.ts';
import { readFeedTaxonomies, readFeedTerms } from '#src/features/open-referral/queries/full/terms.ts';
import type { FullFeedSetting } from '#src/features/open-referral/types.ts';
import { feedFaults, repeatedIds } from './feed-checks.ts';
import { schemaFaults, type Kind } from './schemas.ts';
import { ROOT } from '../server.ts';

export const FEED_TODAY = '2026-11-21';
export const SETTING: FullFeedSetting = {
  siteUrl: 'https://frontdoor.example.org',
  today: FEED_TODAY,
  needs: readNeeds(join(ROOT, 'content')),
};

const PAGE = 200;

/** True: whole services also within links and organisations, which takes three times as long. */
export interface Nesting {
  nested: boolean;
}

/** Every item of a kind that the feed of a database holds, page after page, as a reader gets it: through JSON. */
export async function* feedItems(
  db: Db,
  options: Nesting = { nested: true },
): AsyncGenerator<{ kind: Kind; item: unknown }> {
  const rows = await feedServices(db, SETTING.today)
    .select(['service.id', 'service.organisation_id'])
    .orderBy('service.name')
    .orderBy('service.id')
    .execute();
  const links = await db
    .selectFrom('service_at_location')
    .where('service_id', 'in', feedServices(db, SETTING.today).select('service.id'))
    .select('id')
    .orderBy('id')
    .execute();
  const organisations = [...new Set(rows.map((row) => row.organisation_id))];
  const lists: [Kind, readonly string[], (ids: readonly string[]) => Promise<unknown[]>][] = [
    ['service', rows.map((row) => row.id), (ids) => readFeedServices(db, SETTING, ids)],
    [
      'service_at_location',
      links.map((row) => row.id),
      (ids) => readFeedServiceAtLocations(db, SETTING, ids, { withService: options.nested }),
    ],
    [
      'organization',
      organisations,
      (ids) => readFeedOrganisations(db, SETTING, ids, { withServices: options.nested }),
    ],
  ];
  for (const [kind, ids, read] of lists)
    for (let start = 0; start < ids.length; start += PAGE)
      yield* asRead(kind, await read(ids.slice(start, start + PAGE)));
  yield* asRead('taxonomy', await readFeedTaxonomies(db, SETTING));
  yield* asRead('taxonomy_term', await readFeedTerms(db, SETTING));
}

const asRead = (kind: Kind, items: unknown[]): { kind: Kind; item: unknown }[] =>
  items.map((item) => ({ kind, item: JSON.parse(JSON.stringify(item)) }));

/** Everything wrong with a database's whole feed (the first hundred faults), and how many items of each kind it has. */
export async function judgeFeed(
  db: Db,
  options: Nesting,
): Promise<{ counts: Partial<Record<Kind, number>>; faults: string[] }> {
  const counts: Partial<Record<Kind, number>> = {};
  const faults: string[] = [];
  const seen = new Set<string>();
  for await (const { kind, item } of feedItems(db, options)) {
    counts[kind] = (counts[kind] ?? 0) + 1;
    const id = typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : '';
    const key = `${kind} ${id}`;
    if (seen.has(key)) faults.push(`${key} comes twice`);
    seen.add(key);
    const found = [
      ...schemaFaults(kind, item),
      ...feedFaults(item),
      ...(kind === 'service' ? repeatedIds(item) : []),
    ];
    faults.push(...found.map((fault) => `${key}: ${fault}`));
    if (faults.length >= 100) break;
  }
  return { counts, faults: faults.slice(0, 100) };
}
