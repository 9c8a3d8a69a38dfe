import { sql, type Kysely } from 'kysely';

/* Frozen: never edit a migration that has run anywhere, add another one. Columns are explained in schema.ts. */

const STATEMENTS = [
  `create table request (
    id text primary key, reference text unique, state text not null check (state in ('draft', 'sent', 'with_navigator', 'closed')),
    made_by text not null check (made_by in ('self', 'helper', 'professional', 'navigator')), answers_sealed text, area text,
    same_day integer not null default 0 check (same_day in (0, 1)), red_flags integer not null default 0,
    urgent_shown_at text, filled_in_by text, draft_token_hash text unique, draft_version integer not null default 1,
    draft_parts text not null default '{}',
    draft_expires_at text, draft_seen_at text, track_token_hash text unique, track_token_sealed text,
    navigator_id text references account (id) on delete set null, taken_at text, sent_at text, contact_due_on text,
    contacted_at text, overdue_told_at text, same_day_told_at text, closed_at text, closed_reason text, closed_note_sealed text,
    feedback_token_hash text unique, feedback_asked_at text, feedback_given_at text, feedback_sealed text,
    legal_hold_sealed text, legal_hold_at text, legal_hold_by text,
    erased_at text, erased_by text, erased_reason text, erased_note_sealed text, created_by text, created_at text not null, updated_at text not null,
    version integer not null default 1) strict`,
  `create index request_open on request (state, sent_at) where state in ('sent', 'with_navigator')`,
  `create index request_closed on request (closed_at) where closed_at is not null`,
  `create index request_draft on request (draft_expires_at) where state = 'draft'`,
  'create index request_navigator on request (navigator_id) where navigator_id is not null',
  `create table request_lookup (
    request_id text not null references request (id) on delete cascade, kind text not null
    check (kind in ('name', 'phone', 'email', 'nhs-number', 'birth-and-postcode')), hash text not null,
    primary key (request_id, kind, hash)) strict, without rowid`,
  'create index request_lookup_hash on request_lookup (hash)',
  `create table request_event (
    id text primary key, request_id text not null references request (id) on delete cascade, at text not null, actor text not null,
    kind text not null, from_state text, to_state text, reason_sealed text) strict`,
  'create index request_event_request on request_event (request_id, at)',
  `create table request_note (
    id text primary key, request_id text not null references request (id) on delete cascade,
    referral_id text, author text not null check (author in ('person', 'helper', 'navigator', 'service')),
    kind text not null check (kind in ('addition', 'note', 'question', 'answer')), words_sealed text not null,
    idempotency_key text unique, at text not null, by text not null) strict`,
  'create index request_note_request on request_note (request_id, at)',
  `create table request_handover (
    token_hash text primary key, request_id text not null references request (id) on delete cascade,
    direction text not null check (direction in ('to-person', 'to-navigator')), made_by text not null, made_at text not null,
    expires_at text not null, used_at text) strict`,
  'create index request_handover_request on request_handover (request_id)',
  `create table contact_attempt (
    id text primary key, request_id text not null references request (id) on delete cascade, at text not null, by text not null,
    channel text not null check (channel in ('phone', 'text', 'email', 'letter', 'visit')),
    outcome text not null check (outcome in ('spoke', 'no-answer', 'message-left', 'sent', 'wrong-details')),
    note_sealed text, idempotency_key text unique) strict`,
  'create index contact_attempt_request on contact_attempt (request_id, at)',
  `create table consent (
    id text primary key, request_id text not null references request (id) on delete cascade, purpose text not null
    check (purpose in ('navigator', 'service', 'gp', 'feedback')), service_id text, recipient text not null, shared text not null,
    decision text not null check (decision in ('given', 'refused', 'withdrawn')), given_by text not null
    check (given_by in ('self', 'helper', 'attorney', 'best-interests')), method text not null
    check (method in ('online', 'phone', 'in-person', 'written')), wording_id text not null, wording text not null,
    reason_sealed text, at text not null, recorded_by text not null, idempotency_key text unique) strict`,
  'create index consent_request on consent (request_id, at)',
  `create trigger consent_is_kept before update of id, request_id, purpose, service_id, recipient, shared, decision, given_by,
    method, wording_id, wording, at, recorded_by, idempotency_key on consent
    begin select raise(abort, 'a consent is never changed'); end`,
  `create trigger consent_reason_is_kept before update of reason_sealed on consent
    when old.reason_sealed is null or new.reason_sealed is null
    begin select raise(abort, 'a reason is sealed with another key, never given or taken away'); end`,
  `create table referral (
    id text primary key, request_id text not null references request (id) on delete cascade,
    service_id text not null references service (id), organisation_id text not null references organisation (id),
    reference text not null unique, state text not null check (state in ('sent', 'opened', 'accepted', 'declined',
    'more_information_asked', 'contacted', 'started', 'completed', 'could_not_contact', 'person_declined', 'withdrawn')),
    shared text not null, sent_at text not null, sent_by text not null, opened_at text, answered_at text, chase_on text not null,
    chased_at text, escalate_on text not null, escalated_at text, decline_reason text, closed_at text,
    contact_attempts integer not null default 0, version integer not null default 1) strict`,
  'create index referral_request on referral (request_id)',
  'create index referral_organisation on referral (organisation_id, state)',
  'create index referral_service on referral (service_id)',
  `create index referral_waiting on referral (chase_on, escalate_on) where state in ('sent', 'opened')`,
  `create unique index referral_open_once on referral (request_id, service_id)
    where state in ('sent', 'opened', 'accepted', 'more_information_asked', 'contacted', 'started')`,
  `create table referral_event (
    id text primary key, referral_id text not null references referral (id) on delete cascade, at text not null, actor text not null,
    from_state text, to_state text not null, reason text, note_sealed text, idempotency_key text unique) strict`,
  'create index referral_event_referral on referral_event (referral_id, at)',
  `create table referral_link (
    token_hash text primary key, referral_id text not null references referral (id) on delete cascade, to_sealed text,
    purpose text not null check (purpose in ('answer', 'progress')), sent_at text not null, expires_at text not null,
    used_at text) strict`,
  'create index referral_link_referral on referral_link (referral_id)',
  `create table proof_code (
    subject text not null check (subject in ('track', 'referral', 'draft')), subject_id text not null, code_hash text,
    holder text not null check (holder in ('person', 'helper', 'service')), expires_at text, tries integer not null default 0,
    sent_at text, sent_today integer not null default 0, birth_tries integer not null default 0, birth_tried_on text,
    primary key (subject, subject_id)) strict, without rowid`,
  `create table proof_session (
    token_hash text primary key, subject text not null check (subject in ('track', 'referral', 'draft')),
    subject_id text not null, holder text not null check (holder in ('person', 'helper', 'service')),
    created_at text not null, seen_at text not null, expires_at text not null) strict`,
  'create index proof_session_subject on proof_session (subject, subject_id)',
  `create table retention_run (
    id text primary key, at text not null, what text not null, ending text, count integer not null, before text not null) strict`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
