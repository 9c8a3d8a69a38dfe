import { postalLines } from '#src/features/messages/addresses.ts';
import type { Delivery, Failure } from '#src/features/messages/rules.ts';
import type { NotifyService } from '../config/mail.ts';
import { fieldOf, type Channel, type Outgoing } from './channel.ts';
import { openNotify, type Notify } from './notify.ts';

/** Statuses after which a notification will not arrive (GOV.UK Notify, "Get message status"). */
export const LOST_STATUSES = [
  'permanent-failure',
  'temporary-failure',
  'technical-failure',
  'validation-failed',
  'virus-scan-failed',
  'cancelled',
] as const;

const isLost = (status: string): boolean => (LOST_STATUSES as readonly string[]).includes(status);

/** Sends through GOV.UK Notify, each kind by its template. The client is loaded with the first message. */
export function openNotifyChannel(service: NotifyService, timeoutMs?: number): Channel {
  let notify: Promise<Notify> | undefined;
  return {
    async send(message) {
      try {
        notify ??= openNotify(service, timeoutMs);
        const client = await notify;
        const known = message.isAgain ? await findGone(client, message.id) : undefined;
        const providerId = known ?? (await post(client, service, message));
        return { kind: 'sent', channel: 'notify', providerId };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

/** The id of an earlier try that went through without our hearing of it. */
async function findGone(client: Notify, reference: string): Promise<string | undefined> {
  const { data } = await client.getNotifications(undefined, undefined, reference);
  return data.notifications.find(({ status }) => !isLost(status))?.id;
}

async function post(client: Notify, service: NotifyService, message: Outgoing): Promise<string> {
  const { id: reference, to, kind, content } = message;
  const personalisation = { subject: content.subject, body: content.markdown ?? content.text };
  if (kind === 'email') {
    const { data } = await client.sendEmail(service.emailTemplate ?? '', to, { personalisation, reference });
    return data.id;
  }
  if (kind === 'text') {
    const body = { personalisation: { body: content.text }, reference };
    return (await client.sendSms(service.textTemplate ?? '', to, body)).data.id;
  }
  const lines = postalLines(to).map((line, index) => [`address_line_${index + 1}`, line]);
  const letter = { ...personalisation, ...Object.fromEntries(lines) };
  const { data } = await client.sendLetter(service.letterTemplate ?? '', {
    personalisation: letter,
    reference,
  });
  return data.id;
}

/** What an error means, by its status and not by its words, which may hold the address and may change. */
function failureOf(error: unknown): Delivery {
  const status = Number(fieldOf(fieldOf(error, 'response'), 'status') ?? 0);
  const fail = (kind: Failure['kind'], reason: string): Failure => ({ kind, channel: 'notify', reason });
  if (status === 400) return fail('refused', 'GOV.UK Notify refused it (400).');
  if (status === 401 || status === 403) return fail('closed', `GOV.UK Notify refused our key (${status}).`);
  if (status === 429) return fail('closed', 'GOV.UK Notify takes no more at the moment (429).');
  if (status >= 500) return fail('closed', `GOV.UK Notify has a fault (${status}).`);
  if (status !== 0) return fail('closed', `GOV.UK Notify answered ${status}.`);
  return fail('closed', 'GOV.UK Notify could not be reached.');
}
