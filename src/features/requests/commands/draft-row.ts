import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { RequestRow } from './event.ts';

/** The moment so many days later, as it is stored. */
export const daysAfter = (at: Date, days: number): string =>
  new Date(at.getTime() + days * 86_400_000).toISOString();

/** A draft that can be written in: not sent, not erased, not expired. */
export async function openDraftRow(
  trx: Transaction<Database>,
  requestId: string,
  at: Date,
): Promise<Result<RequestRow, 'unknown' | 'sent-already'>> {
  const row = await trx.selectFrom('request').selectAll().where('id', '=', requestId).executeTakeFirst();
  if (row === undefined) return refused('unknown');
  if (row.state !== 'draft') return refused('sent-already');
  const isOver = row.draft_expires_at === null || row.draft_expires_at <= at.toISOString();
  return isOver || row.answers_sealed === null ? refused('unknown') : ok(row);
}
