import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { sealedForAudit } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ARGON2 } from '#src/lib/security/password-hash.ts';
import { passwordRefusal, type PasswordRefusal } from '../common-passwords.ts';
import { findToken } from '../queries/tokens.ts';
import type { TokenRefusal } from '../rules.ts';
import type { StartedSession, Visit } from '../visit.ts';
import { startSession } from './sessions.ts';
import { useToken } from './tokens.ts';
import { takeTurn } from './turn.ts';

export interface Acceptance {
  token: string;
  name: string;
  password: string | null; // null: signs in by link
  siteName: string; // no password may be made of it
  visit: Visit;
}

/**
 * Takes up an invitation by its link, which is used up: the person says their name, may choose a password, and is
 * signed in up to the second step. Refuses a password with a fault before the link is touched.
 */
export async function acceptInvitation(
  db: Db,
  keys: Keys,
  { token, name, password, siteName, visit }: Acceptance,
  at: Date,
): Promise<Result<StartedSession, TokenRefusal | 'stopped' | PasswordRefusal>> {
  const found = await findToken(db, token, 'invitation', at);
  if (!found.ok) return found;
  const { accountId, email } = found.value;
  const fault = password === null ? null : await passwordRefusal(password, { email, siteName });
  if (fault !== null) return refused(fault);
  const hash = password === null ? null : await ARGON2.hash(password);
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const used = await useToken(trx, token, 'invitation', at);
    if (!used.ok) return used;
    if (used.value.account.stopped_at !== null) return refused('stopped');
    const changed = hash === null ? {} : { password_hash: hash, password_changed_at: at.toISOString() };
    await trx
      .updateTable('account')
      .set((eb) => ({ name, ...changed, version: eb('version', '+', 1) }))
      .where('id', '=', accountId)
      .execute();
    await recordEvent(trx, {
      at,
      actor: { id: accountId, sessionId: null, addressHash: visit.addressHash },
      action: 'account.accept-invitation',
      entity: 'account',
      entityId: accountId,
      after: { name: sealedForAudit(keys.seal, name, 'account', accountId), hasPassword: hash !== null },
    });
    return ok(await startSession(trx, { accountId, strength: 1, method: 'link', visit }, at));
  });
}
