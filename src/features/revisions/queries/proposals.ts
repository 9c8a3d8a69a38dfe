import type { Db } from '#db/connection.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import type { AuthorKind } from '../author.ts';

/** What waits for the desk, for a line of a list. */
export interface ProposalSummary {
  id: string;
  serviceId: string;
  number: number;
  serviceName: string; // as it would be called
  isNew: boolean; // the service is not in the directory yet
  organisationId: string;
  organisationName: string;
  authorName: string | null;
  authorKind: AuthorKind;
  reason: string | null;
  sentAt: string;
  fields: ContentField[]; // that it changes
}

export declare function listProposals(
  db: Db,
  page: { page: number; perPage: number; organisationId?: string },
): Promise<{ proposals: ProposalSummary[]; total: number }>;
export declare function countProposals(db: Db, organisationId?: string): Promise<number>;
export declare function listToCheck(
  db: Db,
  page: { page: number; perPage: number },
): Promise<{ revisions: ProposalSummary[]; total: number }>;
export declare function countToCheck(db: Db): Promise<number>;
