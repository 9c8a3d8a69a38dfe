import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { makeReferralLink } from '#src/features/referrals/commands/links.ts';
import { askToRing, queueTelling } from '#src/features/referrals/commands/tell.ts';
import { readReferralCard } from '#src/features/referrals/queries/card.ts';
import { findLinkAddress, findReferralAddress } from '#src/features/referrals/queries/contacts.ts';
import type { ReferralCard } from '#src/features/referrals/types.ts';
import { openTask } from '#src/features/tasks/commands.ts';
import { isToBeChased, isToBeEscalated } from '../due.ts';
import type { Happening } from '../happenings.ts';
import type { LostMail } from '../queries/due.ts';
import { prepareTelling } from './prepare.ts';

const JOB = programActor('job');

/** What the needs of a referral are called. */
export type HelpInWords = (slugs: readonly string[]) => string;

/**
 * Reminds a service, once, with a new link, and tells whoever asked for the person; without an address somebody is to
 * ring. False when there is nothing to remind of any more.
 */
export async function chaseReferral(
  db: Db,
  post: PostOffice,
  { referralId, help }: { referralId: string; help: HelpInWords },
  { today, at }: { today: string; at: Date },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const card = await readReferralCard(trx, post.keys, referralId, at);
    if (card === undefined || !isToBeChased(card, today)) return false;
    await trx
      .updateTable('referral')
      .set({ chased_at: at.toISOString() })
      .where('id', '=', referralId)
      .execute();
    await note(trx, 'referral.chase', card, at);
    const { serviceId, requestId, reference, area } = card;
    const address =
      (await findLinkAddress(trx, post.keys, { referralId, serviceId })) ??
      (await findReferralAddress(trx, post.keys, serviceId, at));
    const link =
      address === null
        ? null
        : await makeReferralLink(trx, post, { referralId, purpose: 'answer', address }, at);
    await queueTelling(
      trx,
      post,
      {
        kind: 'referral.chased',
        requestId,
        referralId,
        service: { address, link },
        reference,
        help: help(card.needs),
        area,
      },
      at,
    );
    if (address === null)
      await askToRing(trx, { referralId, why: 'it has not answered', key: `${referralId}:chase` }, at);
    return true;
  });
}

/**
 * Tells the navigator, once, that a service says nothing, and kindly the person, and whoever asked for them. Where there
 * is no navigator to tell, it becomes a task. False when there is nothing to tell any more.
 */
export async function escalateReferral(
  db: Db,
  post: PostOffice,
  referralId: string,
  { today, at }: { today: string; at: Date },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const card = await readReferralCard(trx, post.keys, referralId, at);
    if (card === undefined || !isToBeEscalated(card, today)) return false;
    await trx
      .updateTable('referral')
      .set({ escalated_at: at.toISOString() })
      .where('id', '=', referralId)
      .execute();
    await note(trx, 'referral.escalate', card, at);
    const service = { address: null, link: null };
    const messages = await prepareTelling(
      trx,
      post,
      { kind: 'referral.escalated', requestId: card.requestId, referralId, service },
      at,
    );
    for (const message of messages) await queueMessage(trx, message, at);
    if (!messages.some(({ template }) => template === 'referral-escalated'))
      await openTask(
        trx,
        {
          kind: 'referral-silent',
          entity: 'referral',
          entityId: referralId,
          title: `${card.serviceName} has not answered referral ${card.reference}, and no navigator can be told by email`,
          dedupeKey: `referral-silent:${referralId}`,
        },
        at,
      );
    return true;
  });
}

/**
 * Sends to the next address of a service what did not arrive at one; where there is none left, somebody is to ring and
 * the navigator is told. Once for each message. False when the referral is gone.
 */
export async function askNextAddress(
  db: Db,
  post: PostOffice,
  lost: LostMail & { help: HelpInWords },
  { today, at }: { today: string; at: Date },
): Promise<boolean> {
  const { referralId, messageId: key, isOfAnswer } = lost;
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const card = await readReferralCard(trx, post.keys, referralId, at);
    if (card === undefined) return false;
    await note(trx, 'referral.ask-again', card, at);
    const { requestId, reference, area } = card;
    const address = await findReferralAddress(trx, post.keys, card.serviceId, at);
    const tell = (happening: Happening): Promise<void> => queueTelling(trx, post, happening, at);
    if (address === null) {
      const service = { address: null, link: null };
      await askToRing(trx, { referralId, why: 'our mail came back', key: `lost:${key}` }, at);
      await tell({ kind: 'referral.unreachable', requestId, referralId, service, key });
      return true;
    }
    const purpose = isOfAnswer ? 'answer' : 'progress';
    const link = await makeReferralLink(trx, post, { referralId, purpose, address }, at);
    const about = { requestId, referralId, service: { address, link }, key };
    const answerBy = card.chaseOn > today ? card.chaseOn : today;
    await tell(
      isOfAnswer
        ? { kind: 'referral.asked-again', ...about, reference, help: lost.help(card.needs), area, answerBy }
        : { kind: 'referral.told-again', ...about },
    );
    return true;
  });
}

const note = (trx: Transaction<Database>, action: string, card: ReferralCard, at: Date): Promise<unknown> =>
  recordEvent(trx, {
    at,
    actor: JOB,
    action,
    entity: 'referral',
    entityId: card.id,
    after: { request: card.requestId, service: card.serviceId },
  });
