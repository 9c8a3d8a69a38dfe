import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { recordEvents } from '#src/features/audit/commands.ts';
import { londonNow } from '#src/lib/dates.ts';
import type { ImportContext } from '../sources.ts';

/**
 * Marks the source's records that its newest state no longer has, and returns how many services were newly marked.
 * Organisations are left alone when it is not known which are still there. Nothing is deleted: a record that returns is written again and loses its mark.
 */
export async function markMissing(
  trx: Transaction<Database>,
  context: ImportContext,
  seen: { services: ReadonlySet<string>; organisations: ReadonlySet<string> | null },
): Promise<number> {
  const today = londonNow(context.at).day;
  const services = await markTable(trx, 'service', context.source.id, seen.services, today);
  if (seen.organisations !== null) {
    await markTable(trx, 'organisation', context.source.id, seen.organisations, today);
  }
  await recordEvents(
    trx,
    services.map((entityId) => ({
      at: context.at,
      actor: context.actor,
      action: 'service.missing',
      entity: 'service',
      entityId,
      reason: context.source.name,
    })),
  );
  return services.length;
}

async function markTable(
  trx: Transaction<Database>,
  table: 'service' | 'organisation',
  sourceId: string,
  seen: ReadonlySet<string>,
  today: string,
): Promise<string[]> {
  const rows = await trx
    .selectFrom(table)
    .select(['id', 'source_record_id'])
    .where('source_id', '=', sourceId)
    .where('source_missing_since', 'is', null)
    .execute();
  const gone = rows.filter((row) => !seen.has(row.source_record_id ?? '')).map((row) => row.id);
  for (let start = 0; start < gone.length; start += 500) {
    const part = gone.slice(start, start + 500);
    await trx.updateTable(table).set({ source_missing_since: today }).where('id', 'in', part).execute();
  }
  return gone;
}
