import type { Db } from '#db/connection.ts';
import { fillDemo } from '#src/cli/fill-demo.ts';
import { mergeServices } from '#src/features/duplicates/commands/merge-services.ts';
import { mergedRecord, type Side } from '#src/features/duplicates/merging/content.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import { findStoredService, type StoredService } from '#src/features/services/queries/records/read.ts';
import { actorOf } from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';
import { ROOT } from '../../../support/server.ts';

export const AT = new Date('2026-11-21T10:00:00.000Z');
export const LATER = new Date('2026-11-22T10:00:00.000Z');
export const EDITOR = actorOf('editor-1');

/** The example place, in a database of the running test's own. */
export async function demoPlace(): Promise<Db> {
  const db = await testDatabase();
  await fillDemo(db, ROOT, AT);
  return db;
}

/** Some services of different organisations that visitors can see, with a place each. */
export async function someServices(db: Db, count: number): Promise<StoredService[]> {
  const rows = await db
    .selectFrom('service')
    .select((eb) => ['organisation_id', eb.fn.min('id').as('id')])
    .where('visibility', '=', 'public')
    .where('id', 'in', db.selectFrom('service_at_location').select('service_id'))
    .where('id', 'in', db.selectFrom('phone').select('service_id').$castTo<{ service_id: string }>())
    .groupBy('organisation_id')
    .orderBy('id')
    .limit(count)
    .execute();
  const found: StoredService[] = [];
  for (const { id } of rows) found.push(await stored(db, id));
  return found;
}

export async function stored(db: Db, id: string): Promise<StoredService> {
  const service = await findStoredService(db, id);
  if (service === undefined) throw new Error(`No service ${id}`);
  return service;
}

/** Puts two services together, with these fields from the other one. */
export async function merge(
  db: Db,
  keptId: string,
  goneId: string,
  sides: Partial<Record<ContentField, Side>> = {},
  at = AT,
) {
  const [kept, gone] = [await stored(db, keptId), await stored(db, goneId)];
  const record = mergedRecord(
    { first: kept.record, second: gone.record },
    'first',
    new Map(Object.entries(sides) as [ContentField, Side][]),
  );
  const versions = { kept: kept.version, gone: gone.version };
  return mergeServices(db, { keptId, goneId, record, versions }, EDITOR, at);
}

/** What keeps a record of what happened, and so is not as it was before. */
const HISTORY = new Set([
  'audit_event',
  'audit_head',
  'directory_version',
  'directory_change',
  'revision',
  'undo',
]);

/** Every row of every other table as text, but for how often and when a record was last changed. */
export async function dumpOf(db: Db): Promise<Record<string, string[]>> {
  const tables = await db.introspection.getTables();
  const dump: Record<string, string[]> = {};
  for (const { name } of tables) {
    if (HISTORY.has(name)) continue;
    const rows: object[] = await db
      .selectFrom(name as 'service')
      .selectAll()
      .execute();
    dump[name] = rows
      .map((row) => {
        const { version: _, updated_at: __, ...rest } = row as Record<string, unknown>;
        return JSON.stringify(rest);
      })
      .sort();
  }
  return dump;
}
