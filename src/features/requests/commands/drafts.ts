import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { readAnswers, writeAnswers, type AnswerPart, type Answers, type MadeBy } from '../answers.ts';
import { DRAFT_DAYS } from '../rules.ts';
import { daysAfter, openDraftRow } from './draft-row.ts';
import { accountOf, whoActs, writeRequestEvent, type RequestRow } from './event.ts';

export interface NewDraft {
  madeBy: MadeBy;
  answers?: Answers; // what search and shortlist know already
}

/** Begins a request; the secret is for the browser's cookie and is kept nowhere else. */
export async function startDraft(
  db: Db,
  keys: Keys,
  { madeBy, answers = {} }: NewDraft,
  actor: Actor,
  at: Date,
): Promise<{ requestId: string; secret: string }> {
  const id = uuidv7();
  const secret = newSecret();
  const now = at.toISOString();
  const row = {
    id,
    state: 'draft' as const,
    made_by: madeBy,
    answers_sealed: keys.seal(writeAnswers(answers), `request:${id}`),
    filled_in_by: madeBy === 'navigator' ? accountOf(actor) : null,
    draft_token_hash: hashSecret(secret),
    draft_expires_at: daysAfter(at, DRAFT_DAYS),
    draft_seen_at: now,
    created_by: accountOf(actor),
    created_at: now,
    updated_at: now,
  };
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('request').values(row).execute();
    const event = { requestId: id, who: whoActs(actor, madeBy), kind: 'start', to: 'draft' as const };
    await writeRequestEvent(trx, null, event, at);
    await recordEvent(trx, {
      at,
      actor,
      action: 'request.start',
      entity: 'request',
      entityId: id,
      after: { madeBy },
    });
  });
  return { requestId: id, secret };
}

export interface SavedAnswer<Part extends AnswerPart = AnswerPart> {
  requestId: string;
  part: Part;
  value: Answers[Part];
  madeBy?: MadeBy; // who fills it in, when that is what was answered
  version: number; // of the draft, as the page was shown
}

type SaveRefusal = 'unknown' | 'sent-already' | 'changed-elsewhere';

/**
 * Keeps one answer; all others stay as they are. The same answer again is no change. Refuses `changed-elsewhere` when
 * this answer was changed since the page was shown (another tab), and what was sent already.
 */
export async function saveAnswer<Part extends AnswerPart>(
  db: Db,
  keys: Keys,
  { requestId, part, value, madeBy, version }: SavedAnswer<Part>,
  actor: Actor,
  at: Date,
): Promise<Result<{ version: number }, SaveRefusal>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const found = await openDraftRow(trx, requestId, at);
    if (!found.ok) return found;
    const row = found.value;
    const before = keys.unseal(row.answers_sealed ?? '', `request:${row.id}`);
    const after = writeAnswers({ ...readAnswers(before), [part]: value });
    const by = madeBy ?? row.made_by;
    // Both were written in the order of AnswersShape.
    if (before === after && by === row.made_by) return ok({ version: row.draft_version });
    const parts = JSON.parse(row.draft_parts) as Partial<Record<AnswerPart, number>>;
    if ((parts[part] ?? 0) > version) return refused('changed-elsewhere');
    const changed = await changeDraft(
      trx,
      row,
      {
        answers_sealed: keys.seal(after, `request:${row.id}`),
        draft_parts: JSON.stringify({ ...parts, [part]: row.draft_version + 1 }),
        ...madeByColumns(row, by, actor),
      },
      at,
    );
    await recordSave(trx, { id: row.id, part, madeBy: by }, actor, at);
    return ok(changed);
  });
}

/** Changes who fills the draft in ("for me", "someone I help" ...). */
export async function changeMadeBy(
  db: Db,
  { requestId, madeBy }: { requestId: string; madeBy: MadeBy },
  actor: Actor,
  at: Date,
): Promise<Result<{ version: number }, 'unknown' | 'sent-already'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const found = await openDraftRow(trx, requestId, at);
    if (!found.ok) return found;
    const row = found.value;
    if (row.made_by === madeBy) return ok({ version: row.draft_version });
    const changed = await changeDraft(trx, row, madeByColumns(row, madeBy, actor), at);
    await recordSave(trx, { id: row.id, part: 'madeBy', madeBy }, actor, at);
    return ok(changed);
  });
}

/** Throws a draft away with everything in it. What was sent stays. */
export async function discardDraft(db: Db, requestId: string, actor: Actor, at: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const deleted = await trx
      .deleteFrom('request')
      .where('id', '=', requestId)
      .where('state', '=', 'draft')
      .executeTakeFirst();
    if (deleted.numDeletedRows === 0n) return;
    await recordEvent(trx, {
      at,
      actor,
      action: 'request.discard',
      entity: 'request',
      entityId: requestId,
    });
  });
}

/** A navigator who fills it in is kept, whoever goes on with it. */
const madeByColumns = (row: RequestRow, madeBy: MadeBy, actor: Actor) => ({
  made_by: madeBy,
  ...(madeBy === 'navigator' && { filled_in_by: row.filled_in_by ?? accountOf(actor) }),
});

async function changeDraft(
  trx: Transaction<Database>,
  row: RequestRow,
  columns: Partial<Pick<RequestRow, 'answers_sealed' | 'draft_parts' | 'made_by' | 'filled_in_by'>>,
  at: Date,
): Promise<{ version: number }> {
  const version = row.draft_version + 1;
  const now = at.toISOString();
  await trx
    .updateTable('request')
    .set({
      ...columns,
      draft_version: version,
      draft_expires_at: daysAfter(at, DRAFT_DAYS),
      draft_seen_at: now,
      updated_at: now,
    })
    .where('id', '=', row.id)
    .execute();
  return { version };
}

/** Says which answer was saved and never what it was: the record itself holds that, until it is deleted. */
const recordSave = (
  trx: Transaction<Database>,
  { id, part, madeBy }: { id: string; part: string; madeBy: MadeBy },
  actor: Actor,
  at: Date,
): Promise<void> =>
  recordEvent(trx, {
    at,
    actor,
    action: 'request.save',
    entity: 'request',
    entityId: id,
    after: { part, madeBy },
  });
