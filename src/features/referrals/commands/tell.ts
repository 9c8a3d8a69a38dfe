import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { openTask } from '#src/features/tasks/commands.ts';
import { prepareTelling } from '#src/features/telling/commands/prepare.ts';
import type { Happening, ReferralNews } from '#src/features/telling/happenings.ts';
import type { ReferralMoveName } from '../moves.ts';
import { findLinkAddress, findReferralAddress } from '../queries/contacts.ts';
import type { ReferralMoveInput } from '../types.ts';
import { makeReferralLink } from './links.ts';

const NEWS = {
  open: null, // nobody's news
  accept: 'referral.accepted',
  decline: 'referral.declined',
  'ask-more': 'referral.more-asked',
  'tell-more': 'referral.more-told',
  contact: 'referral.contacted',
  start: 'referral.started',
  complete: 'referral.completed',
  'give-up': 'referral.could-not-contact',
  'person-declines': 'referral.person-declined',
  withdraw: 'referral.withdrawn',
} as const satisfies Readonly<Record<ReferralMoveName, ReferralNews | null>>;

/** What the service must hear from us: when it has no address, somebody rings. */
const RING_FOR: Readonly<Partial<Record<ReferralMoveName, string>>> = {
  'tell-more': 'you answered what they asked',
  withdraw: 'it was withdrawn',
};

export interface MoveToTell extends ReferralMoveInput {
  requestId: string;
  serviceId: string;
  eventId: string;
  actorId: string;
}

/** Queues every message that a move leads to, with a link for the service where it has one to open. */
export async function tellOfMove(
  trx: Transaction<Database>,
  post: PostOffice,
  move: MoveToTell,
  at: Date,
): Promise<void> {
  const { referralId, requestId, eventId, actorId } = move;
  const kind = NEWS[move.move];
  if (kind === null) return;
  const address = await addressFor(trx, post, move, at);
  const purpose = move.move === 'accept' ? 'progress' : move.move === 'tell-more' ? 'answer' : null;
  const link =
    purpose === null || address === null
      ? null
      : await makeReferralLink(trx, post, { referralId, purpose, address }, at);
  await queueTelling(
    trx,
    post,
    { kind, requestId, referralId, service: { address, link }, actorId, key: eventId },
    at,
  );
  const ring = RING_FOR[move.move];
  if (address === null && ring !== undefined)
    await askToRing(trx, { referralId, why: ring, key: eventId }, at);
}

async function addressFor(
  trx: Transaction<Database>,
  { keys }: PostOffice,
  { referralId, serviceId, linkHash }: MoveToTell,
  at: Date,
): Promise<string | null> {
  return (
    (await findLinkAddress(trx, keys, { referralId, serviceId, linkHash })) ??
    (await findReferralAddress(trx, keys, serviceId, at))
  );
}

/** Queues what a happening leads to, in the transaction of it. */
export async function queueTelling(
  trx: Transaction<Database>,
  post: PostOffice,
  happening: Happening,
  at: Date,
): Promise<void> {
  for (const message of await prepareTelling(trx, post, happening, at)) await queueMessage(trx, message, at);
}

/** Has somebody ring a service that no mail can be sent to. Names the service and the referral, never the person. */
export async function askToRing(
  trx: Transaction<Database>,
  { referralId, why, key }: { referralId: string; why: string; key: string },
  at: Date,
): Promise<void> {
  const row = await trx
    .selectFrom('referral')
    .innerJoin('service', 'service.id', 'referral.service_id')
    .select(['referral.reference', 'service.name'])
    .where('referral.id', '=', referralId)
    .executeTakeFirstOrThrow();
  await openTask(
    trx,
    {
      kind: 'referral-ring',
      entity: 'referral',
      entityId: referralId,
      title: `Ring ${row.name} about referral ${row.reference}: ${why}, and it has no email address that works`,
      dedupeKey: `referral-ring:${key}`,
    },
    at,
  );
}
