import { sql, type Kysely } from 'kysely';

/* Frozen: never edit a migration that has run anywhere, add another one. Columns are explained in schema.ts. */

const STATEMENTS = [
  'alter table service add column bsl_video_url text',
  'alter table service add column easy_read_tested_by text',
  `create table easy_read_idea (
    service_id text not null references service (id) on delete cascade, position integer not null,
    picture text not null, words text not null, primary key (service_id, position)) strict, without rowid`,
  `create table service_text (
    service_id text not null references service (id) on delete cascade, language_code text not null,
    name text, summary text, description text, eligibility_description text, application_process text,
    primary key (service_id, language_code)) strict, without rowid`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
