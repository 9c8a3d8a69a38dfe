import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import { readHead } from '#src/features/audit/chain.ts';
import { sealContext } from '#src/features/audit/queries/seals.ts';
import { verifyTrail } from '#src/features/audit/queries/verify.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { BackupRefused } from './refused.ts';

/** A column whose values are sealed: how a row's own id makes the context of its value. */
interface SealedColumn {
  table: string;
  column: string;
  id: string; // the column that names the row
  context: (id: string) => string;
}

/** Every sealed column whose values outlive a restoration. */
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
  { table: 'request_event', column: 'reason_sealed', id: 'id', context: (id) => `request-event:${id}` },
  { table: 'request_note', column: 'words_sealed', id: 'id', context: (id) => `request-note:${id}` },
  { table: 'contact_attempt', column: 'note_sealed', id: 'id', context: (id) => `contact-attempt:${id}` },
  { table: 'consent', column: 'reason_sealed', id: 'id', context: (id) => `consent:${id}` },
  { table: 'referral_event', column: 'note_sealed', id: 'id', context: (id) => `referral-event:${id}` },
  { table: 'referral_link', column: 'to_sealed', id: 'token_hash', context: (id) => `referral-link:${id}` },
  { table: 'audit_seal', column: 'sealed', id: 'sequence', context: (id) => sealContext(Number(id)) },
];

/** Refuses a database whose audit trail is not whole, or does not end where the manifest says. */
export async function checkTrail(db: Db, keys: Keys, auditHead: string | null): Promise<void> {
  if (auditHead === null) return;
  const noted = readHead(auditHead);
  if (noted === null) throw new BackupRefused('The manifest of the backup is damaged: use another backup.');
  const { isWhole, faults } = await verifyTrail(db, keys, { noted });
  if (!isWhole)
    throw new BackupRefused(`The audit trail of the backup is not whole: ${faults[0]?.text ?? ''}`);
}

/** Refuses keys that do not open the first and the last value of each sealed column. */
export async function checkSeals(db: Db, keys: Keys): Promise<void> {
  for (const { table, column, id, context } of SEALED_COLUMNS) {
    for (const order of [sql`asc`, sql`desc`]) {
      const { rows } = await sql<{ id: string; sealed: string }>`
        select ${sql.ref(id)} as id, ${sql.ref(column)} as sealed from ${sql.table(table)}
        where ${sql.ref(column)} is not null order by ${sql.ref(id)} ${order} limit 1`.execute(db);
      const [row] = rows;
      if (row !== undefined) checkOpens(keys, row.sealed, context(String(row.id)), `${table}.${column}`);
    }
  }
}

function checkOpens(keys: Keys, sealed: string, context: string, where: string): void {
  try {
    keys.unseal(sealed, context);
  } catch {
    throw new BackupRefused(
      `What is sealed in ${where} does not open with these keys: it was altered, or another key is missing.`,
    );
  }
}
