/** Rows by what they belong to. A row without an owner is left out. */
export function byOwner<Row>(
  rows: readonly Row[],
  ownerOf: (row: Row) => string | null,
): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const owner = ownerOf(row);
    if (owner === null) continue;
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [row]);
    else group.push(row);
  }
  return groups;
}

/** Rows that belong to a service, by its id. */
export const byService = <Row extends { service_id: string | null }>(
  rows: readonly Row[],
): ReadonlyMap<string, Row[]> => byOwner(rows, (row) => row.service_id);
