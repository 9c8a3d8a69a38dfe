import type { Insertable, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { AuditEventTable, Database } from '#db/schema.ts';
import { hashOfEvent, type Actor } from './rules.ts';

/** Something that was done, by whom and to what. `before` and `after` hold personal data only as `sealedForAudit` gives it. */
export interface AuditEvent {
  at: Date;
  actor: string | Actor; // a text: "visitor", "import", "command-line", "job"
  action: string; // "service.import"
  entity: string; // the table
  entityId: string;
  before?: unknown;
  after?: unknown;
  reason?: string;
}

/** JSON escapes what is half a character, so it comes back from the file as it went in; plain texts are mended first. */
const asJson = (value: unknown): string | null => JSON.stringify(value) ?? null;

function toLink(event: AuditEvent, sequence: number) {
  const actor = typeof event.actor === 'string' ? null : event.actor;
  return {
    sequence,
    id: uuidv7(),
    happened_at: event.at.toISOString(),
    actor: (typeof event.actor === 'string' ? event.actor : event.actor.id).toWellFormed(),
    action: event.action.toWellFormed(),
    entity: event.entity.toWellFormed(),
    entity_id: event.entityId.toWellFormed(),
    before: asJson(event.before),
    after: asJson(event.after),
    reason: event.reason?.toWellFormed() ?? null,
    session_id: actor?.sessionId ?? null,
    address_hash: actor?.addressHash ?? null,
  };
}

/** Writes what was done into the audit trail, in the transaction that does it. */
export async function recordEvent(trx: Transaction<Database>, event: AuditEvent): Promise<void> {
  await recordEvents(trx, [event]);
}

/** The same for many events at once, as imports make them. */
export async function recordEvents(trx: Transaction<Database>, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  // A write comes first: whoever else is recording waits here, so that no two events get one place.
  const head = await trx
    .updateTable('audit_head')
    .set((eb) => ({ sequence: eb('sequence', '+', events.length) }))
    .returning(['sequence', 'hash'])
    .executeTakeFirstOrThrow();
  let previous = head.hash;
  const rows = events.map((event, index): Insertable<AuditEventTable> => {
    const link = toLink(event, head.sequence - events.length + index + 1);
    const row = { ...link, previous_hash: previous, hash: hashOfEvent(previous, link) };
    previous = row.hash;
    return row;
  });
  for (let start = 0; start < rows.length; start += 500) {
    await trx
      .insertInto('audit_event')
      .values(rows.slice(start, start + 500))
      .execute();
  }
  await trx.updateTable('audit_head').set({ hash: previous }).execute();
}
