import type { Db } from '#db/connection.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { PostOffice, PreparedMessage } from '#src/features/messages/types.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import { paths } from '#src/lib/paths.ts';
import { linkAuthor } from '../author.ts';
import { fieldsInWords } from '../present/labels.ts';
import type { Proposal } from './decide.ts';

interface DecisionToTell {
  accepted: readonly ContentField[];
  declined: readonly ContentField[];
  reason: string | null;
}

/** The mail that tells whoever proposed something what became of it; null when there is nobody to tell. */
export async function prepareDecided(
  db: Db,
  post: PostOffice,
  { id, serviceId, number, content, row }: Proposal,
  { accepted, declined, reason }: DecisionToTell,
): Promise<PreparedMessage | null> {
  const told = await findTold(db, post, row.author);
  if (told === null) return null;
  const page = await pageFor(db, told, serviceId, number);
  return prepareMessage(post, {
    kind: 'email',
    template: 'proposal-decided',
    to: told.to,
    values: {
      service: content.name,
      ...(accepted.length > 0 && { taken: fieldsInWords(accepted) }),
      ...(declined.length > 0 && { left_out: fieldsInWords(declined) }),
      ...(reason !== null && { reason }),
    },
    links: { link: `${post.site.url}${page}` },
    about: { entity: 'revision', id },
    dedupeKey: `proposal-decided:${id}`,
  });
}

interface Told {
  to: string;
  hasAccount: boolean;
}

/** An account that can sign in, or the address that the author's link was sent to. */
async function findTold(db: Db, { keys }: PostOffice, author: string): Promise<Told | null> {
  const account = await db
    .selectFrom('account')
    .select('email')
    .where('id', '=', author)
    .where('stopped_at', 'is', null)
    .executeTakeFirst();
  if (account !== undefined) return { to: account.email, hasAccount: true };
  const hash = linkAuthor(author);
  if (hash === null) return null;
  const link = await db
    .selectFrom('review_link')
    .select('to_sealed')
    .where('token_hash', '=', hash)
    .executeTakeFirst();
  return link === undefined
    ? null
    : { to: keys.unseal(link.to_sealed, `review-link:${hash}`), hasAccount: false };
}

/** Where the difference is read; for somebody who cannot sign in, the service as everybody sees it. */
async function pageFor(db: Db, { hasAccount }: Told, serviceId: string, number: number): Promise<string> {
  if (hasAccount) return paths.partnerRevision(serviceId, number);
  const service = await db
    .selectFrom('service')
    .select('slug')
    .where('id', '=', serviceId)
    .executeTakeFirst();
  return service === undefined ? paths.home() : paths.service(service.slug);
}
