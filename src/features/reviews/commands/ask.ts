import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { programActor, sealedForAudit } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { paths } from '#src/lib/paths.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { newSecret } from '#src/lib/security/seal.ts';
import { LINK_DAYS } from '../links.ts';
import type { PlannedItem, PlannedMail } from '../plan.ts';
import { mailValues } from '../present/mail.ts';
import { readLadder } from '../queries/ladder.ts';
import { wasMailedOn } from '../queries/mailed.ts';
import { mailOwed, type Reviewed } from '../rules.ts';
import { keepLink } from './keep-link.ts';

/**
 * Asks an organisation whether its services are still right: one mail with one link, and every step noted. Refuses when
 * the organisation had its mail of the day, or when somebody answered or changed something since the mail was planned:
 * the next run plans again.
 */
export async function askOrganisation(
  db: Db,
  post: PostOffice,
  mail: PlannedMail & { organisationName: string },
  today: string,
  at: Date,
): Promise<Result<'asked', 'mailed-already' | 'changed'>> {
  const { organisationId, address, items } = mail;
  const token = newSecret();
  const message = prepareMessage(post, {
    kind: 'email',
    ...mailValues(items, mail.organisationName, today, LINK_DAYS),
    to: address,
    links: { link: `${post.site.url}${paths.review(token)}` },
    about: { entity: 'organisation', id: organisationId },
    dedupeKey: `review:${organisationId}:${today}`,
  });
  return db.transaction().execute(async (trx) => {
    if (await wasMailedOn(trx, organisationId, today)) return refused('mailed-already');
    const now = new Map((await readLadder(trx, today, organisationId)).map((row) => [row.id, row]));
    if (!items.every((item) => isStillOwed(item, now.get(item.service.id), today))) return refused('changed');
    if ((await queueMessage(trx, message, at)) === 'known') return refused('mailed-already');
    await keepLink(
      trx,
      post.keys,
      { token, organisationId, address, serviceIds: items.map(({ service }) => service.id) },
      at,
    );
    for (const item of items) await noteMail(trx, item, message.id, today);
    await recordEvent(trx, {
      at,
      actor: programActor('job'),
      action: 'review.ask',
      entity: 'organisation',
      entityId: organisationId,
      after: {
        to: sealedForAudit(post.keys.seal, address, 'organisation', organisationId),
        services: items.map(({ service, step }) => `${service.id} ${step} ${service.dueOn}`),
      },
    });
    return ok('asked' as const);
  });
}

function isStillOwed(item: PlannedItem, service: Reviewed | undefined, today: string): boolean {
  if (service?.dueOn !== item.service.dueOn) return false;
  return [false, true].some((ahead) => {
    const owed = mailOwed(service, today, ahead);
    return owed?.step === item.step && owed.isAgain === item.isAgain;
  });
}

async function noteMail(
  trx: Transaction<Database>,
  { service, step, skipped, isAgain }: PlannedItem,
  messageId: string,
  today: string,
): Promise<void> {
  const key = { service_id: service.id, due_on: service.dueOn };
  if (isAgain) {
    await trx
      .updateTable('review_step')
      .set({ message_id: messageId, done_on: today })
      .where('service_id', '=', key.service_id)
      .where('due_on', '=', key.due_on)
      .where('step', '=', step)
      .execute();
    return;
  }
  await trx
    .insertInto('review_step')
    .values([
      ...skipped.map((earlier) => ({ ...key, step: earlier, done_on: today, message_id: null })),
      { ...key, step, done_on: today, message_id: messageId },
    ])
    .execute();
}
