import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { ContactAttemptTable, Database, RequestNoteTable } from '#db/schema.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { prepareTelling } from '#src/features/telling/commands/prepare.ts';
import type { Happening } from '#src/features/telling/happenings.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { sentRow, whoActs, writeRequestEvent } from './event.ts';

export interface NewAttempt {
  requestId: string;
  channel: ContactAttemptTable['channel'];
  outcome: ContactAttemptTable['outcome'];
  note: string | null;
  key: string; // of the form: sent twice, it is one attempt
}

type Refusal = 'unknown' | 'closed';

/** Notes that somebody tried to get in touch with the person. Refuses a closed request, and one that was never sent. */
export async function recordAttempt(
  db: Db,
  post: PostOffice,
  { requestId, channel, outcome, note, key }: NewAttempt,
  actor: Actor,
  at: Date,
): Promise<Result<{ id: string }, Refusal>> {
  const id = uuidv7();
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await sentRow(trx, requestId);
    if (row === undefined) return refused('unknown');
    const known = await trx
      .selectFrom('contact_attempt')
      .select('id')
      .where('idempotency_key', '=', key)
      .executeTakeFirst();
    if (known !== undefined) return ok(known);
    if (row.state === 'closed') return refused('closed');
    const happening = {
      kind: 'request.attempted' as const,
      requestId,
      attemptId: id,
      channel,
      outcome,
      actorId: actor.id,
      key: id,
    };
    const queue = await telling(trx, post, happening, at);
    const now = at.toISOString();
    await trx
      .insertInto('contact_attempt')
      .values({
        id,
        request_id: requestId,
        at: now,
        by: actor.id,
        channel,
        outcome,
        note_sealed: note === null || note === '' ? null : post.keys.seal(note, `contact-attempt:${id}`),
        idempotency_key: key,
      })
      .execute();
    await trx
      .updateTable('request')
      .set({
        updated_at: now,
        ...(outcome === 'spoke' && row.contacted_at === null && { contacted_at: now }),
      })
      .where('id', '=', requestId)
      .execute();
    await writeRequestEvent(
      trx,
      null,
      { requestId, who: actor.id, kind: 'attempt', from: row.state, to: row.state },
      at,
    );
    await recordEvent(trx, {
      at,
      actor,
      action: 'request.attempt',
      entity: 'request',
      entityId: requestId,
      after: { attempt: id, channel, outcome },
    });
    await queue();
    return ok({ id });
  });
}

export interface NewNote {
  requestId: string;
  referralId?: string | null; // of a question of a service, or its answer
  author: RequestNoteTable['author'];
  kind: RequestNoteTable['kind'];
  words: string;
  key: string; // of the form: sent twice, it is one note
}

/** Adds words to a request; the navigator hears what the person adds. Refuses a closed request, and one that was never sent. */
export async function addNote(
  db: Db,
  post: PostOffice,
  { requestId, referralId = null, author, kind, words, key }: NewNote,
  actor: Actor,
  at: Date,
): Promise<Result<{ id: string }, Refusal>> {
  const id = uuidv7();
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await sentRow(trx, requestId);
    if (row === undefined) return refused('unknown');
    const known = await trx
      .selectFrom('request_note')
      .select('id')
      .where('idempotency_key', '=', key)
      .executeTakeFirst();
    if (known !== undefined) return ok(known);
    if (row.state === 'closed') return refused('closed');
    const added = { kind: 'request.added' as const, requestId, noteId: id, actorId: actor.id, key: id };
    const queue = kind === 'addition' ? await telling(trx, post, added, at) : nothing;
    const who = whoActs(actor, row.made_by);
    await trx
      .insertInto('request_note')
      .values({
        id,
        request_id: requestId,
        referral_id: referralId,
        author,
        kind,
        words_sealed: post.keys.seal(words, `request-note:${id}`),
        idempotency_key: key,
        at: at.toISOString(),
        by: who,
      })
      .execute();
    await trx
      .updateTable('request')
      .set({ updated_at: at.toISOString() })
      .where('id', '=', requestId)
      .execute();
    await writeRequestEvent(
      trx,
      null,
      { requestId, who, kind: kind === 'addition' ? 'addition' : 'note', from: row.state, to: row.state },
      at,
    );
    await recordEvent(trx, {
      at,
      actor,
      action: 'request.note',
      entity: 'request',
      entityId: requestId,
      after: { note: id, author, kind, ...(referralId !== null && { referral: referralId }) },
    });
    await queue();
    return ok({ id });
  });
}

const nothing = async (): Promise<void> => {};

/** Puts the messages of a happening into words now, and queues them when it has been written. */
async function telling(
  trx: Transaction<Database>,
  post: PostOffice,
  happening: Happening,
  at: Date,
): Promise<() => Promise<void>> {
  const messages = await prepareTelling(trx, post, happening, at);
  return async () => {
    for (const message of messages) await queueMessage(trx, message, at);
  };
}
