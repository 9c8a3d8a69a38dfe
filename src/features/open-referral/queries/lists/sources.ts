import type { Db } from '#db/connection.ts';
import type { Day } from '#db/schema.ts';
import { publicServices } from '#src/features/services/queries/public-services.ts';

/** Somebody else's records in this directory, and on what terms. */
export interface SharedSource {
  name: string;
  licence: string;
  attribution: string | null;
  url: string | null;
  isPassedOn: boolean; // false: shown on pages, and in no feed
}

/** The sources of the services that the public may see on `today`, by name. */
export async function listSharedSources(db: Db, today: Day): Promise<SharedSource[]> {
  const rows = await publicServices(db, today)
    .innerJoin('source', 'source.id', 'service.source_id')
    .select(['source.name', 'source.licence', 'source.attribution', 'source.url', 'source.republish'])
    .distinct()
    .orderBy('source.name')
    .execute();
  return rows.map(({ republish, ...source }) => ({ ...source, isPassedOn: republish === 1 }));
}
