import type { Actor } from '#src/features/audit/rules.ts';

/** Who wrote a content. `actor.id` is an account's id, or "review-link:HASH" of somebody who came by a link in a mail. */
export interface Author {
  actor: Actor;
  kind: 'partner' | 'desk' | 'review-link';
}

/** Of a revision: also what was written by an import, or by taking an action back. */
export type AuthorKind = Author['kind'] | 'import' | 'undo';

export type RevisionState = 'draft' | 'proposed' | 'published' | 'declined' | 'withdrawn';

const LINK = 'review-link:';

/** The id of an actor who came by a link in a mail; nothing else is known of them. */
export const linkAuthorId = (tokenHash: string): string => `${LINK}${tokenHash}`;

/** The hash of the link by which an author came; null for anybody else. */
export const linkAuthor = (authorId: string): string | null =>
  authorId.startsWith(LINK) ? authorId.slice(LINK.length) : null;
