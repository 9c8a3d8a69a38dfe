import type { Db } from '#db/connection.ts';
import { readPlaces } from '#src/features/places/queries.ts';
import { readServicesForIndex } from '#src/features/services/queries/rows-for-index.ts';
import type { Change } from './edit.ts';
import type { IndexContent } from './open.ts';
import type { IndexSources } from './pack.ts';

/** More changed services than this are not patched in: building anew costs less than it would hold others up. */
const MOST_PATCHED = 50;

/** The number that rises with every change a visitor could see, and when it last did. */
export const readVersion = (db: Db): Promise<{ version: number; changedAt: string }> =>
  db.selectFrom('directory_version').select(['version', 'changed_at as changedAt']).executeTakeFirstOrThrow();

/** Everything an index is made of. The version is read first: a change made while reading is then noticed later. */
export async function readSources(db: Db, day: string, content: IndexContent): Promise<IndexSources> {
  const { version } = await readVersion(db);
  const services = await readServicesForIndex(db, day);
  const places = await readPlaces(db);
  return { version, day, services, places, ...content };
}

/** What changed after one version up to another, or null when that is not known or too much to patch in. */
export async function readChanges(
  db: Db,
  day: string,
  after: number,
  upTo: number,
): Promise<Change[] | null> {
  if (upTo - after > MOST_PATCHED) return null;
  const rows = await db
    .selectFrom('directory_change')
    .where('version', '>', after)
    .where('version', '<=', upTo)
    .selectAll()
    .execute();
  const ids = [...new Set(rows.map((row) => row.service_id))];
  const explained = new Set(rows.map((row) => row.version)).size;
  if (explained < upTo - after || ids.length > MOST_PATCHED) return null;
  const services = new Map(
    (await readServicesForIndex(db, day, ids)).map((service) => [service.id, service] as const),
  );
  return ids.map((id) => ({ id, service: services.get(id) ?? null }));
}
