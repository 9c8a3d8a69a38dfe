import type { Db } from '#db/connection.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { sendOnceMore } from '#src/features/messages/commands/again.ts';
import { recordBounce } from '#src/features/messages/commands/bounce.ts';
import { findMessage, hasSentByNotify } from '#src/features/messages/queries.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';
import { LOST_STATUSES } from '#src/server/post/notify-channel.ts';
import { openNotify, type Notify } from '#src/server/post/notify.ts';

/** GOV.UK Notify keeps what became of a message for a week. */
const KEPT_MS = 7 * 86_400_000;
/** Pages of 250: more of one status in a week means that something else is wrong. */
const MOST_PAGES = 20;

interface Lost {
  id: string;
  reference?: string | null;
  status: string;
}

/** True when messages have gone through GOV.UK Notify in the last week. */
export const hasDeliveriesToCheck = (db: Db, at: Date): Promise<boolean> =>
  hasSentByNotify(db, new Date(at.getTime() - KEPT_MS));

/**
 * Asks GOV.UK Notify what did not arrive: for good, it is noted as having come back; for a while, it is sent once more,
 * and noted when that did not arrive either.
 */
export async function runCheckDeliveries({ db, config, now, signal }: JobContext): Promise<JobReport> {
  const counts = { bounced: 0, again: 0 };
  const service = config.mail.notify;
  if (service === null) return { counts, failures: ['GOV.UK Notify is not set up any more.'] };
  const client = await openNotify(service);
  for (const status of LOST_STATUSES) {
    for (const lost of await listLost(client, status)) {
      if (signal.aborted) return { counts, failures: ['It was stopped: the rest is left to the next run.'] };
      const done = await settle(db, client, lost, now());
      if (done !== null) counts[done] += 1;
    }
  }
  return { counts, failures: [] };
}

async function listLost(client: Notify, status: string): Promise<Lost[]> {
  const lost: Lost[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { data } = await client.getNotifications(undefined, status, undefined, lost[lost.length - 1]?.id);
    lost.push(...data.notifications);
    if (data.notifications.length === 0) break;
  }
  return lost;
}

async function settle(db: Db, client: Notify, lost: Lost, at: Date): Promise<'bounced' | 'again' | null> {
  const message = lost.reference == null ? undefined : await findMessage(db, lost.reference);
  // Another try of the same message may be on its way, or have arrived.
  if (message === undefined || message.provider_id !== lost.id || message.bounced_at !== null) return null;
  if (lost.status === 'temporary-failure' && (await countTries(client, message.id)) < 2)
    return (await sendOnceMore(db, message.id, lost.id, at)) ? 'again' : null;
  const reason = `GOV.UK Notify could not deliver it (${lost.status}).`;
  const recorded = await recordBounce(db, { id: message.id, reason }, programActor('job'), at);
  return recorded.ok ? 'bounced' : null;
}

/** How often Notify has been given a message. */
const countTries = async (client: Notify, reference: string): Promise<number> =>
  (await client.getNotifications(undefined, undefined, reference)).data.notifications.length;
