import type { Db } from '#db/connection.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { tokenRefusal, type TokenKind, type TokenRefusal } from '../rules.ts';

/** Whose a link of a mail is. */
export interface FoundToken {
  accountId: string;
  email: string;
  name: string;
  details: string | null;
}

/** Whose this link's secret is, for showing the page with its button; uses nothing up. */
export async function findToken(
  db: Db,
  token: string,
  kind: TokenKind,
  at: Date,
): Promise<Result<FoundToken, TokenRefusal>> {
  const row = await db
    .selectFrom('auth_token')
    .innerJoin('account', 'account.id', 'auth_token.account_id')
    .select(['auth_token.kind', 'auth_token.expires_at', 'auth_token.used_at', 'auth_token.details'])
    .select(['account.id as accountId', 'account.email', 'account.name'])
    .where('auth_token.token_hash', '=', hashSecret(token))
    .executeTakeFirst();
  const refusal = tokenRefusal(row, kind, at);
  if (row === undefined || refusal !== null) return refused(refusal ?? 'unknown');
  const { accountId, email, name, details } = row;
  return ok({ accountId, email, name, details });
}
