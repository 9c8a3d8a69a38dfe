import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { SEALED_COLUMNS, SHORT_LIVED_COLUMNS, type SealedColumn } from './sealed-columns.ts';

/** Few enough that whoever else writes waits no longer than for a page. */
const BATCH = 100;
const AUDIT_BATCH = 2000;
const KEY_ID = 8; // characters at the beginning of what is sealed

/** How many values each key has sealed, by its id. */
export interface KeyUse {
  rows: Map<string, number>; // in columns that a rotation seals anew
  shortLived: Map<string, number>; // gone by themselves in a few days
  audit: Map<string, number>; // in the audit trail, for good
}

/** Counts what each key has sealed, in the whole database. */
export async function countKeyUse(db: Db): Promise<KeyUse> {
  const use: KeyUse = { rows: new Map(), shortLived: new Map(), audit: await countInAudit(db) };
  for (const column of SEALED_COLUMNS) await countIn(db, column, use.rows);
  for (const column of SHORT_LIVED_COLUMNS) await countIn(db, column, use.shortLived);
  return use;
}

async function countIn(
  db: Db,
  { table, column }: Pick<SealedColumn, 'table' | 'column'>,
  counts: Map<string, number>,
): Promise<void> {
  const { rows } = await sql<{ key: string; n: number }>`
    select substr(${sql.ref(column)}, 1, ${KEY_ID}) as key, count(*) as n from ${sql.table(table)}
    where ${sql.ref(column)} like '________.%' group by key`.execute(db);
  for (const { key, n } of rows) add(counts, key, n);
}

/** Sealed values stand within the JSON of an event: "sealed:KEY.…". */
async function countInAudit(db: Db): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let after = -1; ;) {
    const events = await db
      .selectFrom('audit_event')
      .select(['sequence', 'before', 'after'])
      .where('sequence', '>', after)
      .where((eb) => eb.or([eb('before', 'like', '%"sealed:%'), eb('after', 'like', '%"sealed:%')]))
      .orderBy('sequence')
      .limit(AUDIT_BATCH)
      .execute();
    for (const { before, after: changed } of events)
      for (const [, key = ''] of `${before ?? ''} ${changed ?? ''}`.matchAll(/"sealed:([a-z0-9]{8})\./g))
        add(counts, key, 1);
    after = events.at(-1)?.sequence ?? after;
    if (events.length < AUDIT_BATCH) return counts;
  }
}

const add = (counts: Map<string, number>, key: string, n: number): void =>
  void counts.set(key, (counts.get(key) ?? 0) + n);

export interface Resealed {
  resealed: number;
  /** Values that do not open, by table and column: they were altered, or their key is gone. Left as they are. */
  unopened: string[];
}

/**
 * Seals every value anew that another key than the current one has sealed, a few at a time, so that the website goes on;
 * a value that changes meanwhile is left to whoever changed it. What was done stays done when it is stopped.
 */
export async function resealAll(
  db: Db,
  keys: Keys,
  current: string,
  {
    columns = SEALED_COLUMNS,
    batch = BATCH,
    onProgress = () => undefined,
  }: {
    columns?: readonly SealedColumn[];
    batch?: number;
    onProgress?: (resealed: number) => void;
  } = {},
): Promise<Resealed> {
  const done: Resealed = { resealed: 0, unopened: [] };
  for (const column of columns) {
    for (let after: string | number | null = null; ;) {
      const rows = await nextRows(db, column, current, after, batch);
      if (rows.length > 0) await resealRows(db, keys, column, rows, done);
      onProgress(done.resealed);
      const last = rows.at(-1);
      if (last === undefined || rows.length < batch) break;
      after = last.id;
    }
  }
  return done;
}

interface SealedRow {
  id: string | number;
  sealed: string;
}

async function nextRows(
  db: Db,
  { table, column, id }: SealedColumn,
  current: string,
  after: string | number | null,
  limit: number,
): Promise<SealedRow[]> {
  const from = after === null ? sql`` : sql`and ${sql.ref(id)} > ${after}`;
  const { rows } = await sql<SealedRow>`
    select ${sql.ref(id)} as id, ${sql.ref(column)} as sealed from ${sql.table(table)}
    where ${sql.ref(column)} <> '' and ${sql.ref(column)} not like ${`${current}.%`} ${from}
    order by ${sql.ref(id)} limit ${limit}`.execute(db);
  return rows;
}

/** In one transaction, so that the disk is waited for once; each value only where it is still the one that was read. */
async function resealRows(
  db: Db,
  keys: Keys,
  { table, column, id, context }: SealedColumn,
  rows: readonly SealedRow[],
  done: Resealed,
): Promise<void> {
  const renewed = rows.flatMap((row) => {
    const sealed = renew(keys, row.sealed, context(String(row.id)));
    if (sealed === null) done.unopened.push(`${table}.${column}`);
    return sealed === null ? [] : [{ ...row, renewed: sealed }];
  });
  const updated = await db.transaction().execute(async (trx) => {
    let count = 0;
    for (const row of renewed) {
      const result = await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${row.renewed}
        where ${sql.ref(id)} = ${row.id} and ${sql.ref(column)} = ${row.sealed}`.execute(trx);
      count += Number(result.numAffectedRows ?? 0n);
    }
    return count;
  });
  done.resealed += updated;
}

function renew(keys: Keys, sealed: string, context: string): string | null {
  try {
    return keys.seal(keys.unseal(sealed, context), context);
  } catch {
    return null;
  }
}
