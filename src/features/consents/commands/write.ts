import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { NewConsent } from '../rules.ts';

/** Adds a row, with its audit event, in the transaction of what it belongs to; answers its id. */
export async function writeConsent(
  trx: Transaction<Database>,
  keys: Keys,
  consent: NewConsent,
  { actor, who }: { actor: Actor; who: string },
  at: Date,
): Promise<string> {
  const id = uuidv7();
  const { requestId, purpose, serviceId, decision, givenBy, method, shared, wordingId, reason } = consent;
  await trx
    .insertInto('consent')
    .values({
      id,
      request_id: requestId,
      purpose,
      service_id: serviceId,
      recipient: consent.recipient,
      shared: JSON.stringify(shared),
      decision,
      given_by: givenBy,
      method,
      wording_id: wordingId,
      wording: consent.wording,
      reason_sealed: reason === null || reason === '' ? null : keys.seal(reason, `consent:${id}`),
      at: at.toISOString(),
      recorded_by: who,
      idempotency_key: consent.key,
    })
    .execute();
  await recordEvent(trx, {
    at,
    actor,
    action: 'consent.record',
    entity: 'request',
    entityId: requestId,
    after: { purpose, service: serviceId, decision, givenBy, method, shared, wording: wordingId },
  });
  return id;
}
