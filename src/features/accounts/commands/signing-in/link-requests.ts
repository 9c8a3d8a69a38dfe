import { v7 as uuidv7 } from 'uuid';
import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { SignInLinkRequestTable } from '#db/schema.ts';
import { emailKey, isWaiting, TOKEN_MINUTES } from '#src/features/accounts/rules.ts';
import type { Visit } from '#src/features/accounts/visit.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { paths } from '#src/lib/paths.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { newSecret } from '#src/lib/security/seal.ts';
import { keepToken } from '../tokens.ts';
import { takeTurn } from '../turn.ts';
import { accountHashOf, knownDeviceHash, reserveAttempt } from './attempts.ts';

interface LinkRequest {
  email: string;
  purpose: 'sign-in' | 'reset';
  visit: Visit;
}

const sealedAs = (id: string): string => `sign-in-link-request:${id}`;

/**
 * Notes that somebody wants a link to sign in or to choose a new password, for known and unknown addresses alike;
 * whether one is sent is decided out of their sight. More requests than guessing.ts lets through are passed over.
 */
export async function requestLink(
  db: Db,
  keys: Keys,
  { email, purpose, visit }: LinkRequest,
  at: Date,
): Promise<void> {
  const id = uuidv7();
  const sealed = keys.seal(email, sealedAs(id));
  const accountHash = accountHashOf(keys, email);
  await db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const account = await trx
      .selectFrom('account')
      .select('id')
      .where('email_key', '=', emailKey(email))
      .executeTakeFirst();
    const deviceHash = await knownDeviceHash(trx, account?.id, visit.deviceToken);
    const attempt = { step: 'link' as const, accountHash, addressHash: visit.addressHash, deviceHash };
    if ((await reserveAttempt(trx, attempt, at)) === null) return;
    await trx
      .insertInto('sign_in_link_request')
      .values({ id, email_sealed: sealed, purpose, requested_at: at.toISOString() })
      .execute();
  });
}

const BATCH = 100;
const FRESH_MS = 60 * 60_000;

const TEMPLATES = { 'sign-in': 'sign-in-link', reset: 'password-reset' } as const;
const LINKS = { 'sign-in': paths.signInByLink, reset: paths.newPassword } as const;

/**
 * Sends the links that were asked for, to whoever has an account that can sign in; answers how many. A request that
 * lay for an hour is dropped: nobody waits for its link any more. Each address is forgotten with its request. One that
 * fails does not keep the others waiting; the first failure is thrown at the end.
 */
export async function handleLinkRequests(db: Db, post: PostOffice, at: Date): Promise<number> {
  const requests = await db
    .selectFrom('sign_in_link_request')
    .selectAll()
    .where('handled_at', 'is', null)
    .orderBy('requested_at')
    .limit(BATCH)
    .execute();
  let sent = 0;
  const failures: unknown[] = [];
  for (const request of requests) {
    try {
      if (await handleLinkRequest(db, post, request, at)) sent += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return sent;
}

async function handleLinkRequest(
  db: Db,
  post: PostOffice,
  request: Selectable<SignInLinkRequestTable>,
  at: Date,
): Promise<boolean> {
  const account = await receiverOf(db, post.keys, request, at);
  const token = newSecret();
  const { purpose } = request;
  const message =
    account &&
    prepareMessage(post, {
      kind: 'email',
      template: TEMPLATES[purpose],
      to: account.email,
      values: { minutes: String(TOKEN_MINUTES[purpose]) },
      links: { link: post.site.url + LINKS[purpose](token) },
      about: { entity: 'account', id: account.id },
      dedupeKey: `link-request:${request.id}`,
    });
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('sign_in_link_request')
      .set({ handled_at: at.toISOString(), email_sealed: '' })
      .where('id', '=', request.id)
      .where('handled_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n || account === undefined || message === undefined) return false;
    await keepToken(trx, { token, kind: purpose, accountId: account.id }, at);
    await queueMessage(trx, message, at);
    await recordEvent(trx, {
      at,
      actor: 'visitor',
      action: `account.${purpose}-link`,
      entity: 'account',
      entityId: account.id,
    });
    return true;
  });
}

/** The account that the link is for; undefined when none is to be sent. */
async function receiverOf(db: Db, keys: Keys, request: Selectable<SignInLinkRequestTable>, at: Date) {
  if (Date.parse(request.requested_at) <= at.getTime() - FRESH_MS) return undefined;
  const account = await db
    .selectFrom('account')
    .select(['id', 'email', 'stopped_at', 'password_hash', 'last_signed_in_at'])
    .where('email_key', '=', emailKey(keys.unseal(request.email_sealed, sealedAs(request.id))))
    .executeTakeFirst();
  return account === undefined || account.stopped_at !== null || isWaiting(account) ? undefined : account;
}
