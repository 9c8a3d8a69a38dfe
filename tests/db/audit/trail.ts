import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import type { Db } from '#db/connection.ts';
import { recordEvents, type AuditEvent } from '#src/features/audit/commands.ts';
import { openKeyRing, type KeyRing } from '#src/server/keys/key-ring.ts';

export const AT = new Date('2026-11-21T14:00:00.000Z');

/** Keys of the running test's own. */
export function testKeys(): KeyRing {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return openKeyRing(folder);
}

export const event = (over: Partial<AuditEvent> = {}): AuditEvent => ({
  at: AT,
  actor: 'job',
  action: 'tea.make',
  entity: 'tea',
  entityId: '1',
  ...over,
});

/** Records so many events in one transaction. */
export const record = (db: Db, count: number, over: Partial<AuditEvent> = {}): Promise<void> =>
  db.transaction().execute((trx) =>
    recordEvents(
      trx,
      Array.from({ length: count }, (_, index) => event({ entityId: String(index), ...over })),
    ),
  );

/** Does to the file what the program never does: the triggers are taken off, and put back afterwards. */
export async function tamper(db: Db, ...statements: string[]): Promise<void> {
  const { rows } = await sql<{ name: string; sql: string }>`select name, sql from sqlite_master
    where type = 'trigger' and tbl_name = 'audit_event'`.execute(db);
  for (const { name } of rows) await sql.raw(`drop trigger ${name}`).execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const trigger of rows) await sql.raw(trigger.sql).execute(db);
}
