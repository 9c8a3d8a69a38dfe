import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { DRAFT_DAYS, HANDOVER_DAYS } from '../rules.ts';
import { daysAfter, openDraftRow } from './draft-row.ts';
import { accountOf, whoActs, writeRequestEvent } from './event.ts';

/**
 * Makes a link by which a draft changes hands: it works once, for 7 days, and takes the place of one made before. Refuses
 * what is no draft any more.
 */
export async function makeHandover(
  db: Db,
  { requestId, direction }: { requestId: string; direction: 'to-person' | 'to-navigator' },
  actor: Actor,
  at: Date,
): Promise<Result<{ secret: string; expiresAt: string }, 'unknown' | 'sent-already'>> {
  const secret = newSecret();
  const expiresAt = daysAfter(at, HANDOVER_DAYS);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const found = await openDraftRow(trx, requestId, at);
    if (!found.ok) return found;
    const row = found.value;
    await endHandovers(trx, requestId, at);
    await trx
      .insertInto('request_handover')
      .values({
        token_hash: hashSecret(secret),
        request_id: requestId,
        direction,
        made_by: actor.id,
        made_at: at.toISOString(),
        expires_at: expiresAt,
      })
      .execute();
    await trx
      .updateTable('request')
      .set({ draft_expires_at: daysAfter(at, DRAFT_DAYS), updated_at: at.toISOString() })
      .where('id', '=', requestId)
      .execute();
    await writeRequestEvent(
      trx,
      null,
      { requestId, who: whoActs(actor, row.made_by), kind: 'pass-on', from: 'draft', to: 'draft' },
      at,
    );
    await recordEvent(trx, {
      at,
      actor,
      action: 'request.pass-on',
      entity: 'request',
      entityId: requestId,
      after: { direction },
    });
    return ok({ secret, expiresAt });
  });
}

/** Links that were made before no longer open a draft. */
export const endHandovers = (trx: Transaction<Database>, requestId: string, at: Date): Promise<unknown> =>
  trx
    .updateTable('request_handover')
    .set({ used_at: at.toISOString() })
    .where('request_id', '=', requestId)
    .where('used_at', 'is', null)
    .execute();

/**
 * Gives the draft to whoever holds the link, by a new secret for their browser; the maker's browser no longer opens it.
 * A navigator who filled it in, or goes on with it, is kept as such; the person who gets it back asks for themselves.
 */
export async function useHandover(
  db: Db,
  keys: Keys,
  secret: string,
  actor: Actor,
  at: Date,
): Promise<Result<{ requestId: string; secret: string }, 'unknown' | 'used' | 'expired'>> {
  const draftSecret = newSecret();
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const link = await trx
      .selectFrom('request_handover')
      .selectAll()
      .where('token_hash', '=', hashSecret(secret))
      .executeTakeFirst();
    if (link === undefined) return refused('unknown');
    if (link.used_at !== null) return refused('used');
    if (link.expires_at <= at.toISOString()) return refused('expired');
    const found = await openDraftRow(trx, link.request_id, at);
    if (!found.ok) return refused(found.error === 'sent-already' ? 'used' : 'unknown');
    const row = found.value;
    await endHandovers(trx, row.id, at);
    const goesOn =
      link.direction === 'to-navigator'
        ? { filled_in_by: accountOf(actor) ?? row.filled_in_by }
        : { made_by: row.made_by === 'navigator' ? ('self' as const) : row.made_by };
    await trx
      .updateTable('request')
      .set({
        ...goesOn,
        draft_token_hash: hashSecret(draftSecret),
        draft_version: row.draft_version + 1,
        draft_expires_at: daysAfter(at, DRAFT_DAYS),
        draft_seen_at: at.toISOString(),
        updated_at: at.toISOString(),
      })
      .where('id', '=', row.id)
      .execute();
    const event = { kind: 'pick-up', from: 'draft' as const, to: 'draft' as const };
    await writeRequestEvent(trx, keys, { ...event, requestId: row.id, who: whoActs(actor, row.made_by) }, at);
    await recordEvent(trx, {
      at,
      actor,
      action: 'request.pick-up',
      entity: 'request',
      entityId: row.id,
      after: { direction: link.direction },
    });
    return ok({ requestId: row.id, secret: draftSecret });
  });
}
