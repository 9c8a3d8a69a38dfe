import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';

/**
 * Says that something a visitor could see has changed, so that indexes and caches are renewed. Called in the
 * transaction that makes the change.
 */
export async function bumpDirectoryVersion(trx: Transaction<Database>, at: Date): Promise<void> {
  await trx
    .updateTable('directory_version')
    .set((row) => ({ version: row('version', '+', 1), changed_at: at.toISOString() }))
    .execute();
}
