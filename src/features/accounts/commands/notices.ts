import { prepareMessage } from '#src/features/messages/compose.ts';
import type { PostOffice, PreparedMessage } from '#src/features/messages/types.ts';

/** A mail that tells somebody of a change to their account, so that they notice one that was not theirs. */
export const noticeTo = (
  post: PostOffice,
  template:
    'account-stopped' | 'password-changed' | 'second-step-changed' | 'second-step-reset' | 'email-changed',
  { accountId, email }: { accountId: string; email: string },
  at: Date,
): PreparedMessage =>
  prepareMessage(post, {
    kind: 'email',
    template,
    to: email,
    values: {},
    about: { entity: 'account', id: accountId },
    dedupeKey: `${template}:${accountId}:${at.toISOString()}`,
  });
