import type { Db } from '#db/connection.ts';
import type { Day } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { shareExpiresOn, type Notes, type OwnShare } from '#src/features/shortlists/rules.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { deriveKey, hashSecret, sealWith } from '#src/lib/security/seal.ts';

/** What a shared link shows: the services, in order, with the notes beside them. */
export interface SharedContent {
  serviceIds: string[];
  notes: Notes;
}

/**
 * Keeps a copy of a shortlist under a link that anyone who has it can open until it is withdrawn or expires. The
 * secrets come with the form, so the same form sent twice makes one link. Services and notes are sealed with a key
 * that only the link carries: the database alone opens nothing. Links that have run out are emptied on the way.
 */
export async function shareShortlist(
  db: Db,
  content: SharedContent,
  share: OwnShare,
  at: Date,
): Promise<Result<{ expiresOn: Day }, 'nothing-saved'>> {
  if (content.serviceIds.length === 0) return refused('nothing-saved');
  const tokenHash = hashSecret(share.token);
  const today = londonNow(at).day;
  const expiresOn = shareExpiresOn(today);
  const key = deriveKey(share.token, 'shortlist');
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('shortlist_share')
      .set({ sealed_content: '' })
      .where('expires_on', '<', today)
      .where('sealed_content', '!=', '')
      .execute();
    const inserted = await trx
      .insertInto('shortlist_share')
      .values({
        token_hash: tokenHash,
        owner_hash: hashSecret(share.owner),
        sealed_content: sealWith(key, JSON.stringify(content), `shortlist:${tokenHash}`),
        created_at: at.toISOString(),
        expires_on: expiresOn,
      })
      .onConflict((conflict) => conflict.column('token_hash').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) return;
    await recordEvent(trx, {
      at,
      actor: 'visitor',
      action: 'shortlist.share',
      entity: 'shortlist_share',
      entityId: tokenHash,
    });
  });
  return ok({ expiresOn });
}

/**
 * Closes a shared link for good and empties what it held; one that is closed already stays as it is. Refuses whoever
 * does not hold the owner's secret.
 */
export async function withdrawShare(
  db: Db,
  share: OwnShare,
  at: Date,
): Promise<Result<'withdrawn', 'not-yours'>> {
  const tokenHash = hashSecret(share.token);
  const ownerHash = hashSecret(share.owner);
  return db.transaction().execute(async (trx) => {
    const updated = await trx
      .updateTable('shortlist_share')
      .set({ withdrawn_at: at.toISOString(), sealed_content: '' })
      .where('token_hash', '=', tokenHash)
      .where('owner_hash', '=', ownerHash)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) {
      const own = await trx
        .selectFrom('shortlist_share')
        .select('token_hash')
        .where('token_hash', '=', tokenHash)
        .where('owner_hash', '=', ownerHash)
        .executeTakeFirst();
      return own === undefined ? refused('not-yours') : ok('withdrawn');
    }
    await recordEvent(trx, {
      at,
      actor: 'visitor',
      action: 'shortlist.withdraw',
      entity: 'shortlist_share',
      entityId: tokenHash,
    });
    return ok('withdrawn');
  });
}
