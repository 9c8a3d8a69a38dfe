import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { after, NOW } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';

/** Another connection to the same file, which does not wait for its turn but says at once that it would have to. */
async function impatient(db: Db): Promise<Db> {
  const { rows } = await sql<{
    file: string;
  }>`select file from pragma_database_list where name = 'main'`.execute(db);
  const other = openDatabase(rows[0]?.file ?? '');
  onTestFinished(() => other.destroy());
  await sql`pragma busy_timeout = 0`.execute(other);
  return other;
}

const turn = (db: Db): Promise<void> => db.transaction().execute(takeTurn);

test('one connection at a time has its turn, from before it reads until it is done', async () => {
  const db = await testDatabase();
  const other = await impatient(db);
  await db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    await expect(turn(other)).rejects.toThrow('locked');
  });
  await expect(turn(other)).resolves.toBeUndefined();
});

test('a turn changes nothing of the audit trail', async () => {
  const db = await testDatabase();
  const record = (minutes: number) =>
    db.transaction().execute(async (trx) => {
      await takeTurn(trx);
      const event = { action: 'test', entity: 'account', entityId: 'a' };
      await recordEvent(trx, { ...event, at: after(minutes), actor: 'job' });
    });
  await record(0);
  const head = () => db.selectFrom('audit_head').selectAll().executeTakeFirst();
  const before = await head();
  await turn(db);
  expect(await head()).toEqual(before);
  await record(1);
  const events = await db.selectFrom('audit_event').select(['sequence', 'happened_at']).execute();
  expect(events).toEqual([
    { sequence: 1, happened_at: NOW.toISOString() },
    { sequence: 2, happened_at: after(1).toISOString() },
  ]);
});
