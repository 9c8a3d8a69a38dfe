import type { ExpressionBuilder, Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { AuditEventTable, Database } from '#db/schema.ts';
import { addDays, atLondon } from '#src/lib/dates.ts';

/** An event of the audit trail, with what its ids stand for today. */
export interface TrailEvent extends Selectable<AuditEventTable> {
  actorName: string | null; // of an account; null for programs and visitors
  device: string | null; // "Firefox on Windows", of the session
}

/** What to look for; all that is given must fit. */
export interface EventFilter {
  actor?: string | undefined; // an account's id, or "visitor", "import", "command-line", "job"
  entity?: string | undefined;
  entityId?: string | undefined;
  action?: string | undefined;
  from?: string | undefined; // the first London day
  to?: string | undefined; // the last London day
  addressHash?: string | undefined;
  sessionId?: string | undefined;
}

/** The columns of what must be the same. */
const COLUMNS = {
  actor: 'actor',
  entity: 'entity',
  entityId: 'entity_id',
  action: 'action',
  addressHash: 'address_hash',
  sessionId: 'session_id',
} as const;

/** The condition of a filter, for any query on the trail. */
function fits(filter: EventFilter) {
  return (eb: ExpressionBuilder<Database, 'audit_event'>) => {
    const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
    const same = names.flatMap((name) => {
      const wanted = filter[name];
      return wanted === undefined ? [] : [eb(`audit_event.${COLUMNS[name]}`, '=', wanted)];
    });
    const { from, to } = filter;
    return eb.and([
      ...same,
      ...(from === undefined
        ? []
        : [eb('audit_event.happened_at', '>=', atLondon(from, '00:00').toISOString())]),
      ...(to === undefined
        ? []
        : [eb('audit_event.happened_at', '<', atLondon(addDays(to, 1), '00:00').toISOString())]),
    ]);
  };
}

const selectEvents = (db: Db) =>
  db
    .selectFrom('audit_event')
    .leftJoin('account', 'account.id', 'audit_event.actor')
    .leftJoin('session', 'session.id', 'audit_event.session_id')
    .selectAll('audit_event')
    .select(['account.name as actorName', 'session.device']);

/** The events that fit, the newest first, and how many there are in all. Pages are numbered from 1. */
export async function listEvents(
  db: Db,
  filter: EventFilter,
  { page, size }: { page: number; size: number },
): Promise<{ events: TrailEvent[]; total: number }> {
  const { total } = await db
    .selectFrom('audit_event')
    .where(fits(filter))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const events = await selectEvents(db)
    .where(fits(filter))
    .orderBy('audit_event.sequence', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { events, total };
}

/** The event at a place of the chain. */
export async function findEvent(db: Db, sequence: number): Promise<TrailEvent | undefined> {
  return selectEvents(db).where('audit_event.sequence', '=', sequence).executeTakeFirst();
}

/** All events that fit, the oldest first, in batches read one after the other up to where the trail ends now. */
export async function* readEvents(
  db: Db,
  filter: EventFilter,
  size = 500,
): AsyncGenerator<TrailEvent[], void> {
  const head = await findHead(db);
  let last = 0;
  for (;;) {
    const events = await selectEvents(db)
      .where(fits(filter))
      .where('audit_event.sequence', '>', last)
      .where('audit_event.sequence', '<=', head.sequence)
      .orderBy('audit_event.sequence')
      .limit(size)
      .execute();
    if (events.length > 0) yield events;
    if (events.length < size) return;
    last = events.at(-1)?.sequence ?? head.sequence;
  }
}

/** The end of the chain. */
export async function findHead(db: Db): Promise<{ sequence: number; hash: string }> {
  return db.selectFrom('audit_head').select(['sequence', 'hash']).executeTakeFirstOrThrow();
}
