import type { Insertable, Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';

/** Rows waiting to be inserted, table by table. */
export type Rows = { [Table in keyof Database]?: Insertable<Database[Table]>[] };

/** SQLite takes at most 32,766 values in one statement; PostgreSQL 65,535. */
const VALUES_PER_STATEMENT = 30_000;

/** Tables in an order in which every row finds the rows it points at. */
const ORDER = [
  'organisation',
  'organisation_identifier',
  'location',
  'address',
  'service',
  'service_need',
  'service_delivery',
  'service_joining',
  'service_audience',
  'service_at_location',
  'schedule',
  'closure',
  'service_area',
  'contact',
  'phone',
  'cost_option',
  'language',
  'accessibility',
  'funding',
  'required_document',
  'easy_read_idea',
  'service_text',
  'attribute',
] as const satisfies readonly (keyof Database)[];

/** Adds rows to those waiting for a table. */
export function addRows<Table extends keyof Database>(
  rows: Rows,
  table: Table,
  more: readonly Insertable<Database[Table]>[],
): void {
  const waiting: Insertable<Database[Table]>[] = rows[table] ?? [];
  for (const row of more) waiting.push(row);
  Object.assign(rows, { [table]: waiting });
}

/** Inserts what is waiting, several rows to a statement. */
export async function insertAll(trx: Transaction<Database>, rows: Rows): Promise<void> {
  for (const table of ORDER) {
    const waiting: object[] = rows[table] ?? [];
    const [first] = waiting;
    if (first === undefined) continue;
    const perStatement = Math.floor(VALUES_PER_STATEMENT / Object.keys(first).length);
    for (let start = 0; start < waiting.length; start += perStatement) {
      // Rows and table were matched by `addRows`; Kysely cannot follow a table that is a variable.
      const part = waiting.slice(start, start + perStatement) as Insertable<Database['closure']>[];
      await trx
        .insertInto(table as 'closure')
        .values(part)
        .execute();
    }
  }
}
