import { sql, type Kysely } from 'kysely';

/* Frozen: never edit a migration that has run anywhere, add another one. Columns are explained in schema.ts. */

const STATEMENTS = [
  'alter table organisation add column trusted_since text',
  'alter table organisation add column trusted_by text',
  'alter table organisation add column merged_into text references organisation (id)',
  'alter table service add column hidden_reason text',
  'alter table service add column merged_into text references service (id)',
  'create index service_merged_into on service (merged_into) where merged_into is not null',
  'alter table service add column picture_id text',
  'alter table service add column picture_alt text',
  `create table revision (
    id text primary key, service_id text not null, organisation_id text not null references organisation (id) on delete cascade,
    number integer, state text not null check (state in ('draft', 'proposed', 'published', 'declined', 'withdrawn')),
    content text not null, base_content text, base_version integer, author text not null, author_kind text not null
    check (author_kind in ('partner', 'desk', 'review-link', 'import', 'undo')), reason text, restored_from text,
    created_at text not null, updated_at text not null, sent_at text, small_fields text, accepted_fields text,
    decided_by text, decided_at text, decision_reason text, checked_by text, checked_at text,
    version integer not null default 1) strict`,
  `create unique index revision_number on revision (service_id, number) where number is not null`,
  `create unique index revision_one_draft on revision (service_id, author) where state = 'draft'`,
  `create index revision_proposed on revision (sent_at) where state = 'proposed'`,
  'create index revision_organisation on revision (organisation_id)',
  `create table picture (
    id text primary key, organisation_id text not null references organisation (id) on delete cascade, sha256 text not null,
    width integer not null, height integer not null, added_at text not null) strict`,
  `create unique index picture_once on picture (organisation_id, sha256)`,
  `create table picture_file (
    picture_id text not null references picture (id) on delete cascade, width integer not null, bytes blob not null,
    primary key (picture_id, width)) strict, without rowid`,
  `create table claim (
    id text primary key, organisation_id text not null references organisation (id) on delete cascade,
    account_id text references account (id) on delete set null, name_sealed text, email_sealed text, email_hash text not null,
    way text not null check (way in ('email-domain', 'charity-contact', 'phone-code', 'desk', 'colleague')), words_sealed text,
    state text not null check (state in ('asked', 'approved', 'declined', 'withdrawn')), is_lead integer not null default 0
    check (is_lead in (0, 1)), token_hash text not null unique, code_hash text, code_expires_at text,
    code_tries integer not null default 0, idempotency_key text not null unique, created_at text not null,
    decided_at text, decided_by text, decision_reason text) strict`,
  'create index claim_organisation on claim (organisation_id)',
  `create index claim_open on claim (created_at) where state = 'asked'`,
  `create table evidence (
    id text primary key, organisation_id text not null references organisation (id) on delete cascade, kind text not null,
    what text, seen_on text, seen_by text, expires_on text, offered_at text not null, offered_by text not null,
    declined_at text, decline_reason text, ended_at text) strict`,
  'create index evidence_organisation on evidence (organisation_id)',
  `create table report (
    id text primary key, service_id text not null references service (id) on delete cascade, topic text not null,
    words_sealed text, contact_sealed text, idempotency_key text not null unique, created_at text not null,
    partner_says text check (partner_says in ('changed', 'right')), partner_words_sealed text, partner_at text,
    partner_by text, answered_at text, answered_by text, outcome text, answer_sealed text, told_at text) strict`,
  'alter table source add column refresh_asked_at text',
  `alter table source add column refresh_accepts_loss integer not null default 0
    check (refresh_accepts_loss in (0, 1))`,
  `create index report_open on report (created_at) where answered_at is null`,
  'create index report_service on report (service_id)',
  `create table review_step (
    service_id text not null references service (id) on delete cascade, due_on text not null, step text not null,
    done_on text not null, message_id text, primary key (service_id, due_on, step)) strict, without rowid`,
  'create index review_step_done on review_step (done_on)',
  'create index message_bounced on message (to_hash) where bounced_at is not null',
  'create index message_failed on message (failed_at) where failed_at is not null',
  `create table review_link (
    token_hash text primary key, organisation_id text not null references organisation (id) on delete cascade,
    services text not null, answers text not null default '{}', to_sealed text not null, to_hash text not null,
    sent_at text not null, expires_at text not null, used_at text) strict`,
  'create index review_link_organisation on review_link (organisation_id)',
  `create table review_call (
    id text primary key, service_id text not null references service (id) on delete cascade, due_on text not null,
    outcome text not null, called_on text not null, called_at text not null, called_by text not null) strict`,
  'create index review_call_service on review_call (service_id)',
  `create table duplicate_pair (
    kind text not null check (kind in ('service', 'organisation')), first_id text not null, second_id text not null,
    level text not null check (level in ('same', 'likely', 'possible')), score real not null, reasons text not null,
    primary key (kind, first_id, second_id)) strict, without rowid`,
  `create table duplicate_decision (
    kind text not null check (kind in ('service', 'organisation')), first_id text not null, second_id text not null,
    decision text not null check (decision in ('different', 'merged')), decided_at text not null, decided_by text not null,
    primary key (kind, first_id, second_id)) strict, without rowid`,
  `create table undo (
    id text primary key, action text not null, entity text not null, entity_id text not null, state text not null,
    done_at text not null, done_by text not null, until text not null, undone_at text, undone_by text) strict`,
  'create index undo_entity on undo (entity, entity_id)',
  `create table need_phrase (
    id text primary key, need_slug text not null, phrase text not null, change text not null check (change in ('added', 'removed')),
    changed_at text not null, changed_by text not null) strict`,
  'create unique index need_phrase_once on need_phrase (need_slug, phrase)',
  `create table need_text (
    need_slug text primary key, name text not null, description text not null, changed_at text not null,
    changed_by text not null) strict`,
  `create table service_day (
    service_id text not null references service (id) on delete cascade, day text not null, kind text not null
    check (kind in ('seen', 'saved', 'asked')), visits integer not null, primary key (service_id, day, kind)) strict, without rowid`,
];

/** Creates what organisations and the desk work with: revisions, claims, evidence, reports, reviews, merges. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
