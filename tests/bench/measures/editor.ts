import { openDatabase } from '#db/connection.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';

/** What the measuring process asks for: a word put into a service's description, or a change to anything at all. */
export type Order = { edit: string; word: string } | { rebuild: true };

/** When the change was about to be committed, on the clock that all processes of a machine share. */
export interface Committed {
  at: bigint; // nanoseconds, process.hrtime
  version: number;
}

/* Another program with the same file open, as an import or an editor's process is. */
const db = openDatabase(process.argv[2] ?? '');

async function carryOut(order: Order): Promise<Committed> {
  const now = new Date();
  return db.transaction().execute(async (trx) => {
    if ('edit' in order) {
      await trx
        .updateTable('service')
        .set((row) => ({
          description: `Made for the bench: ${order.word}.`,
          updated_at: now.toISOString(),
          version: row('version', '+', 1),
        }))
        .where('id', '=', order.edit)
        .execute();
    }
    await bumpDirectoryVersion(trx, now, 'edit' in order ? { services: [order.edit] } : 'anything');
    const { version } = await trx.selectFrom('directory_version').select('version').executeTakeFirstOrThrow();
    return { at: process.hrtime.bigint(), version };
  });
}

process.on('message', (order: Order) => {
  void carryOut(order).then((committed) => process.send?.(committed));
});
