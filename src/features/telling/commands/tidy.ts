import type { Db } from '#db/connection.ts';

/** A link that no longer works is still told apart from one that never was, for so long. */
const KEPT_DAYS = 90;

const keptSince = (at: Date): string => new Date(at.getTime() - KEPT_DAYS * 86_400_000).toISOString();

/** True when a link has been of no use for long, or a proof has run out. */
export async function hasOldLinks(db: Db, at: Date): Promise<boolean> {
  const before = keptSince(at);
  const handover = await db
    .selectFrom('request_handover')
    .select('token_hash')
    .where('expires_at', '<', before)
    .executeTakeFirst();
  const link = await db
    .selectFrom('referral_link')
    .select('token_hash')
    .where('expires_at', '<', before)
    .executeTakeFirst();
  const session = await db
    .selectFrom('proof_session')
    .select('token_hash')
    .where('expires_at', '<=', at.toISOString())
    .executeTakeFirst();
  const code = await db
    .selectFrom('proof_code')
    .select('subject_id')
    .where('expires_at', '<=', new Date(at.getTime() - 2 * 86_400_000).toISOString())
    .executeTakeFirst();
  return [handover, link, session, code].some((row) => row !== undefined);
}

/** Forgets links for handing over and links of services that ran out 90 days ago; with them the addresses they went to. */
export async function tidyLinks(db: Db, at: Date): Promise<{ handovers: number; links: number }> {
  const before = keptSince(at);
  const handovers = await db
    .deleteFrom('request_handover')
    .where('expires_at', '<', before)
    .executeTakeFirst();
  const links = await db.deleteFrom('referral_link').where('expires_at', '<', before).executeTakeFirst();
  return { handovers: Number(handovers.numDeletedRows), links: Number(links.numDeletedRows) };
}
