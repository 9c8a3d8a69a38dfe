import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { shareExpiresOn, type Notes, type OwnShare } from '#src/features/shortlists/rules.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { deriveKey, hashSecret, newSecret, sealWith } from '#src/lib/seal.ts';

/** What a shared link shows: the services, in order, with the notes beside them. */
export interface SharedContent {
  serviceIds: string[];
  notes: Notes;
}

/**
 * Keeps a copy of a shortlist under a link that anyone who has it can open until it is withdrawn or expires.
 * Services and notes are sealed with a key that only the link carries: the database alone opens nothing.
 */
export async function shareShortlist(
  db: Db,
  content: SharedContent,
  at: Date,
): Promise<Result<OwnShare & { expiresOn: string }, 'nothing-saved'>> {
  if (content.serviceIds.length === 0) return refused('nothing-saved');
  const token = newSecret();
  const owner = newSecret();
  const tokenHash = hashSecret(token);
  const expiresOn = shareExpiresOn(londonNow(at).day);
  const sealed = sealWith(deriveKey(token, 'shortlist'), JSON.stringify(content), `shortlist:${tokenHash}`);
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('shortlist_share')
      .values({
        token_hash: tokenHash,
        owner_hash: hashSecret(owner),
        sealed_content: sealed,
        created_at: at.toISOString(),
        expires_on: expiresOn,
      })
      .execute();
    await recordEvent(trx, {
      at,
      actor: 'visitor',
      action: 'shortlist.share',
      entity: 'shortlist_share',
      entityId: tokenHash,
    });
  });
  return ok({ token, owner, expiresOn });
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
