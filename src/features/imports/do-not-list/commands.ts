import type { Insertable, Selectable, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database, DoNotListTable } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { programActor, type Actor } from '#src/features/audit/rules.ts';
import { keepUndo } from '#src/features/undo/commands/keep.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { toEntry } from './queries.ts';
import { charityKey, nameKey, ownHost } from './rules.ts';
import { hideMeant, meansReferred, showAgain, type Hidden } from './visibility.ts';

/** The name of the action in the table of ways back. */
export const DO_NOT_LIST_ADDED = 'do-not-list.add';

/** Who asked not to be listed, as a person writes it. */
export interface DoNotListRequest {
  name: string;
  postcode: string | null;
  charityNumber: string | null;
  website: string | null; // one whose host many share is not kept
  source: { name: string; recordId: string } | null; // that very record
  reason: string | null;
  actor: 'command-line' | Actor;
  at: Date;
}

/**
 * Keeps somebody who asked for it out of the directory: imports leave them out from now on, and what is in it now is
 * hidden from the public, all in one transaction. Refuses an empty name, a postcode that is none, a source that does not
 * exist, and whom people were referred to, while that is open.
 */
export async function addToDoNotList(
  db: Db,
  request: DoNotListRequest,
): Promise<
  Result<{ id: string; hidden: Hidden }, 'no-name' | 'no-postcode' | 'no-source' | 'open-referrals'>
> {
  const key = nameKey(request.name);
  if (key === '') return refused('no-name');
  const postcode = request.postcode === null ? null : normalisePostcode(request.postcode);
  if (request.postcode !== null && postcode === null) return refused('no-postcode');
  const id = uuidv7();
  return db.transaction().execute(async (trx) => {
    const sourceId = request.source === null ? null : await findSourceId(trx, request.source.name);
    if (sourceId === undefined) return refused('no-source');
    const row: Insertable<DoNotListTable> & Selectable<DoNotListTable> = {
      id,
      name: request.name.trim(),
      name_key: key,
      postcode,
      charity_number: request.charityNumber === null ? null : charityKey(request.charityNumber) || null,
      website_host: ownHost(request.website),
      source_id: sourceId,
      source_record_id: request.source?.recordId ?? null,
      reason: request.reason,
      created_at: request.at.toISOString(),
      lifted_at: null,
    };
    if (await meansReferred(trx, toEntry(row))) return refused('open-referrals');
    await trx.insertInto('do_not_list').values(row).execute();
    const hidden = await hideMeant(trx, toEntry(row), request);
    await recordEvent(trx, {
      at: request.at,
      actor: request.actor,
      action: 'do-not-list.add',
      entity: 'do_not_list',
      entityId: id,
      after: hidden,
      ...(request.reason === null ? {} : { reason: request.reason }),
    });
    const by = request.actor === 'command-line' ? programActor('command-line') : request.actor;
    await keepUndo(
      trx,
      { action: DO_NOT_LIST_ADDED, entity: 'do_not_list', entityId: id, state: { hidden }, by },
      request.at,
    );
    return ok({ id, hidden });
  });
}

/**
 * Takes somebody off the list who changed their mind. Imports bring them in again; what the list had hidden is shown
 * again, unless another entry still means it. What people hid stays hidden, for the list never touched it.
 * Refuses an entry that does not exist or was lifted before.
 */
export async function liftFromDoNotList(
  db: Db,
  id: string,
  at: Date,
  actor: string | Actor = 'command-line',
): Promise<Result<{ shown: Hidden }, 'no-entry' | 'lifted-before'>> {
  return db.transaction().execute((trx) => liftEntry(trx, id, at, actor));
}

/** The same, in a transaction of more. */
export async function liftEntry(
  trx: Transaction<Database>,
  id: string,
  at: Date,
  actor: string | Actor,
): Promise<Result<{ shown: Hidden }, 'no-entry' | 'lifted-before'>> {
  const lifted = await trx
    .updateTable('do_not_list')
    .set({ lifted_at: at.toISOString() })
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  if (lifted.numUpdatedRows === 0n) {
    const row = await trx.selectFrom('do_not_list').select('id').where('id', '=', id).executeTakeFirst();
    return refused(row === undefined ? 'no-entry' : 'lifted-before');
  }
  const shown = await showAgain(trx, id, at, actor);
  await recordEvent(trx, {
    at,
    actor,
    action: 'do-not-list.lift',
    entity: 'do_not_list',
    entityId: id,
    after: shown,
  });
  return ok({ shown });
}

/** Undefined when there is no source of this name. */
async function findSourceId(trx: Transaction<Database>, name: string): Promise<string | undefined> {
  const row = await trx.selectFrom('source').select('id').where('name', '=', name).executeTakeFirst();
  return row?.id;
}
