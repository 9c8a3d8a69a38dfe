import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { newReference } from '#src/features/requests/reference.ts';
import { addRequest } from '../../support/requests/request.ts';

/** A request that waits to be taken, with a referral and a letter, so that "not found" hides no missing refusal. */
export async function addWorkspaceThings(
  db: Db,
  keys: Keys,
): Promise<{ requestId: string; referralId: string; letterId: string }> {
  const { id: requestId } = await addRequest(db, keys);
  const [referralId, letterId] = [uuidv7(), uuidv7()];
  const at = new Date().toISOString();
  const service = await db
    .selectFrom('service')
    .select(['id', 'organisation_id'])
    .orderBy('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('referral')
    .values({
      id: referralId,
      request_id: requestId,
      service_id: service.id,
      organisation_id: service.organisation_id,
      reference: newReference(),
      state: 'sent',
      shared: JSON.stringify(['name']),
      sent_at: at,
      sent_by: 'command-line',
      chase_on: '2999-01-01',
      escalate_on: '2999-01-01',
    })
    .execute();
  await db
    .insertInto('message')
    .values({
      id: letterId,
      created_at: at,
      kind: 'letter',
      template: 'request-sent',
      template_version: 'x',
      form: 'plain',
      to_sealed: keys.seal('Ada Example\nMarlbridge', `message-to:${letterId}`),
      to_hash: 'x',
      content_sealed: keys.seal(
        JSON.stringify({ subject: '', text: 'Hello.\n\nWe got it.', html: null, markdown: null }),
        `message:${letterId}`,
      ),
      about_entity: 'request',
      about_id: requestId,
      dedupe_key: letterId,
    })
    .execute();
  return { requestId, referralId, letterId };
}
