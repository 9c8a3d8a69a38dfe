import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { RevisionTable } from '#db/schema.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { AuthorKind, RevisionState } from '../author.ts';
import { readContent } from '../kept-content.ts';

/** A line of a service's history. */
export interface RevisionSummary {
  id: string;
  serviceId: string;
  number: number;
  state: RevisionState;
  author: string; // as `author.actor.id`
  authorKind: AuthorKind;
  authorName: string | null; // of an account
  reason: string | null;
  restoredFrom: number | null; // the number of another revision of the service
  sentAt: string;
  decidedAt: string | null;
  checkedAt: string | null;
  /** Published without the desk, which looks at these afterwards. */
  unseenFields: ContentField[];
  acceptedFields: ContentField[]; // by the desk; of a declined one: taken in part
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

const SUMMARY = [
  'revision.id',
  'revision.service_id',
  'revision.number',
  'revision.state',
  'revision.author',
  'revision.author_kind',
  'revision.reason',
  'revision.sent_at',
  'revision.decided_at',
  'revision.checked_at',
  'revision.small_fields',
  'revision.accepted_fields',
] as const;

type SummaryColumns =
  | 'id'
  | 'service_id'
  | 'number'
  | 'state'
  | 'author'
  | 'author_kind'
  | 'reason'
  | 'sent_at'
  | 'decided_at'
  | 'checked_at'
  | 'small_fields'
  | 'accepted_fields';

interface SummaryRow extends Pick<Selectable<RevisionTable>, SummaryColumns> {
  authorName: string | null;
  restoredFrom: number | null;
}

const selectSummaries = (db: Db) =>
  db
    .selectFrom('revision')
    .leftJoin('account as writer', 'writer.id', 'revision.author')
    .leftJoin('revision as original', 'original.id', 'revision.restored_from')
    .select(SUMMARY)
    .select(['writer.name as authorName', 'original.number as restoredFrom'])
    .where('revision.number', 'is not', null);

/** What was sent of a service, the newest first, and how many there are in all. Pages are numbered from 1. */
export async function listRevisions(
  db: Db,
  serviceId: string,
  { page, perPage }: { page: number; perPage: number },
): Promise<{ revisions: RevisionSummary[]; total: number }> {
  const { total } = await db
    .selectFrom('revision')
    .where('service_id', '=', serviceId)
    .where('number', 'is not', null)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await selectSummaries(db)
    .where('revision.service_id', '=', serviceId)
    .orderBy('revision.number', 'desc')
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  return { revisions: rows.map(toSummary), total };
}

const selectWhole = (db: Db) =>
  selectSummaries(db)
    .leftJoin('account as decider', 'decider.id', 'revision.decided_by')
    .leftJoin('account as checker', 'checker.id', 'revision.checked_by')
    .select([
      'revision.organisation_id',
      'revision.content',
      'revision.base_content',
      'revision.base_version',
    ])
    .select(['revision.decision_reason', 'decider.name as decidedByName', 'checker.name as checkedByName']);

/** A revision by its id; drafts are not found. */
export async function findRevision(db: Db, id: string): Promise<Revision | undefined> {
  const row = await selectWhole(db).where('revision.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toRevision(row);
}

/** A revision of a service by its number. */
export async function findRevisionByNumber(
  db: Db,
  serviceId: string,
  number: number,
): Promise<Revision | undefined> {
  const row = await selectWhole(db)
    .where('revision.service_id', '=', serviceId)
    .where('revision.number', '=', number)
    .executeTakeFirst();
  return row === undefined ? undefined : toRevision(row);
}

const toFields = (text: string | null): ContentField[] =>
  text === null ? [] : (JSON.parse(text) as ContentField[]);

const toSummary = (row: SummaryRow): RevisionSummary => ({
  id: row.id,
  serviceId: row.service_id,
  number: row.number ?? 0,
  state: row.state,
  author: row.author,
  authorKind: row.author_kind,
  authorName: row.authorName,
  reason: row.reason,
  restoredFrom: row.restoredFrom,
  sentAt: row.sent_at ?? '',
  decidedAt: row.decided_at,
  checkedAt: row.checked_at,
  unseenFields: toFields(row.small_fields),
  acceptedFields: toFields(row.accepted_fields),
});

type WholeColumns = 'organisation_id' | 'content' | 'base_content' | 'base_version' | 'decision_reason';

const toRevision = (
  row: SummaryRow &
    Pick<Selectable<RevisionTable>, WholeColumns> & {
      decidedByName: string | null;
      checkedByName: string | null;
    },
): Revision => ({
  ...toSummary(row),
  organisationId: row.organisation_id,
  content: readContent(row.content),
  base: row.base_content === null ? null : readContent(row.base_content),
  baseVersion: row.base_version,
  decidedByName: row.decidedByName,
  decisionReason: row.decision_reason,
  checkedByName: row.checkedByName,
});
