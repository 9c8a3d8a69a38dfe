import { prepareMessage } from '#src/features/messages/compose.ts';
import type { PostOffice, PreparedMessage } from '#src/features/messages/types.ts';
import { paths } from '#src/lib/paths.ts';

interface Named {
  id: string;
  name: string;
}

/** Tells whoever asked what happens next, by a link that is theirs alone. */
export const askedMail = (
  post: PostOffice,
  about: { claimId: string; token: string; to: string; organisation: Named },
): PreparedMessage =>
  prepareMessage(post, {
    kind: 'email',
    template: 'claim-asked',
    to: about.to,
    values: { organisation: about.organisation.name },
    links: { link: post.site.url + paths.claim(about.token) },
    about: { entity: 'claim', id: about.claimId },
    dedupeKey: `claim-asked:${about.claimId}`,
  });

/** Asks a manager whether somebody works with them. */
export const colleagueMail = (
  post: PostOffice,
  about: {
    claimId: string;
    manager: { accountId: string; email: string };
    organisation: Named;
    person: string;
  },
): PreparedMessage =>
  prepareMessage(post, {
    kind: 'email',
    template: 'claim-colleague',
    to: about.manager.email,
    values: { organisation: about.organisation.name, person: about.person },
    links: { link: post.site.url + paths.partnerTeam(about.organisation.id) },
    about: { entity: 'claim', id: about.claimId },
    dedupeKey: `claim-colleague:${about.claimId}:${about.manager.accountId}`,
  });

/** Tells whoever asked that the answer is no, and why. */
export const declinedMail = (
  post: PostOffice,
  about: { claimId: string; to: string; organisation: string; reason: string },
): PreparedMessage =>
  prepareMessage(post, {
    kind: 'email',
    template: 'claim-declined',
    to: about.to,
    values: { organisation: about.organisation, reason: about.reason },
    about: { entity: 'claim', id: about.claimId },
    dedupeKey: `claim-declined:${about.claimId}`,
  });
