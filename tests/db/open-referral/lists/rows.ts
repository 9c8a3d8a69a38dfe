import type { Db } from '#db/connection.ts';
import { needTermId } from '#src/features/open-referral/ids.ts';
import type { ListSetting } from '#src/features/open-referral/queries/lists/narrowing.ts';

/** Saturday 21 November 2026, and a tree of one need with another below it. */
export const SETTING: ListSetting = {
  today: '2026-11-21',
  needs: {
    bySlug: new Map(
      [
        { slug: 'food', name: 'Food', description: 'Food', parent: null },
        { slug: 'food-banks', name: 'Food banks', description: 'Food banks', parent: 'food' },
        { slug: 'debt', name: 'Debt', description: 'Debt', parent: null },
      ].map((need) => [need.slug, need]),
    ),
  },
};
export const FOOD = needTermId('food');
export const FOOD_BANKS = needTermId('food-banks');

export async function putSource(
  db: Db,
  id: string,
  republish: 0 | 1,
  changes: { attribution?: string; url?: string } = {},
): Promise<void> {
  await db
    .insertInto('source')
    .values({
      id,
      name: `Source ${id}`,
      licence: 'Their licence',
      format: 'csv',
      created_at: '2026-11-01T00:00:00.000Z',
      republish,
      attribution: null,
      url: null,
      last_imported_at: null,
      ...changes,
    })
    .execute();
}

export async function putNeed(db: Db, serviceId: string, slug: string): Promise<void> {
  await db.insertInto('service_need').values({ service_id: serviceId, need_slug: slug }).execute();
}

/** A term of somebody else's taxonomy, and the services that have it. */
export async function putTerm(
  db: Db,
  id: string,
  { taxonomy, parent = null, services }: { taxonomy: string; parent?: string | null; services: string[] },
): Promise<void> {
  await db
    .insertInto('taxonomy')
    .values({ id: taxonomy, name: taxonomy, description: taxonomy })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('taxonomy_term')
    .values({ id, taxonomy_id: taxonomy, name: id, description: id, parent_id: parent })
    .execute();
  for (const service of services)
    await db
      .insertInto('attribute')
      .values({ id: `${id}-${service}`, link_id: service, link_entity: 'service', taxonomy_term_id: id })
      .execute();
}
