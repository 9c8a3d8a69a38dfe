import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { withdrawReferrals } from '#src/features/referrals/commands/withdraw.ts';
import { accountOf, sentRow, whoActs, type RequestRow } from '#src/features/requests/commands/event.ts';
import { withdrawWithin } from '#src/features/requests/commands/withdraw.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { NewConsent } from '../rules.ts';
import { writeConsent } from './write.ts';

/** What a service is told when an agreement is taken back. */
const NOT_AGREED = 'The person does not agree any more.';

/**
 * Notes what was agreed, refused or withdrawn; rows are never changed, a later one counts. Withdrawing for a service stops
 * its open referral and tells who must know; withdrawing for navigators withdraws the request. The same form sent twice
 * (its key) is one row. Refuses a new yes to a request that is over, and a best-interests decision without a reason.
 */
export async function recordConsent(
  db: Db,
  post: PostOffice,
  consent: NewConsent,
  actor: Actor,
  at: Date,
): Promise<Result<{ id: string }, 'unknown' | 'closed' | 'reason-needed'>> {
  const { requestId, purpose, serviceId, decision } = consent;
  if (consent.givenBy === 'best-interests' && (consent.reason ?? '').trim() === '')
    return refused('reason-needed');
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await sentRow(trx, requestId);
    if (row === undefined || row.answers_sealed === null) return refused('unknown');
    const known = await knownId(trx, consent.key);
    if (known !== undefined) return ok({ id: known });
    if (purpose === 'service' && !(await isService(trx, serviceId))) return refused('unknown');
    if (row.state === 'closed' && decision === 'given') return refused('closed');
    const id = await writeConsent(trx, post.keys, consent, { actor, who: whoActs(actor, row.made_by) }, at);
    if (decision !== 'given') await stopWhatIsOpen(trx, post, { consent, row }, actor, at);
    return ok({ id });
  });
}

async function stopWhatIsOpen(
  trx: Transaction<Database>,
  post: PostOffice,
  { consent, row }: { consent: NewConsent; row: RequestRow },
  actor: Actor,
  at: Date,
): Promise<void> {
  const by = accountOf(actor) === null ? 'person' : 'navigator';
  const { purpose, serviceId, requestId } = consent;
  if (purpose === 'service' && serviceId !== null)
    await withdrawReferrals(trx, post, { requestId, serviceId, by, words: NOT_AGREED }, actor, at);
  if (purpose === 'navigator' && row.state !== 'closed')
    await withdrawWithin(trx, post, { row, by, words: null, method: consent.method }, actor, at);
}

async function knownId(trx: Transaction<Database>, key: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('consent')
    .select('id')
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return row?.id;
}

async function isService(trx: Transaction<Database>, id: string | null): Promise<boolean> {
  if (id === null) return false;
  return (await trx.selectFrom('service').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}
