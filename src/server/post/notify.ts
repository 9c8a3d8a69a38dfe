import type { NotifyClient } from 'notifications-node-client';
import type { NotifyService } from '../config/mail.ts';

export type Notify = NotifyClient;

const ANSWER_WITHIN_MS = 30_000;

/** The client of GOV.UK Notify, loaded when first needed: that takes a tenth of a second and some memory. */
export async function openNotify(
  { url, key }: NotifyService,
  timeoutMs = ANSWER_WITHIN_MS,
): Promise<NotifyClient> {
  const { NotifyClient } = await import('notifications-node-client');
  const client = new NotifyClient(url, key);
  // Without a limit of its own the client would wait for ever.
  const { restClient } = client.apiClient;
  client.setClient(((options: object) =>
    restClient({ ...options, timeout: timeoutMs })) as typeof restClient);
  return client;
}
