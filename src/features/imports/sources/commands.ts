import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database, SourceTable } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { cannotRefresh } from './rules.ts';

type Source = Pick<
  SourceTable,
  'format' | 'url' | 'mapping' | 'refresh_days' | 'held_since' | 'held_reason' | 'refresh_asked_at'
> & {
  id: string;
  republish: number;
  refresh_accepts_loss: number;
};

/** Changes a source and records what it was before and is now. */
async function changeSource(
  trx: Transaction<Database>,
  source: Source,
  change: Partial<Pick<Source, 'refresh_days' | 'held_since' | 'held_reason' | 'refresh_asked_at'>> & {
    republish?: 0 | 1;
    refresh_accepts_loss?: 0 | 1;
  },
  event: { action: string; at: Date; actor: string | Actor },
): Promise<void> {
  await trx.updateTable('source').set(change).where('id', '=', source.id).execute();
  const before = Object.fromEntries(Object.keys(change).map((key) => [key, source[key as keyof Source]]));
  await recordEvent(trx, {
    ...event,
    entity: 'source',
    entityId: source.id,
    before,
    after: change,
  });
}

const findSource = (trx: Transaction<Database>, id: string): Promise<Source | undefined> =>
  trx
    .selectFrom('source')
    .select(['id', 'format', 'url', 'mapping', 'refresh_days', 'held_since', 'held_reason', 'republish'])
    .select(['refresh_asked_at', 'refresh_accepts_loss'])
    .where('id', '=', id)
    .executeTakeFirst();

/**
 * Sets after how many days a source is read again, or with null that it is read by hand only. Refuses a source that
 * cannot be read again by itself.
 */
export async function setRefreshDays(
  db: Db,
  id: string,
  days: number | null,
  at: Date,
  actor: string | Actor = 'command-line',
): Promise<Result<'set' | 'as-it-was', 'no-source' | 'no-address' | 'no-mapping' | 'other-format'>> {
  return db.transaction().execute(async (trx) => {
    const source = await findSource(trx, id);
    if (source === undefined) return refused('no-source');
    const obstacle = days === null ? null : cannotRefresh(source);
    if (obstacle !== null) return refused(obstacle);
    if (source.refresh_days === days) return ok('as-it-was');
    await changeSource(trx, source, { refresh_days: days }, { action: 'source.schedule', at, actor });
    return ok('set');
  });
}

/** Lets a source that waits for a person be read again. Refuses one that does not wait. */
export async function releaseSource(
  db: Db,
  id: string,
  at: Date,
  actor: string | Actor = 'command-line',
): Promise<Result<'released', 'no-source' | 'not-held'>> {
  return db.transaction().execute(async (trx) => {
    const source = await findSource(trx, id);
    if (source === undefined) return refused('no-source');
    if (source.held_since === null) return refused('not-held');
    await changeSource(
      trx,
      source,
      { held_since: null, held_reason: null },
      { action: 'source.release', at, actor },
    );
    return ok('released');
  });
}

/** Says whether our feed passes a source's records on, as its terms allow; the feed follows at once. */
export async function setRepublish(
  db: Db,
  id: string,
  isRepublished: boolean,
  at: Date,
): Promise<Result<'set' | 'as-it-was', 'no-source'>> {
  return db.transaction().execute(async (trx) => {
    const source = await findSource(trx, id);
    if (source === undefined) return refused('no-source');
    const republish = isRepublished ? 1 : 0;
    if (source.republish === republish) return ok('as-it-was');
    await changeSource(trx, source, { republish }, { action: 'source.republish', at, actor: 'command-line' });
    await bumpDirectoryVersion(trx, at);
    return ok('set');
  });
}

/**
 * Asks for a source to be read again by the next run of the job, whenever it would be due; `acceptLoss`: that once
 * however many of its services are gone. Refuses a source that waits for a person, or cannot be read by itself.
 */
export async function askRefresh(
  db: Db,
  { id, acceptLoss }: { id: string; acceptLoss: boolean },
  by: Actor,
  at: Date,
): Promise<Result<'asked', 'no-source' | 'held' | 'no-address' | 'no-mapping' | 'other-format'>> {
  return db.transaction().execute(async (trx) => {
    const source = await findSource(trx, id);
    if (source === undefined) return refused('no-source');
    const obstacle = cannotRefresh(source);
    if (obstacle !== null) return refused(obstacle);
    if (source.held_since !== null) return refused('held');
    await changeSource(
      trx,
      source,
      { refresh_asked_at: at.toISOString(), refresh_accepts_loss: acceptLoss ? 1 : 0 },
      { action: 'source.refresh', at, actor: by },
    );
    return ok('asked');
  });
}

/** Takes up what was asked of a source, so that it holds for one run; says whether losing services was accepted. */
export async function takeUpRefresh(db: Db, id: string): Promise<{ acceptLoss: boolean }> {
  return db.transaction().execute(async (trx) => {
    const source = await findSource(trx, id);
    if (source?.refresh_asked_at === undefined || source.refresh_asked_at === null)
      return { acceptLoss: false };
    await trx
      .updateTable('source')
      .set({ refresh_asked_at: null, refresh_accepts_loss: 0 })
      .where('id', '=', id)
      .execute();
    return { acceptLoss: source.refresh_accepts_loss === 1 };
  });
}
