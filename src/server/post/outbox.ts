import { randomUUID } from 'node:crypto';
import { releaseLease, renewLease, takeLease } from '#src/features/jobs/commands.ts';
import { isMessageDue } from '#src/features/messages/queries.ts';
import { logError } from '../log.ts';
import { deliverDue, type Deliverer } from './deliver.ts';

/** Held by whoever sends, the job of this name included: of two processes one sends. */
export const SENDING_LEASE = 'send-messages';

const LOOK_EVERY_MS = 15_000;
/** Within the ten seconds that the server is given to stop. */
const CLOSE_WITHIN_MS = 7_000;

export interface Outbox {
  /** Says that a message was queued: it is sent soon, and nobody waits for it. */
  nudge(): void;
  /** Begins no other message and waits for the one in hand; what cannot be waited for is sent after the next start. */
  close(): Promise<void>;
}

/** Sends what is due, when nudged and every quarter of a minute, while this server runs. */
export function openOutbox(deliverer: Deliverer, everyMs = LOOK_EVERY_MS): Outbox {
  const { db, now } = deliverer;
  const holder = randomUUID();
  let isClosed = false;
  let isWanted = false;
  let running: Promise<void> | null = null;

  const sendAll = async (): Promise<void> => {
    while (isWanted && !isClosed) {
      isWanted = false;
      if (!(await isMessageDue(db, now())) || !(await takeLease(db, SENDING_LEASE, holder, now()))) return;
      try {
        await deliverDue(
          deliverer,
          async () => !isClosed && (await renewLease(db, SENDING_LEASE, holder, now())),
        );
      } finally {
        await releaseLease(db, SENDING_LEASE, holder);
      }
    }
  };
  const wake = (): void => {
    if (isClosed) return;
    isWanted = true;
    running ??= sendAll()
      .catch((error: unknown) => {
        if (!isClosed) logError(SENDING_LEASE, error);
      })
      .finally(() => {
        running = null;
        if (isWanted && !isClosed) wake();
      });
  };
  const timer = setInterval(wake, everyMs);
  timer.unref();
  wake();

  return {
    nudge: wake,
    async close() {
      isClosed = true;
      clearInterval(timer);
      if (running === null) return;
      let late: NodeJS.Timeout | undefined;
      await Promise.race([
        running,
        new Promise<void>((resolve) => {
          late = setTimeout(resolve, CLOSE_WITHIN_MS);
        }),
      ]);
      clearTimeout(late);
    },
  };
}
