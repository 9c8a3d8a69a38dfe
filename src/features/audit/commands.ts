import type { Insertable, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { AuditEventTable, Database } from '#db/schema.ts';

/** Something that was done, by whom and to what. `before` and `after` hold no personal data in the clear. */
export interface AuditEvent {
  at: Date;
  actor: string; // "visitor", "import", "command-line" or a person's id
  action: string; // "service.import"
  entity: string; // the table
  entityId: string;
  before?: unknown;
  after?: unknown;
  reason?: string;
}

const asJson = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

const toRow = (event: AuditEvent): Insertable<AuditEventTable> => ({
  id: uuidv7(),
  happened_at: event.at.toISOString(),
  actor: event.actor,
  action: event.action,
  entity: event.entity,
  entity_id: event.entityId,
  before: asJson(event.before),
  after: asJson(event.after),
  reason: event.reason ?? null,
});

/** Writes what was done into the audit trail, in the transaction that does it. */
export async function recordEvent(trx: Transaction<Database>, event: AuditEvent): Promise<void> {
  await trx.insertInto('audit_event').values(toRow(event)).execute();
}

/** The same for many events at once, as imports make them. */
export async function recordEvents(trx: Transaction<Database>, events: readonly AuditEvent[]): Promise<void> {
  for (let start = 0; start < events.length; start += 500) {
    const rows = events.slice(start, start + 500).map(toRow);
    await trx.insertInto('audit_event').values(rows).execute();
  }
}
