import type { Db } from '#db/connection.ts';
import type { Visibility } from '#db/vocabulary.ts';

/** A service that one being added may be, as much as tells it from others. */
export interface LikeRow {
  id: string;
  slug: string;
  name: string;
  summary: string | null;
  visibility: Visibility;
  organisationId: string;
  organisationName: string;
  organisationSlug: string;
  organisationVisibility: Visibility;
  town: string | null; // of its first open place
}

/** Services by id, in the order asked for, hidden ones too: the page must heed `visibility`. */
export async function readLikeServices(db: Db, ids: readonly string[]): Promise<LikeRow[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .select(['service.id', 'service.slug', 'service.name', 'service.summary', 'service.visibility'])
    .select([
      'organisation.id as organisationId',
      'organisation.name as organisationName',
      'organisation.slug as organisationSlug',
      'organisation.visibility as organisationVisibility',
    ])
    .where('service.id', 'in', ids)
    .execute();
  const towns = await db
    .selectFrom('service_at_location')
    .innerJoin('location', 'location.id', 'service_at_location.location_id')
    .innerJoin('address', 'address.location_id', 'location.id')
    .select(['service_at_location.service_id', 'address.city'])
    .where('service_at_location.service_id', 'in', ids)
    .where('location.confidential', '=', 0)
    .orderBy('service_at_location.id')
    .execute();
  return ids.flatMap((id) => {
    const row = rows.find((each) => each.id === id);
    if (row === undefined) return [];
    return [{ ...row, town: towns.find((town) => town.service_id === id)?.city ?? null }];
  });
}
