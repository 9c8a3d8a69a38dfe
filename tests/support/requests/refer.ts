import { v7 as uuidv7 } from 'uuid';
import { currentConsents } from '#src/features/consents/queries/consents.ts';
import { sendReferrals } from '#src/features/referrals/commands/send.ts';
import { takeRequest } from '#src/features/requests/commands/take.ts';
import { actorOf } from '../accounts/accounts.ts';
import { withDatabase } from '../accounts/person.ts';
import { NEEDS } from './referrals.ts';
import { postOf, type Site } from './sent-referral.ts';

/** A navigator takes a request and refers it to every service that was agreed to, with what was agreed. */
export async function referTaken(
  site: Site,
  { reference, navigatorId }: { reference: string; navigatorId: string },
): Promise<void> {
  const [actor, post, at] = [actorOf(navigatorId), postOf(site), new Date()];
  await withDatabase(site.dataFolder, async (db) => {
    const { id: requestId } = await db
      .selectFrom('request')
      .select('id')
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow();
    const taken = await takeRequest(db, post, { requestId }, actor, at);
    if (!taken.ok) throw new Error(taken.error);
    const referrals = (await currentConsents(db, requestId)).flatMap(({ serviceId, shared }) =>
      serviceId === null ? [] : { serviceId, shared },
    );
    const sending = { requestId, referrals, key: uuidv7(), bankHolidays: new Set<string>(), needs: NEEDS };
    const sent = await sendReferrals(db, post, sending, actor, at);
    if (!sent.ok) throw new Error(sent.error);
  });
}
