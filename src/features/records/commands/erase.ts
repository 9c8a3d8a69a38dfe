import type { Transaction } from 'kysely';
import { emptyWal, type Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { OPEN_STATES } from '#src/features/referrals/moves.ts';
import { writeRequestEvent } from '#src/features/requests/commands/event.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { ErasureReason } from '../rules.ts';
import { blankMessages, endProofs } from './remove.ts';

export interface Erasure {
  requestId: string;
  reason: ErasureReason;
  words: string; // who asked, and when: kept sealed
}

export type ErasureRefusal = 'unknown' | 'on-hold' | 'open-referrals' | 'still-open' | 'erased-already';

/**
 * Removes everything of a person from a request: answers, notes, words, consents, hashes to find it by, messages. Its
 * reference, its dates and what became of it stay, with who erased it and why. Drafts go altogether. Refuses what is on
 * hold, and what is open: services that have it would go on, so it is withdrawn first.
 */
export async function eraseRequest(
  db: Db,
  keys: Pick<Keys, 'seal'>,
  { requestId: id, reason, words }: Erasure,
  actor: Actor,
  at: Date,
): Promise<Result<'erased' | 'deleted', ErasureRefusal>> {
  type Erased = Result<'erased' | 'deleted', ErasureRefusal>;
  const result = await db.transaction().execute(async (trx): Promise<Erased> => {
    await takeTurn(trx);
    const row = await trx.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) return refused('unknown');
    if (row.legal_hold_sealed !== null) return refused('on-hold');
    if (row.erased_at !== null) return refused('erased-already');
    if (await hasOpenReferrals(trx, id)) return refused('open-referrals');
    if (row.state === 'sent' || row.state === 'with_navigator') return refused('still-open');
    await recordEvent(trx, {
      at,
      actor,
      action: 'request.erase',
      entity: 'request',
      entityId: id,
      after: { reason },
    });
    await blankMessages(trx, [id], at);
    await endProofs(trx, [id]);
    if (row.state === 'draft') {
      await trx.deleteFrom('request').where('id', '=', id).execute();
      return ok('deleted');
    }
    await blankParts(trx, id);
    await trx
      .updateTable('request')
      .set({
        ...BLANK,
        erased_at: at.toISOString(),
        erased_by: actor.id,
        erased_reason: reason,
        erased_note_sealed: keys.seal(words, `request-erased:${id}`),
        updated_at: at.toISOString(),
        version: row.version + 1,
      })
      .where('id', '=', id)
      .execute();
    await writeRequestEvent(trx, null, { requestId: id, who: actor.id, kind: 'erase' }, at);
    return ok('erased');
  });
  if (result.ok) await emptyWal(db);
  return result;
}

/** What of a request's own row tells of the person. */
const BLANK = {
  answers_sealed: null,
  area: null,
  red_flags: 0,
  draft_token_hash: null,
  track_token_hash: null,
  track_token_sealed: null,
  closed_note_sealed: null,
  feedback_token_hash: null,
  feedback_sealed: null,
} as const;

export async function hasOpenReferrals(trx: Transaction<Database>, requestId: string): Promise<boolean> {
  const open = await trx
    .selectFrom('referral')
    .select('id')
    .where('request_id', '=', requestId)
    .where('state', 'in', OPEN_STATES)
    .executeTakeFirst();
  return open !== undefined;
}

/** The rows around it: those that only say what somebody wrote or agreed to go, the others lose their words. */
async function blankParts(trx: Transaction<Database>, id: string): Promise<void> {
  for (const table of [
    'request_lookup',
    'request_note',
    'request_handover',
    'contact_attempt',
    'consent',
  ] as const)
    await trx.deleteFrom(table).where('request_id', '=', id).execute();
  await trx
    .updateTable('request_event')
    .set({ reason_sealed: null })
    .where('request_id', '=', id)
    .where('reason_sealed', 'is not', null)
    .execute();
  const referrals = trx.selectFrom('referral').select('id').where('request_id', '=', id);
  await trx.deleteFrom('referral_link').where('referral_id', 'in', referrals).execute();
  await trx
    .updateTable('referral_event')
    .set({ note_sealed: null })
    .where('referral_id', 'in', referrals)
    .where('note_sealed', 'is not', null)
    .execute();
  await trx.updateTable('referral').set({ shared: '[]' }).where('request_id', '=', id).execute();
}
