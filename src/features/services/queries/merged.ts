import type { Db } from '#db/connection.ts';

/** Longer chains there are none of: a merge into something merged is refused, so each took a merge of its own. */
const LONGEST_CHAIN = 50;

/**
 * What took the place of services, or organisations, that were merged: by their own id, the id that the chain of merges
 * ends with. Those that were never merged are left out.
 */
export async function followMerges(
  db: Db,
  ids: readonly string[],
  table: 'service' | 'organisation' = 'service',
): Promise<ReadonlyMap<string, string>> {
  const next = new Map<string, string>();
  let asked = [...new Set(ids)];
  for (let step = 0; step < LONGEST_CHAIN && asked.length > 0; step += 1) {
    const rows = await db
      .selectFrom(table)
      .select(['id', 'merged_into as into'])
      .where('id', 'in', asked)
      .where('merged_into', 'is not', null)
      .execute();
    asked = [];
    for (const { id, into } of rows) {
      if (into === null || next.has(id)) continue;
      next.set(id, into);
      asked.push(into);
    }
  }
  const endOf = (id: string): string => {
    let end = id;
    for (let step = 0; step < LONGEST_CHAIN && next.has(end); step += 1) end = next.get(end) ?? end;
    return end;
  };
  return new Map(ids.filter((id) => next.has(id)).map((id) => [id, endOf(id)]));
}
