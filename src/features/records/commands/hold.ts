import type { Db } from '#db/connection.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { writeRequestEvent } from '#src/features/requests/commands/event.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';

export interface Hold {
  requestId: string;
  words: string; // why; kept sealed
}

/**
 * Holds a request: nothing of it is deleted, by nobody and by no job, until the hold is released. Held again, the reason is
 * the new one. Refuses what was erased: there is nothing left to hold.
 */
export async function holdRequest(
  db: Db,
  keys: Pick<Keys, 'seal'>,
  { requestId: id, words }: Hold,
  actor: Actor,
  at: Date,
): Promise<Result<'held', 'unknown' | 'erased'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await trx
      .selectFrom('request')
      .select(['erased_at', 'version'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined) return refused('unknown');
    if (row.erased_at !== null) return refused('erased');
    await trx
      .updateTable('request')
      .set({
        legal_hold_sealed: keys.seal(words, `request-hold:${id}`),
        legal_hold_at: at.toISOString(),
        legal_hold_by: actor.id,
        version: row.version + 1,
      })
      .where('id', '=', id)
      .execute();
    await writeRequestEvent(trx, keys, { requestId: id, who: actor.id, kind: 'hold', reason: words }, at);
    await recordEvent(trx, { at, actor, action: 'request.hold', entity: 'request', entityId: id });
    return ok('held');
  });
}

/** Ends a hold: what is due goes with the next run of the retention job. Refuses one that is not held. */
export async function releaseRequest(
  db: Db,
  keys: Pick<Keys, 'seal'>,
  { requestId: id, words }: Hold,
  actor: Actor,
  at: Date,
): Promise<Result<'released', 'unknown' | 'not-held'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await trx
      .selectFrom('request')
      .select(['legal_hold_sealed', 'version'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined) return refused('unknown');
    if (row.legal_hold_sealed === null) return refused('not-held');
    await trx
      .updateTable('request')
      .set({ legal_hold_sealed: null, legal_hold_at: null, legal_hold_by: null, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    await writeRequestEvent(trx, keys, { requestId: id, who: actor.id, kind: 'release', reason: words }, at);
    await recordEvent(trx, { at, actor, action: 'request.release', entity: 'request', entityId: id });
    return ok('released');
  });
}
