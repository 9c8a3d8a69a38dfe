import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';

/* Frozen: never edit a migration that has run anywhere, add another one. Columns are explained in schema.ts. */

const BEFORE = [
  `create table account (
    id text primary key, email text not null, email_key text not null unique, name text not null,
    password_hash text, password_changed_at text, totp_sealed text, totp_next_sealed text, totp_confirmed_at text,
    totp_last_step integer, stopped_at text, stopped_reason text, is_demo integer not null default 0 check (is_demo in (0, 1)),
    version integer not null default 1, created_at text not null, created_by text, last_signed_in_at text) strict`,
  `create table account_role (
    id text primary key, account_id text not null references account (id) on delete cascade, role text not null,
    organisation_id text references organisation (id) on delete cascade, granted_at text not null,
    granted_by text not null) strict`,
  `create unique index account_role_once on account_role (account_id, role, coalesce(organisation_id, ''))`,
  'create index account_role_organisation on account_role (organisation_id) where organisation_id is not null',
  `create table session (
    id text primary key, token_hash text not null unique, account_id text not null references account (id) on delete cascade,
    created_at text not null, last_seen_at text not null, ends_at text not null,
    strength integer not null check (strength in (1, 2)), method text not null check (method in ('password', 'link', 'oidc')),
    device text not null, address_hash text, ended_at text, ended_by text) strict`,
  'create index session_account on session (account_id)',
  `create table auth_token (
    token_hash text primary key, kind text not null check (kind in ('invitation', 'sign-in', 'reset', 'email-change')),
    account_id text not null references account (id) on delete cascade, details text, created_at text not null,
    expires_at text not null, used_at text) strict`,
  'create index auth_token_account on auth_token (account_id)',
  `create table sign_in_link_request (
    id text primary key, email_sealed text not null, purpose text not null check (purpose in ('sign-in', 'reset')),
    requested_at text not null, handled_at text) strict`,
  'create index sign_in_link_request_open on sign_in_link_request (requested_at) where handled_at is null',
  `create table recovery_code (
    code_hash text primary key, account_id text not null references account (id) on delete cascade, used_at text) strict`,
  'create index recovery_code_account on recovery_code (account_id)',
  `create table sign_in_attempt (
    id text primary key, at text not null, account_hash text not null, address_hash text not null,
    device_hash text, step text not null check (step in ('password', 'link', 'second-step')), ok integer not null check (ok in (0, 1))) strict`,
  'create index sign_in_attempt_account on sign_in_attempt (account_hash, at)',
  'create index sign_in_attempt_address on sign_in_attempt (address_hash, at)',
  `create table known_device (
    token_hash text primary key, account_id text not null references account (id) on delete cascade,
    created_at text not null, last_used_at text not null) strict`,
  'create index known_device_account on known_device (account_id)',
  `create table external_identity (
    issuer text not null, subject text not null, account_id text not null references account (id) on delete cascade,
    created_at text not null, last_used_at text, primary key (issuer, subject)) strict, without rowid`,
  'create index external_identity_account on external_identity (account_id)',
  `create table kept_form (
    token_hash text primary key, account_id text not null references account (id) on delete cascade,
    path text not null, sealed_values text not null, created_at text not null, expires_at text not null) strict`,
  'create index kept_form_account on kept_form (account_id)',
  `create table setting (
    name text primary key, value text not null, version integer not null, updated_at text not null,
    updated_by text not null) strict`,
  `create table message (
    id text primary key, created_at text not null, kind text not null check (kind in ('email', 'text', 'letter')),
    template text not null, template_version text not null, form text not null check (form in ('plain', 'easy-read')),
    to_sealed text not null, to_hash text not null, content_sealed text not null, about_entity text, about_id text,
    dedupe_key text not null unique, channel text check (channel in ('log', 'smtp', 'notify')),
    next_try_at text, tries integer not null default 0, claimed_until text, sent_at text, provider_id text, failed_at text,
    failure text, bounced_at text, bounce text, cancelled_at text) strict`,
  'create index message_due on message (next_try_at) where next_try_at is not null',
  'create index message_to on message (to_hash)',
  'create index message_about on message (about_entity, about_id)',
  'create index message_provider on message (provider_id) where provider_id is not null',
  `create table task (
    id text primary key, kind text not null, entity text not null, entity_id text not null, title text not null,
    details text, dedupe_key text not null unique, created_at text not null, due_on text, done_at text, done_by text,
    outcome text) strict`,
  'create index task_open on task (created_at) where done_at is null',
  `create table audit_seal (
    sequence integer primary key, hash text not null, sealed text not null, created_at text not null) strict`,
  `create table audit_head (
    only_row integer primary key check (only_row = 1), sequence integer not null, hash text not null) strict`,
  'alter table audit_event rename to audit_event_unchained',
  'drop index audit_event_entity',
  `create table audit_event (
    sequence integer primary key, id text not null unique, happened_at text not null, actor text not null,
    action text not null, entity text not null, entity_id text not null, before text, after text, reason text,
    session_id text, address_hash text, previous_hash text not null, hash text not null) strict`,
  'create index audit_event_entity on audit_event (entity, entity_id)',
  'create index audit_event_actor on audit_event (actor)',
  'create index audit_event_happened_at on audit_event (happened_at)',
  'create index audit_event_session on audit_event (session_id) where session_id is not null',
  'create index audit_event_address on audit_event (address_hash) where address_hash is not null',
];

const AFTER = [
  'drop table audit_event_unchained',
  `create trigger audit_event_never_changes before update on audit_event
    begin select raise(abort, 'The audit trail is append-only.'); end`,
  `create trigger audit_event_never_goes before delete on audit_event
    begin select raise(abort, 'The audit trail is append-only.'); end`,
];

interface OldEvent {
  id: string;
  happened_at: string;
  actor: string;
  action: string;
  entity: string;
  entity_id: string;
  before: string | null;
  after: string | null;
  reason: string | null;
}

const BATCH = 1000;

/** Gives the events there are a place in the chain, in the order in which they happened. */
async function chain(db: Kysely<unknown>): Promise<void> {
  let sequence = 0;
  let hash = '0'.repeat(64);
  for (;;) {
    const { rows } = await sql<OldEvent>`select * from audit_event_unchained order by happened_at, id
      limit ${sql.lit(BATCH)} offset ${sql.lit(sequence)}`.execute(db);
    for (const row of rows) {
      sequence += 1;
      const previous = hash;
      hash = createHash('sha256')
        .update(
          JSON.stringify([
            previous,
            sequence,
            row.id,
            row.happened_at,
            row.actor,
            row.action,
            row.entity,
            row.entity_id,
            row.before,
            row.after,
            row.reason,
            null,
            null,
          ]),
        )
        .digest('hex');
      await sql`insert into audit_event values (${sequence}, ${row.id}, ${row.happened_at}, ${row.actor}, ${row.action},
        ${row.entity}, ${row.entity_id}, ${row.before}, ${row.after}, ${row.reason}, null, null, ${previous}, ${hash})`.execute(
        db,
      );
    }
    if (rows.length < BATCH) break;
  }
  await sql`insert into audit_head values (1, ${sequence}, ${hash})`.execute(db);
}

/** Creates accounts, sessions, settings, messages and tasks, and chains the audit trail. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of BEFORE) await sql.raw(statement).execute(db);
  await chain(db);
  for (const statement of AFTER) await sql.raw(statement).execute(db);
}
