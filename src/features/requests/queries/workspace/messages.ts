import type { Db } from '#db/connection.ts';
import type { MessageRow } from '#src/features/messages/queries.ts';

/** All messages about a request and about its referrals, the newest first. */
export function listMessagesAbout(db: Db, requestId: string): Promise<MessageRow[]> {
  return db
    .selectFrom('message')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('about_entity', '=', 'request'), eb('about_id', '=', requestId)]),
        eb.and([
          eb('about_entity', '=', 'referral'),
          eb('about_id', 'in', eb.selectFrom('referral').select('id').where('request_id', '=', requestId)),
        ]),
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
