import { handleLinkRequests, requestLink } from '#src/features/accounts/commands/signing-in/link-requests.ts';
import type { AskedPage } from './access.ts';
import { visitOf } from './visit.ts';

/**
 * Notes that somebody asked for a link, and answers before anything else is done: who looks from outside cannot tell
 * whether the address has an account. The mail is made and sent once the answer has gone out.
 */
export async function askForLink(
  page: AskedPage,
  email: string,
  purpose: 'sign-in' | 'reset',
): Promise<void> {
  const { app, afterAnswer } = page.locals;
  await requestLink(app.db, app.keyRing, { email, purpose, visit: visitOf(page) }, app.now());
  afterAnswer(async () => {
    await handleLinkRequests(app.db, app.post, app.now());
    app.outbox.nudge();
  });
}
