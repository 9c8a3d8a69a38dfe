import { sql, type Kysely } from 'kysely';

/* Frozen: never edit a migration that has run anywhere, add another one. Columns are explained in schema.ts. */

const STATEMENTS = [
  'alter table source add column mapping text',
  'alter table source add column refresh_days integer',
  'alter table source add column republish integer not null default 1 check (republish in (0, 1))',
  'alter table source add column held_since text',
  'alter table source add column held_reason text',
  `alter table import_run add column outcome text check (outcome in ('done', 'held', 'failed'))`,
  'alter table import_run add column message text',
  'alter table import_run add column problems integer not null default 0',
  'alter table import_run add column report text',
  `create table import_page (
    source_id text not null references source (id) on delete cascade, page integer not null, address text not null,
    body text not null, fetched_at text not null, primary key (source_id, page)) strict, without rowid`,
  `create table local_field (
    service_id text not null references service (id) on delete cascade, field text not null, edited_at text not null,
    primary key (service_id, field)) strict, without rowid`,
  `create table do_not_list (
    id text primary key, name text not null, name_key text not null, postcode text, charity_number text,
    website_host text, source_id text references source (id), source_record_id text, reason text,
    created_at text not null, lifted_at text) strict`,
  'create index do_not_list_name on do_not_list (name_key)',
  `create table job_lease (
    name text primary key, holder text not null, until text not null) strict, without rowid`,
  `create table job_run (
    id text primary key, name text not null, started_at text not null, finished_at text, outcome text
    check (outcome in ('done', 'failed')), counts text, message text, pretended_day text) strict`,
  'create index job_run_name on job_run (name, started_at)',
  'create index service_updated_at on service (updated_at)',
];

/** Creates what keeps imported records current: schedules of sources, pages fetched so far, what people here said, jobs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
