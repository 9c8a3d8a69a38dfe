import type { Db } from '#db/connection.ts';
import type { FeedParams } from '#src/features/open-referral/params/table.ts';
import { narrowedServices, type ListSetting } from './narrowing.ts';
import { findRunning } from './running.ts';

/** A service of the feed before it is read. */
export interface ServiceKey {
  id: string;
  lastModified: string;
}

/**
 * The services of the feed that pass everything the tables can tell, by name and then by id. Words and places are not
 * looked at: the search index knows them.
 */
export async function findServiceKeys(
  db: Db,
  setting: ListSetting,
  params: FeedParams,
): Promise<ServiceKey[]> {
  const narrowed = await narrowedServices(db, setting, params);
  const rows = await narrowed
    .select(['service.id', 'service.updated_at as lastModified'])
    .orderBy('service.name')
    .orderBy('service.id')
    .execute();
  const running = await findRunning(db, setting.today, params);
  return running === null ? rows : rows.filter(({ id }) => running.services.has(id));
}
