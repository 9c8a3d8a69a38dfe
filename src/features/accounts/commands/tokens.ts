import type { Selectable, Transaction } from 'kysely';
import type { AccountTable, AuthTokenTable, Database } from '#db/schema.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { TOKEN_MINUTES, tokenRefusal, type TokenKind, type TokenRefusal } from '../rules.ts';

/** A secret to be sent by mail, made before the transaction because its message is. */
export interface NewToken {
  token: string;
  kind: TokenKind;
  accountId: string;
  details?: string | null;
}

/** Keeps a secret that was put into a message, from now until it runs out. */
export async function keepToken(
  trx: Transaction<Database>,
  { token, kind, accountId, details }: NewToken,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('auth_token')
    .values({
      token_hash: hashSecret(token),
      kind,
      account_id: accountId,
      details: details ?? null,
      created_at: at.toISOString(),
      expires_at: new Date(at.getTime() + TOKEN_MINUTES[kind] * 60_000).toISOString(),
    })
    .execute();
}

export interface UsedToken {
  account: Selectable<AccountTable>;
  details: string | null;
  row: Selectable<AuthTokenTable>;
}

/** Uses a secret up, in a transaction that has taken its turn: of two that come at once, one is refused. */
export async function useToken(
  trx: Transaction<Database>,
  token: string,
  kind: TokenKind,
  at: Date,
): Promise<Result<UsedToken, TokenRefusal>> {
  const tokenHash = hashSecret(token);
  const row = await trx
    .selectFrom('auth_token')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  const refusal = tokenRefusal(row, kind, at);
  if (row === undefined || refusal !== null) return refused(refusal ?? 'unknown');
  await trx
    .updateTable('auth_token')
    .set({ used_at: at.toISOString() })
    .where('token_hash', '=', tokenHash)
    .execute();
  const account = await trx
    .selectFrom('account')
    .selectAll()
    .where('id', '=', row.account_id)
    .executeTakeFirstOrThrow();
  return ok({ account, details: row.details, row });
}

/** Makes the secrets of these kinds that an account still has useless. */
export async function voidTokens(
  trx: Transaction<Database>,
  accountId: string,
  kinds: readonly TokenKind[],
  at: Date,
): Promise<void> {
  await trx
    .updateTable('auth_token')
    .set({ used_at: at.toISOString() })
    .where('account_id', '=', accountId)
    .where('kind', 'in', kinds)
    .where('used_at', 'is', null)
    .execute();
}
