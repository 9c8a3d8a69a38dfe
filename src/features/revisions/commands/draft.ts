import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { changedFields } from '#src/features/services/fields.ts';
import { plainService, type ServiceRecord } from '#src/features/services/record.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Author } from '../author.ts';
import { keepContent, saySame } from '../kept-content.ts';
import { findDraft, findEditable, type Editable } from '../queries/editable.ts';
import { revisionRow } from './rows.ts';

export interface DraftToSave {
  serviceId: string;
  content: ServiceRecord; // the whole, after one section was applied
  draftVersion: number | null; // of the draft that the form was made from; null: there was none
  /** Of the service that the form was made from, when there was no draft. Left out: as it is now. */
  serviceVersion?: number | null;
}

export interface SavedDraft {
  draftId: string | null; // null: nothing was different, and there is no draft
  version: number | null; // for the next `saveDraft`
}

/**
 * Keeps what an author has written so far, in place of what they had. Refuses what was typed in a form that is out of
 * date (`changed-elsewhere`: another tab saved meanwhile). A content that says the same is not written. Nobody but the
 * desk moves a service to another organisation.
 */
export async function saveDraft(
  db: Db,
  { serviceId, content, draftVersion, serviceVersion }: DraftToSave,
  author: Author,
  at: Date,
): Promise<Result<SavedDraft, 'unknown' | 'changed-elsewhere'>> {
  return db.transaction().execute(async (trx) => {
    const known = await findEditable(trx, serviceId, author.actor.id);
    if (known === undefined) return refused('unknown');
    const { draft, stored } = known;
    const isLate =
      draft === null && serviceVersion !== undefined && serviceVersion !== (stored?.version ?? null);
    if ((draft?.version ?? null) !== draftVersion || isLate) return refused('changed-elsewhere');
    const written = asWritten(known, content, author);
    if (saySame(known.content, written))
      return ok({ draftId: draft?.id ?? null, version: draft?.version ?? null });
    const saved =
      draft === null
        ? await beginDraft(trx, known, written, author, at)
        : await replaceDraft(trx, draft, written, at);
    await recordEvent(trx, {
      at,
      actor: author.actor,
      action: 'service.save-draft',
      entity: 'service',
      entityId: serviceId,
      after: { fields: changedFields(known.content, written), revision: saved.draftId },
    });
    return ok(saved);
  });
}

/** The content as this service's: which one it is, and whose, is not what anybody writes. */
export const asWritten = (
  { serviceId, organisationId, stored }: Pick<Editable, 'serviceId' | 'organisationId' | 'stored'>,
  content: ServiceRecord,
  { kind }: Author,
): ServiceRecord => ({
  ...content,
  id: serviceId,
  key: serviceId,
  slug: stored?.slug ?? null,
  organisationKey: kind === 'desk' ? content.organisationKey : organisationId,
});

async function beginDraft(
  trx: Transaction<Database>,
  { serviceId, organisationId, stored, content: base, isNew }: Editable,
  content: ServiceRecord,
  { actor, kind }: Author,
  at: Date,
): Promise<SavedDraft> {
  const row = revisionRow(
    {
      id: uuidv7(),
      service_id: serviceId,
      organisation_id: organisationId,
      state: 'draft',
      content: keepContent(content),
      base_content: keepContent(base),
      base_version: isNew ? null : (stored?.version ?? null),
      author: actor.id,
      author_kind: kind,
    },
    at,
  );
  await trx.insertInto('revision').values(row).execute();
  return { draftId: row.id, version: 1 };
}

async function replaceDraft(
  trx: Transaction<Database>,
  draft: { id: string; version: number },
  content: ServiceRecord,
  at: Date,
): Promise<SavedDraft> {
  const version = draft.version + 1;
  await trx
    .updateTable('revision')
    .set({ content: keepContent(content), updated_at: at.toISOString(), version })
    .where('id', '=', draft.id)
    .execute();
  return { draftId: draft.id, version };
}

/**
 * Begins a service that does not exist yet, as a draft that only its author sees until it is sent. One of this name
 * that the author has begun and not sent is gone on with.
 */
export async function startService(
  db: Db,
  { organisationId, name }: { organisationId: string; name: string },
  author: Author,
  at: Date,
): Promise<Result<{ serviceId: string }, 'unknown-organisation'>> {
  return db.transaction().execute(async (trx) => {
    const organisation = await trx
      .selectFrom('organisation')
      .select('id')
      .where('id', '=', organisationId)
      .executeTakeFirst();
    if (organisation === undefined) return refused('unknown-organisation');
    const begun = await findBegun(trx, organisationId, name, author);
    if (begun !== undefined) return ok({ serviceId: begun });
    const serviceId = uuidv7();
    const content = { ...plainService(serviceId, organisationId, name), id: serviceId };
    const row = revisionRow(
      {
        id: uuidv7(),
        service_id: serviceId,
        organisation_id: organisationId,
        state: 'draft',
        content: keepContent(content),
        author: author.actor.id,
        author_kind: author.kind,
      },
      at,
    );
    await trx.insertInto('revision').values(row).execute();
    await recordEvent(trx, {
      at,
      actor: author.actor,
      action: 'service.start',
      entity: 'service',
      entityId: serviceId,
      after: { organisation: organisationId, revision: row.id },
    });
    return ok({ serviceId });
  });
}

/** A new service of this name that the author has not sent. */
async function findBegun(
  trx: Transaction<Database>,
  organisationId: string,
  name: string,
  { actor }: Author,
): Promise<string | undefined> {
  const rows = await trx
    .selectFrom('revision')
    .select(['service_id', 'content'])
    .where('organisation_id', '=', organisationId)
    .where('author', '=', actor.id)
    .where('state', '=', 'draft')
    .where('base_content', 'is', null)
    .execute();
  return rows.find((row) => (JSON.parse(row.content) as ServiceRecord).name === name)?.service_id;
}

/** Throws away what an author has not sent. */
export async function discardDraft(
  db: Db,
  serviceId: string,
  author: Author,
  at: Date,
): Promise<Result<'discarded', 'no-draft'>> {
  return db.transaction().execute(async (trx) => {
    const draft = await findDraft(trx, serviceId, author.actor.id);
    if (draft === null) return refused('no-draft');
    await trx.deleteFrom('revision').where('id', '=', draft.id).execute();
    await recordEvent(trx, {
      at,
      actor: author.actor,
      action: 'service.discard-draft',
      entity: 'service',
      entityId: serviceId,
      before: { fields: draft.base === null ? null : changedFields(draft.base, draft.content) },
    });
    return ok('discarded');
  });
}
