import type { Db } from '#db/connection.ts';
import type { TokenRefusal } from '#src/features/accounts/rules.ts';
import type { StartedSession, Visit } from '#src/features/accounts/visit.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { startSession } from '../sessions.ts';
import { useToken } from '../tokens.ts';
import { takeTurn } from '../turn.ts';

/** Signs somebody in by the link they were sent, up to the second step; uses the link up. */
export async function signInByLink(
  db: Db,
  { token, visit }: { token: string; visit: Visit },
  at: Date,
): Promise<Result<StartedSession, TokenRefusal | 'stopped'>> {
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const used = await useToken(trx, token, 'sign-in', at);
    if (!used.ok) return used;
    const { account } = used.value;
    if (account.is_demo === 1 && !visit.allowDemo) return refused('unknown');
    if (account.stopped_at !== null) return refused('stopped');
    return ok(await startSession(trx, { accountId: account.id, strength: 1, method: 'link', visit }, at));
  });
}
