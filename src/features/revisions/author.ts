import type { Actor } from '#src/features/audit/rules.ts';

/** Who wrote a content. `actor.id` is an account's id, or "review-link:HASH" of somebody who came by a link in a mail. */
export interface Author {
  actor: Actor;
  kind: 'partner' | 'desk' | 'review-link';
}

/** Of a revision: also what was written by an import, or by taking an action back. */
export type AuthorKind = Author['kind'] | 'import' | 'undo';

export type RevisionState = 'draft' | 'proposed' | 'published' | 'declined' | 'withdrawn';
