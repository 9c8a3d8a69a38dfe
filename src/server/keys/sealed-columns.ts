import { sealContext } from '#src/features/audit/queries/seals.ts';

/** A column whose values are sealed: how a row's own id makes the context of its value. */
export interface SealedColumn {
  table: string;
  column: string;
  id: string; // the column that names the row
  context: (id: string) => string;
}

/** Every sealed column whose values are kept, in backups too: a rotation of the keys seals them anew. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'feedback', column: 'sealed_content', id: 'id', context: (id) => `feedback:${id}` },
  { table: 'account', column: 'totp_sealed', id: 'id', context: (id) => `account-totp:${id}` },
  { table: 'account', column: 'totp_next_sealed', id: 'id', context: (id) => `account-totp:${id}` },
  { table: 'message', column: 'to_sealed', id: 'id', context: (id) => `message-to:${id}` },
  { table: 'message', column: 'content_sealed', id: 'id', context: (id) => `message:${id}` },
  { table: 'claim', column: 'name_sealed', id: 'id', context: (id) => `claim-name:${id}` },
  { table: 'claim', column: 'email_sealed', id: 'id', context: (id) => `claim-email:${id}` },
  { table: 'claim', column: 'words_sealed', id: 'id', context: (id) => `claim-words:${id}` },
  { table: 'report', column: 'words_sealed', id: 'id', context: (id) => `report-words:${id}` },
  { table: 'report', column: 'contact_sealed', id: 'id', context: (id) => `report-contact:${id}` },
  { table: 'report', column: 'partner_words_sealed', id: 'id', context: (id) => `report-partner:${id}` },
  { table: 'report', column: 'answer_sealed', id: 'id', context: (id) => `report-answer:${id}` },
  { table: 'review_link', column: 'to_sealed', id: 'token_hash', context: (id) => `review-link:${id}` },
  { table: 'request', column: 'answers_sealed', id: 'id', context: (id) => `request:${id}` },
  { table: 'request', column: 'track_token_sealed', id: 'id', context: (id) => `request-track:${id}` },
  { table: 'request', column: 'closed_note_sealed', id: 'id', context: (id) => `request-closed:${id}` },
  { table: 'request', column: 'feedback_sealed', id: 'id', context: (id) => `request-feedback:${id}` },
  { table: 'request', column: 'legal_hold_sealed', id: 'id', context: (id) => `request-hold:${id}` },
  { table: 'request', column: 'erased_note_sealed', id: 'id', context: (id) => `request-erased:${id}` },
  { table: 'request_event', column: 'reason_sealed', id: 'id', context: (id) => `request-event:${id}` },
  { table: 'request_note', column: 'words_sealed', id: 'id', context: (id) => `request-note:${id}` },
  { table: 'contact_attempt', column: 'note_sealed', id: 'id', context: (id) => `contact-attempt:${id}` },
  { table: 'consent', column: 'reason_sealed', id: 'id', context: (id) => `consent:${id}` },
  { table: 'referral_event', column: 'note_sealed', id: 'id', context: (id) => `referral-event:${id}` },
  { table: 'referral_link', column: 'to_sealed', id: 'token_hash', context: (id) => `referral-link:${id}` },
  { table: 'audit_seal', column: 'sealed', id: 'sequence', context: (id) => sealContext(Number(id)) },
];

/**
 * Values that are sealed for an hour or a few days at most and then go: a rotation leaves them alone, and their key is
 * kept until they are gone. What the audit trail holds (`sealedForAudit`) cannot be sealed anew at all: its hash covers it.
 */
export const SHORT_LIVED_COLUMNS: readonly Pick<SealedColumn, 'table' | 'column'>[] = [
  { table: 'sign_in_link_request', column: 'email_sealed' },
  { table: 'kept_form', column: 'sealed_values' },
  { table: 'auth_token', column: 'details' },
];
