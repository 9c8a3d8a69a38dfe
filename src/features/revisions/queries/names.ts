import type { Db } from '#db/connection.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { Names } from '../present/lines.ts';

/** What these contents only know by an id or a slug, by name; one that is gone by its id. */
export async function readNames(
  db: Db,
  needs: ReadonlyMap<string, { name: string }>,
  records: readonly (ServiceRecord | null | undefined)[],
): Promise<Names> {
  const ids = [...new Set(records.flatMap((record) => record?.organisationKey ?? []))];
  const rows =
    ids.length === 0
      ? []
      : await db.selectFrom('organisation').select(['id', 'name']).where('id', 'in', ids).execute();
  const organisations = new Map(rows.map(({ id, name }) => [id, name]));
  return {
    need: (slug) => needs.get(slug)?.name ?? slug,
    organisation: (id) => organisations.get(id) ?? id,
  };
}
