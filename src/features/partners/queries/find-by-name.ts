import type { Db } from '#db/connection.ts';
import { findOrganisationsNamed } from '#src/features/accounts/queries/organisation-choices.ts';

const MOST = 20;

/** Public organisations whose name holds all of these words, with their addresses; at most 20. */
export async function findPublicOrganisations(
  db: Db,
  words: string,
): Promise<{ name: string; slug: string }[]> {
  const named = await findOrganisationsNamed(db, words, MOST * 2);
  if (named.length === 0) return [];
  const ids = named.map(({ id }) => id);
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'slug'])
    .where('id', 'in', ids)
    .where('visibility', '=', 'public')
    .execute();
  return ids.flatMap((id) => rows.filter((row) => row.id === id)).slice(0, MOST);
}
