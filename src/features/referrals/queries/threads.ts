import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { ReferralHappening, ThreadEntry } from '../types.ts';

/** Questions of a service and their answers, the oldest first. */
export async function listThread(
  db: Db,
  keys: Pick<Keys, 'unseal'>,
  referralId: string,
): Promise<ThreadEntry[]> {
  const rows = await db
    .selectFrom('request_note')
    .select(['id', 'kind', 'author', 'words_sealed', 'at'])
    .where('referral_id', '=', referralId)
    .where('kind', 'in', ['question', 'answer'])
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind === 'question' ? 'question' : 'answer',
    author: row.author,
    words: keys.unseal(row.words_sealed, `request-note:${row.id}`),
    at: row.at,
  }));
}

/** What happened to a referral, the oldest first; `note` opened for those who may read its words. */
export async function listReferralEvents(
  db: Db,
  keys: Pick<Keys, 'unseal'>,
  referralId: string,
): Promise<ReferralHappening[]> {
  const rows = await db
    .selectFrom('referral_event')
    .selectAll()
    .where('referral_id', '=', referralId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actor: row.actor,
    from: row.from_state,
    to: row.to_state,
    reason: row.reason,
    note: row.note_sealed === null ? null : keys.unseal(row.note_sealed, `referral-event:${row.id}`),
  }));
}
