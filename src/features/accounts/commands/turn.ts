import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';

/**
 * Waits until nobody else is changing accounts, by a write that changes nothing: what is read after it stays true
 * until this transaction ends, in another process too. Comes first in a transaction that checks before it writes.
 * SQLite's transactions wait at their beginning anyway (db/connection.ts); another database needs the write.
 */
export async function takeTurn(trx: Transaction<Database>): Promise<void> {
  await trx
    .updateTable('audit_head')
    .set((eb) => ({ sequence: eb.ref('sequence') }))
    .execute();
}
