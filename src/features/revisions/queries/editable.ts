import type { Db } from '#db/connection.ts';
import { changedFields, type ContentField } from '#src/features/services/fields.ts';
import { findStoredService, type StoredService } from '#src/features/services/queries/records/read.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { nothingYet, readContent } from '../kept-content.ts';
import { groupConflicts, mergeContents, type ConflictGroup } from '../rules.ts';

export interface Draft {
  id: string;
  organisationId: string;
  content: ServiceRecord;
  base: ServiceRecord | null; // what it was made from; null: a new service
  baseVersion: number | null; // service.version at that time
  version: number; // pass it to `saveDraft`
  createdAt: string;
  updatedAt: string;
}

/** A proposal that waits for the desk. */
export interface Waiting {
  id: string;
  number: number;
  author: string; // as `author.actor.id`
  authorName: string | null; // of an account
  sentAt: string;
  fields: ContentField[]; // that it would change
}

/** A service as one author sees it in the editor. */
export interface Editable {
  serviceId: string;
  organisationId: string;
  isNew: boolean; // true: not in the directory yet
  stored: StoredService | null;
  draft: Draft | null; // of this author
  content: ServiceRecord; // the draft's, else the stored one; of a new service, else what was sent last
  changed: ContentField[]; // by the draft: its content against what it was made from
  waiting: Waiting[]; // proposals of anybody, the oldest first
}

/** The draft that an author has of a service. */
export async function findDraft(db: Db, serviceId: string, authorId: string): Promise<Draft | null> {
  const row = await db
    .selectFrom('revision')
    .selectAll()
    .where('service_id', '=', serviceId)
    .where('author', '=', authorId)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    organisationId: row.organisation_id,
    content: readContent(row.content),
    base: row.base_content === null ? null : readContent(row.base_content),
    baseVersion: row.base_version,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/**
 * What an author can edit of a service, whatever they may do. Undefined when there is no such service; of one that is
 * not in the directory yet, when this author has no draft of it and nobody has sent it. Hidden services are found.
 */
export async function findEditable(
  db: Db,
  serviceId: string,
  authorId: string,
): Promise<Editable | undefined> {
  const stored = (await findStoredService(db, serviceId)) ?? null;
  const draft = await findDraft(db, serviceId, authorId);
  const sent = stored === null ? await findSent(db, serviceId) : null;
  const content = draft?.content ?? stored?.record ?? sent?.content;
  const organisationId = stored?.organisationId ?? sent?.organisationId ?? draft?.organisationId;
  if (content === undefined || organisationId === undefined) return undefined;
  return {
    serviceId,
    organisationId,
    isNew: stored === null,
    stored,
    draft,
    content,
    changed: draft === null ? [] : changedFields(draft.base ?? nothingYet(draft.content), draft.content),
    waiting: await listWaiting(db, serviceId),
  };
}

/** What was sent last of a service that is not in the directory. */
async function findSent(
  db: Db,
  serviceId: string,
): Promise<{ content: ServiceRecord; organisationId: string } | null> {
  const row = await db
    .selectFrom('revision')
    .select(['content', 'organisation_id'])
    .where('service_id', '=', serviceId)
    .where('number', 'is not', null)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  return row === undefined
    ? null
    : { content: readContent(row.content), organisationId: row.organisation_id };
}

async function listWaiting(db: Db, serviceId: string): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('revision')
    .leftJoin('account', 'account.id', 'revision.author')
    .select(['revision.id', 'number', 'author', 'content', 'base_content', 'sent_at'])
    .select('account.name as authorName')
    .where('service_id', '=', serviceId)
    .where('state', '=', 'proposed')
    .orderBy('number')
    .execute();
  return rows.map((row) => {
    const content = readContent(row.content);
    const base = row.base_content === null ? nothingYet(content) : readContent(row.base_content);
    return {
      id: row.id,
      number: row.number ?? 0,
      author: row.author,
      authorName: row.authorName,
      sentAt: row.sent_at ?? '',
      fields: changedFields(base, content),
    };
  });
}

/** A choice that must be made before a draft can be sent, and what each side says. */
export interface Conflict extends ConflictGroup {
  base: ServiceRecord;
  mine: ServiceRecord;
  theirs: ServiceRecord; // what the service says now
}

/**
 * What the author and somebody else changed differently since the author's draft was begun. A choice is made for each,
 * by its `field`; it holds for all of its `fields`.
 */
export async function findConflicts(db: Db, serviceId: string, authorId: string): Promise<Conflict[]> {
  const draft = await findDraft(db, serviceId, authorId);
  const stored = await findStoredService(db, serviceId);
  if (draft === null || stored === undefined) return [];
  const [base, mine, theirs] = [draft.base ?? nothingYet(draft.content), draft.content, stored.record];
  const { conflicts } = mergeContents(base, mine, theirs);
  return groupConflicts(conflicts, mine, theirs).map((group) => ({ ...group, base, mine, theirs }));
}
