import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';

/** More changed services than this are not named one by one: search then reads everything again. */
const MOST_NAMED = 50;
/** Versions whose changes are kept: every running process has long seen those before. */
const VERSIONS_KEPT = 500;

/**
 * Says that something a visitor could see has changed, so that indexes and caches are renewed: these services, or
 * anything at all. Called in the transaction that makes the change.
 */
export async function bumpDirectoryVersion(
  trx: Transaction<Database>,
  at: Date,
  changed: { services: readonly string[] } | 'anything' = 'anything',
): Promise<void> {
  const { version } = await trx
    .updateTable('directory_version')
    .set((row) => ({ version: row('version', '+', 1), changed_at: at.toISOString() }))
    .returning('version')
    .executeTakeFirstOrThrow();
  const ids = changed === 'anything' ? [] : [...new Set(changed.services)];
  if (ids.length === 0 || ids.length > MOST_NAMED) return;
  await trx
    .insertInto('directory_change')
    .values(ids.map((id) => ({ version, service_id: id })))
    .execute();
  await trx
    .deleteFrom('directory_change')
    .where('version', '<', version - VERSIONS_KEPT)
    .execute();
}
