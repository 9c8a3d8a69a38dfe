import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { changedFields, withFields, type ContentField } from '#src/features/services/fields.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Author } from '../author.ts';
import { nothingYet } from '../kept-content.ts';
import { findDraft, type Draft } from '../queries/editable.ts';
import { chosenFields, mergeContents, type Choices } from '../rules.ts';
import { publishNewRevision } from './publish.ts';
import { nextNumber } from './rows.ts';
import { proposeContent, submitContent, type Sent } from './submit.ts';
import { replaceProposals } from './withdraw.ts';

export interface DraftToSend {
  serviceId: string;
  reason: string | null; // in the author's words
  choices: Choices; // by the `field` of each conflict
}

type Refusal = 'no-draft' | 'nothing-changed' | 'conflicts' | 'not-ready';

/**
 * Sends what an author has written: put together with what others changed since, some of it is published at once and
 * the rest proposed to the desk. Refuses what both changed differently until the author has chosen (`conflicts`, see
 * `findConflicts`), and a new service without a name (`not-ready`). What the author wrote and gave up for the other
 * side's words stays as a revision of its own.
 */
export async function sendDraft(
  db: Db,
  { serviceId, reason, choices }: DraftToSend,
  author: Author,
  at: Date,
): Promise<Result<Sent, Refusal>> {
  return db.transaction().execute(async (trx) => {
    const draft = await findDraft(trx, serviceId, author.actor.id);
    if (draft === null) return refused('no-draft');
    const stored = await findStoredService(trx, serviceId);
    if (stored === undefined) return sendNew(trx, serviceId, draft, reason, author, at);
    const mine = draft.content;
    const { merged, conflicts } = mergeContents(draft.base ?? nothingYet(mine), mine, stored.record);
    const chosen = chosenFields(conflicts, choices, mine, stored.record);
    if (chosen === undefined) return refused('conflicts');
    const record = withFields(merged, mine, chosen.mine);
    const hasGivenUp = chosen.theirs.length > 0;
    if (changedFields(stored.record, record).length === 0 && !hasGivenUp) return refused('nothing-changed');
    const kept = await putAway(trx, serviceId, draft, { hasGivenUp, reason }, at);
    const sent = await submitContent(
      trx,
      stored,
      { record, author, reason, always: false, begunAt: draft.createdAt },
      at,
    );
    return ok({ ...sent, revisionNumbers: [...kept, ...sent.revisionNumbers] });
  });
}

/** Takes the draft out of the way; when words of it are given up, it stays as a revision that can be read. */
async function putAway(
  trx: Transaction<Database>,
  serviceId: string,
  draft: Draft,
  { hasGivenUp, reason }: { hasGivenUp: boolean; reason: string | null },
  at: Date,
): Promise<number[]> {
  if (!hasGivenUp) {
    await trx.deleteFrom('revision').where('id', '=', draft.id).execute();
    return [];
  }
  const number = await nextNumber(trx, serviceId);
  const now = at.toISOString();
  await trx
    .updateTable('revision')
    .set({ state: 'withdrawn', number, reason, sent_at: now, updated_at: now })
    .where('id', '=', draft.id)
    .execute();
  return [number];
}

/** A service that is not in the directory: proposed whole, or published whole by the desk. */
async function sendNew(
  trx: Transaction<Database>,
  serviceId: string,
  { id, content, organisationId, createdAt }: Draft,
  reason: string | null,
  author: Author,
  at: Date,
): Promise<Result<Sent, Refusal>> {
  const organisation = await trx
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', content.organisationKey)
    .executeTakeFirst();
  if (content.name.trim() === '' || organisation === undefined) return refused('not-ready');
  await trx.deleteFrom('revision').where('id', '=', id).execute();
  const fields: ContentField[] = changedFields(nothingYet(content), content);
  if (author.kind === 'desk') {
    const { actor, kind } = author;
    const publishing = { author: actor.id, authorKind: kind, by: actor, reason, begunAt: createdAt };
    const published = await publishNewRevision(trx, serviceId, content, publishing, at);
    return ok({ published: fields, proposed: [], revisionNumbers: [published.number] });
  }
  const from = { id: serviceId, organisationId, record: null, version: null };
  const number = await proposeContent(trx, from, content, { author, reason, begunAt: createdAt }, at);
  await replaceProposals(trx, serviceId, number, author, at);
  return ok({ published: [], proposed: fields, revisionNumbers: [number] });
}
