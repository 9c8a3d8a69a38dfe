import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { readForTrack, type TrackRecord } from '../queries/track.ts';

/**
 * Opens a request for the person, or for who asked for them, once they have proven it (features/proofs), and says so in
 * the audit trail: their own looks stand beside everybody else's.
 */
export async function openTrack(
  db: Db,
  keys: Keys,
  { requestId, holder }: { requestId: string; holder: 'person' | 'helper' },
  actor: Actor,
  at: Date,
): Promise<Result<TrackRecord, 'unknown' | 'erased'>> {
  const record = await readForTrack(db, keys, requestId);
  if (typeof record === 'string') return refused(record);
  await db.transaction().execute((trx) =>
    recordEvent(trx, {
      at,
      actor: { ...actor, id: holder },
      action: 'request.view',
      entity: 'request',
      entityId: requestId,
    }),
  );
  return ok(record);
}
