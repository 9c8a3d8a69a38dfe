import { openDatabase } from '#db/connection.ts';
import { recordEvents } from '#src/features/audit/commands.ts';

/**
 * Records events as commands do, in a process of its own: FILE NAME TRANSACTIONS EVENTS HOLD_MS. Each transaction looks
 * first, as a command's rule does, and then writes; it stays open for so long, as an import's does.
 */
const [file = '', name = '', transactions = '1', events = '1', hold = '0'] = process.argv.slice(2);
const db = openDatabase(file);
for (let count = 0; count < Number(transactions); count += 1) {
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('audit_event').select('sequence').limit(1).execute();
    await new Promise((resolve) => setTimeout(resolve, 1));
    await recordEvents(
      trx,
      Array.from({ length: Number(events) }, (_, index) => ({
        at: new Date('2026-11-21T14:00:00.000Z'),
        actor: 'job',
        action: 'tea.make',
        entity: name,
        entityId: `${count}:${index}`,
      })),
    );
    if (count === 0) console.log('recorded');
    await new Promise((resolve) => setTimeout(resolve, Number(hold)));
  });
}
await db.destroy();
