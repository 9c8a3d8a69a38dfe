import type { Db } from '#db/connection.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import type { Result } from '#src/lib/result.ts';
import type { Author } from '../author.ts';

export interface Decision {
  revisionId: string;
  accepted: 'all' | readonly ContentField[];
  reason: string | null;
  serviceVersion: number | null; // of the service as it was shown beside the proposal; null: not in the directory yet
}

export interface Decided {
  serviceId: string;
  accepted: ContentField[];
  declined: ContentField[];
}

export declare function decideProposal(
  db: Db,
  post: PostOffice,
  decision: Decision,
  author: Author,
  at: Date,
): Promise<Result<Decided, 'unknown' | 'decided-already' | 'reason-needed' | 'conflict'>>;
