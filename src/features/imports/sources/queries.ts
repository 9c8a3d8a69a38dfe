import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { ImportRunTable, SourceTable } from '#db/schema.ts';
import { cannotRefresh, endingOf, inTurn, type Timetable } from './rules.ts';

/** Enough to know how many tries in vain there were: the wait grows no longer after six. */
const RUNS_LOOKED_AT = 10;

/** A source with its last runs, the newest first. */
export interface SourceWithRuns {
  source: Selectable<SourceTable>;
  runs: Selectable<ImportRunTable>[];
}

/** All sources by name, each with its last runs. */
export async function listSourcesWithRuns(db: Db): Promise<SourceWithRuns[]> {
  const sources = await db.selectFrom('source').selectAll().orderBy('name').execute();
  return Promise.all(
    sources.map(async (source) => ({ source, runs: await listImportRuns(db, source.id, RUNS_LOOKED_AT) })),
  );
}

/** The last runs of a source, the newest first. */
export async function listImportRuns(
  db: Db,
  sourceId: string,
  limit: number,
): Promise<Selectable<ImportRunTable>[]> {
  return db
    .selectFrom('import_run')
    .selectAll()
    .where('source_id', '=', sourceId)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** A source with its last runs, by its id. */
export async function findSourceWithRuns(db: Db, id: string): Promise<SourceWithRuns | undefined> {
  const source = await db.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirst();
  return source && { source, runs: await listImportRuns(db, id, RUNS_LOOKED_AT) };
}

/** A source by its name, however it is capitalised. */
export async function findSourceByName(db: Db, name: string): Promise<Selectable<SourceTable> | undefined> {
  const wanted = name.trim().toLowerCase();
  const sources = await db.selectFrom('source').selectAll().execute();
  return (
    sources.find((source) => source.name === name) ??
    sources.find((source) => source.name.toLowerCase() === wanted)
  );
}

/** What decides when a source is read again; one that has lost its address is read by hand, whatever was set. */
export const timetableOf = ({ source, runs }: SourceWithRuns): Timetable => ({
  refreshDays: cannotRefresh(source) === null ? source.refresh_days : null,
  lastImportedAt: source.last_imported_at === null ? null : new Date(source.last_imported_at),
  isHeld: source.held_since !== null,
  askedAt:
    source.refresh_asked_at === null || cannotRefresh(source) !== null
      ? null
      : new Date(source.refresh_asked_at),
  runs: runs.map((run) => ({ startedAt: new Date(run.started_at), ending: endingOf(run) })),
});

/** The sources to be read again at `at`, in the order of their turn. */
export async function listSourcesDue(db: Db, at: Date): Promise<Selectable<SourceTable>[]> {
  const scheduled = await db
    .selectFrom('source')
    .selectAll()
    .where((eb) => eb.or([eb('refresh_days', 'is not', null), eb('refresh_asked_at', 'is not', null)]))
    .execute();
  const timetables = await Promise.all(
    scheduled.map(async (source) => {
      const runs = await listImportRuns(db, source.id, RUNS_LOOKED_AT);
      return { source, ...timetableOf({ source, runs }) };
    }),
  );
  return inTurn(timetables, at).map(({ source }) => source);
}
