import type { Db } from '#db/connection.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { AuthorKind, RevisionState } from '../author.ts';

/** A line of a service's history. */
export interface RevisionSummary {
  id: string;
  serviceId: string;
  number: number;
  state: RevisionState;
  author: string;
  authorKind: AuthorKind;
  authorName: string | null; // of an account
  reason: string | null;
  restoredFrom: number | null; // the number of another revision of the service
  sentAt: string;
  decidedAt: string | null;
  checkedAt: string | null;
  smallFields: ContentField[]; // published at once, to be looked at afterwards
  acceptedFields: ContentField[]; // by the desk
}

/** A revision as a whole. */
export interface Revision extends RevisionSummary {
  organisationId: string;
  content: ServiceRecord;
  base: ServiceRecord | null; // null: a new service
  baseVersion: number | null;
  decidedByName: string | null;
  decisionReason: string | null;
  checkedByName: string | null;
}

export declare function listRevisions(
  db: Db,
  serviceId: string,
  page: { page: number; perPage: number },
): Promise<{ revisions: RevisionSummary[]; total: number }>;
export declare function findRevision(db: Db, id: string): Promise<Revision | undefined>;
export declare function findRevisionByNumber(
  db: Db,
  serviceId: string,
  number: number,
): Promise<Revision | undefined>;
