import type { Db } from '#db/connection.ts';
import type { Day } from '#db/schema.ts';
import { holdsWords } from '#src/features/open-referral/words.ts';
import { feedServices } from '../feed-services.ts';

/**
 * The organisations that run at least one service of the feed on `today`, by name and then by id; with words only
 * those that have all of them in their names or description.
 */
export async function findOrganisationIds(db: Db, today: Day, words?: string): Promise<string[]> {
  const query = feedServices(db, today)
    .select('organisation.id')
    .distinct()
    .select('organisation.name')
    .orderBy('organisation.name')
    .orderBy('organisation.id');
  if (words === undefined) return (await query.execute()).map(({ id }) => id);
  const rows = await query
    .select(['organisation.alternate_name as alternateName', 'organisation.description'])
    .execute();
  return rows
    .filter(({ name, alternateName, description }) => holdsWords(words, [name, alternateName, description]))
    .map(({ id }) => id);
}
