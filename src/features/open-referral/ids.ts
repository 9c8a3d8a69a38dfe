import type { Audience } from '#db/vocabulary.ts';
import { uuid5 } from '#src/lib/security/uuid5.ts';

/** The namespace of ids that the feed makes up. Never changed: other directories keep them. */
const NAMESPACE = '9a1a0c56-3f1b-4a57-8d0e-1f6f0f3f7b21';

const idOf = (...parts: string[]): string => uuid5(JSON.stringify(parts), NAMESPACE);

/** The needs of `content/needs` as an Open Referral taxonomy. */
export const NEEDS_TAXONOMY_ID = idOf('taxonomy', 'needs');
/** The audiences of `db/vocabulary.ts` as an Open Referral taxonomy. */
export const AUDIENCES_TAXONOMY_ID = idOf('taxonomy', 'audiences');

/** A need's id as a taxonomy term. */
export const needTermId = (slug: string): string => idOf('taxonomy_term', 'needs', slug);

/** An audience's id as a taxonomy term. */
export const audienceTermId = (audience: Audience): string => idOf('taxonomy_term', 'audiences', audience);

/** The id of the link between a record and a term. */
export const attributeId = (linkId: string, termId: string): string => idOf('attribute', linkId, termId);
