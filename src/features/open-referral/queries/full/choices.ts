import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Flag } from '#db/schema.ts';
import type { ServiceRows } from '#src/features/open-referral/shape/rows.ts';

type Choices = Required<Pick<ServiceRows, 'needs' | 'deliveries' | 'joinings' | 'audiences'>>;

interface Collected {
  needs: { need_slug: string; suggested: 0 | 1 }[];
  deliveries: string[];
  joinings: string[];
  audiences: string[];
}

const NOT_SUGGESTED = sql.lit<Flag>(0);

/** What services have of the lists to choose from, by service: four narrow tables at once, because each costs a look. */
export async function readChoices(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Choices>> {
  const rows = await db
    .selectFrom('service_need')
    .where('service_id', 'in', ids)
    .select(['service_id', sql.lit('need').as('list'), 'need_slug as item', 'suggested'])
    .unionAll(
      db
        .selectFrom('service_delivery')
        .where('service_id', 'in', ids)
        .select([
          'service_id',
          sql.lit('delivery').as('list'),
          'delivery as item',
          NOT_SUGGESTED.as('suggested'),
        ]),
    )
    .unionAll(
      db
        .selectFrom('service_joining')
        .where('service_id', 'in', ids)
        .select([
          'service_id',
          sql.lit('joining').as('list'),
          'joining as item',
          NOT_SUGGESTED.as('suggested'),
        ]),
    )
    .unionAll(
      db
        .selectFrom('service_audience')
        .where('service_id', 'in', ids)
        .select([
          'service_id',
          sql.lit('audience').as('list'),
          'audience as item',
          NOT_SUGGESTED.as('suggested'),
        ]),
    )
    .execute();
  const found = new Map<string, Collected>();
  for (const { service_id, list, item, suggested } of rows) {
    const of = found.get(service_id) ?? { needs: [], deliveries: [], joinings: [], audiences: [] };
    found.set(service_id, of);
    if (list === 'need') of.needs.push({ need_slug: item, suggested: suggested === 1 ? 1 : 0 });
    else if (list === 'delivery') of.deliveries.push(item);
    else if (list === 'joining') of.joinings.push(item);
    else of.audiences.push(item);
  }
  return found;
}
