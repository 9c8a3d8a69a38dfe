import { sql } from 'kysely';
import type { Db } from './connection.ts';

/** The triggers of a table, as they were written, with single spaces and in lower case. */
export async function listTriggers(db: Db, table: string): Promise<{ name: string; text: string }[]> {
  const { rows } = await sql<{ name: string; sql: string }>`select name, sql from sqlite_master
    where type = 'trigger' and tbl_name = ${table} order by name`.execute(db);
  return rows.map((row) => ({ name: row.name, text: row.sql.replace(/\s+/g, ' ').trim().toLowerCase() }));
}
