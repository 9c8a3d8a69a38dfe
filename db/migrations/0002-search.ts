import { sql, type Kysely } from 'kysely';

/* Frozen: never edit a migration that has run anywhere, add another one. Columns are explained in schema.ts. */

const TABLES = [
  `create table directory_change (
    version integer not null, service_id text not null, primary key (version, service_id)) strict, without rowid`,
  `create table search_day (
    day text not null, words text not null, needs text not null, results integer not null, searches integer not null,
    primary key (day, words, needs)) strict, without rowid`,
];

/** Creates what search keeps: which services each version of the directory changed, and what was searched for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db);
}
