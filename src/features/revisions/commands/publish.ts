import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#db/schema.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { reviewMonthsFor } from '#src/features/reviews/rules.ts';
import { publishContent } from '#src/features/services/commands/publish.ts';
import { publishNewService } from '#src/features/services/commands/publish-new.ts';
import { changedFields, type ContentField } from '#src/features/services/fields.ts';
import { findStoredService, type StoredService } from '#src/features/services/queries/records/read.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { londonNow } from '#src/lib/dates.ts';
import type { AuthorKind } from '../author.ts';
import { keepContent, nothingYet } from '../kept-content.ts';
import { nextNumber, revisionRow } from './rows.ts';

/** What a published revision says beside its content. */
export interface Publishing {
  author: string; // who wrote it
  authorKind: AuthorKind;
  by: Actor; // who publishes it
  reason: string | null; // the author's
  restoredFrom?: string | null;
  begunAt?: string;
  /** Published without the desk, which looks at these afterwards. Left out: the desk has seen it. */
  unseen?: readonly ContentField[];
  /** A decision of the desk about what was proposed. */
  decision?: { accepted: readonly ContentField[]; reason: string | null };
  /** The row of the proposal that this is, which it becomes. */
  proposal?: { id: string; number: number };
}

export interface PublishedRevision {
  id: string;
  number: number;
  fields: ContentField[];
  stored: StoredService; // as it is now
}

/**
 * Publishes a content and keeps the revision: what was there before, and what was read back afterwards. Undefined, with
 * nothing written, when nothing would change.
 */
export async function publishRevision(
  trx: Transaction<Database>,
  before: StoredService,
  record: ServiceRecord,
  publishing: Publishing,
  at: Date,
): Promise<PublishedRevision | undefined> {
  const id = publishing.proposal?.id ?? uuidv7();
  const fields = await publishContent(
    trx,
    { before, record, by: publishing.by, ...whyOf(publishing), revisionId: id },
    at,
  );
  return fields.length === 0 ? undefined : keepPublished(trx, { id, before, fields }, publishing, at);
}

/** Publishes a service that was not in the directory, said to be checked today by its organisation. */
export async function publishNewRevision(
  trx: Transaction<Database>,
  serviceId: string,
  record: ServiceRecord,
  publishing: Publishing,
  at: Date,
): Promise<PublishedRevision> {
  const id = publishing.proposal?.id ?? uuidv7();
  const organisation = await trx
    .selectFrom('organisation')
    .select(['name', 'sector'])
    .where('id', '=', record.organisationKey)
    .executeTakeFirstOrThrow();
  const checked = {
    ...record,
    assuredOn: londonNow(at).day,
    assuredBy: organisation.name,
    reviewMonths: reviewMonthsFor(record, organisation.sector),
  };
  await publishNewService(
    trx,
    { id: serviceId, record: checked, by: publishing.by, ...whyOf(publishing), revisionId: id },
    at,
  );
  return keepPublished(trx, { id, before: null, fields: [], serviceId }, publishing, at);
}

const whyOf = ({ reason }: Publishing): { reason?: string } => (reason === null ? {} : { reason });

interface Kept {
  id: string;
  before: StoredService | null;
  fields: ContentField[];
  serviceId?: string;
}

async function keepPublished(
  trx: Transaction<Database>,
  { id, before, fields, serviceId = before?.id ?? '' }: Kept,
  { author, authorKind, by, reason, restoredFrom, begunAt, unseen, decision, proposal }: Publishing,
  at: Date,
): Promise<PublishedRevision> {
  const stored = await findStoredService(trx, serviceId);
  if (stored === undefined) throw new Error('What was published is not there');
  const now = at.toISOString();
  const number = proposal?.number ?? (await nextNumber(trx, serviceId));
  const published = {
    state: 'published',
    content: keepContent(stored.record),
    base_content: before === null ? null : keepContent(before.record),
    base_version: before?.version ?? null,
    updated_at: now,
    ...(decision !== undefined && {
      accepted_fields: JSON.stringify(decision.accepted),
      decided_by: by.id,
      decided_at: now,
      decision_reason: decision.reason,
    }),
    ...(unseen !== undefined && { small_fields: JSON.stringify(unseen) }),
    ...(unseen === undefined || unseen.length === 0 ? { checked_by: by.id, checked_at: now } : {}),
  } as const;
  if (proposal !== undefined) {
    await trx.updateTable('revision').set(published).where('id', '=', id).execute();
  } else {
    const row = revisionRow(
      {
        ...published,
        id,
        service_id: serviceId,
        organisation_id: stored.organisationId,
        number,
        author,
        author_kind: authorKind,
        reason,
        restored_from: restoredFrom ?? null,
        created_at: begunAt ?? now,
      },
      at,
    );
    await trx.insertInto('revision').values(row).execute();
  }
  return {
    id,
    number,
    fields: fields.length > 0 ? fields : changedFields(nothingYet(stored.record), stored.record),
    stored,
  };
}
