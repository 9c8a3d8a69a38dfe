import type { Db } from '#db/connection.ts';
import type { RequestState } from '#src/features/requests/moves.ts';
import type { Keys } from '#src/lib/security/keys.ts';

/** What may be seen of a record before anybody says why they open it: its dates, and why it is kept or gone. */
export interface Tombstone {
  id: string;
  reference: string | null;
  state: RequestState;
  sentAt: string | null;
  closedAt: string | null;
  closedReason: string | null;
  hold: { at: string | null; by: string; words: string } | null;
  erased: { at: string; by: string; reason: string | null; words: string } | null;
}

const COMMAND_LINE = 'the command line';

/** Finds it. Undefined: there is no such record. */
export async function findTombstone(
  db: Db,
  keys: Pick<Keys, 'unseal'>,
  id: string,
): Promise<Tombstone | undefined> {
  const row = await db
    .selectFrom('request')
    .leftJoin('account as holder', 'holder.id', 'request.legal_hold_by')
    .leftJoin('account as eraser', 'eraser.id', 'request.erased_by')
    .selectAll('request')
    .select(['holder.name as holderName', 'eraser.name as eraserName'])
    .where('request.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { legal_hold_sealed: held, erased_note_sealed: note, erased_at: erasedAt } = row;
  return {
    id: row.id,
    reference: row.reference,
    state: row.state,
    sentAt: row.sent_at,
    closedAt: row.closed_at,
    closedReason: row.closed_reason,
    hold:
      held === null
        ? null
        : {
            at: row.legal_hold_at,
            by: row.holderName ?? COMMAND_LINE,
            words: keys.unseal(held, `request-hold:${id}`),
          },
    erased:
      erasedAt === null
        ? null
        : {
            at: erasedAt,
            by: row.eraserName ?? COMMAND_LINE,
            reason: row.erased_reason,
            words: note === null ? '' : keys.unseal(note, `request-erased:${id}`),
          },
  };
}
