import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { reserveAttempt } from '#src/features/accounts/commands/signing-in/attempts.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { emailKey, isWaiting } from '#src/features/accounts/rules.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice, PreparedMessage } from '#src/features/messages/types.ts';
import { listManagers } from '#src/features/team/queries/team.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { findLead } from '../queries/claims.ts';
import { listPublishedContacts, listPublishedPhones } from '../queries/contacts.ts';
import { chooseWay, CLAIMS_A_DAY, isProvenByEmail, type ClaimWay } from '../rules.ts';
import { approveClaim } from './decide.ts';
import { askedMail, colleagueMail } from './mails.ts';

export interface NewClaim {
  organisationId: string;
  email: string;
  name: string;
  words: string; // what they do there
  key: string; // of the form: sent twice, it is one claim
  /** True for somebody signed in with this address: it is proven. */
  isSignedIn: boolean;
  addressHash: string; // keyed hash of the network address
}

/**
 * Notes that somebody says they run an organisation, and sets going how that is found out: whatever the case, they get a
 * mail, and whoever sent the form learns nothing. An address that speaks for itself is approved: the invitation is the
 * proof, and for whoever has an account already the link of the mail. Refuses an organisation that is not public
 * (whoever asked not to be listed is not), and more than 3 claims of an address in a day or too many of a network.
 */
export async function askToClaim(
  db: Db,
  post: PostOffice,
  claim: NewClaim,
  by: Actor,
  at: Date,
): Promise<Result<'noted', 'unknown' | 'too-many'>> {
  const { keys } = post;
  const organisation = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', '=', claim.organisationId)
    .where('visibility', '=', 'public')
    .executeTakeFirst();
  if (organisation === undefined) return refused('unknown');
  const id = uuidv7();
  const token = newSecret();
  const account = await accountOf(db, claim.email);
  const way = account?.isStopped === true ? 'desk' : await wayFor(db, claim);
  // An invitation proves the address by itself; who has an account proves it with the link, or by being signed in.
  const isSettled = isProvenByEmail(way) && (claim.isSignedIn || account === null || account.waits);
  const messages: PreparedMessage[] = [
    ...(isSettled ? [] : [askedMail(post, { claimId: id, token, to: claim.email, organisation })]),
    ...(way === 'colleague' ? await colleagueMails(db, post, { claimId: id, organisation, claim }) : []),
  ];
  const row = {
    id,
    organisation_id: organisation.id,
    account_id: claim.isSignedIn ? by.id : null,
    name_sealed: keys.seal(claim.name, `claim-name:${id}`),
    email_sealed: keys.seal(claim.email, `claim-email:${id}`),
    email_hash: keys.hash(emailKey(claim.email), 'claim-email'),
    words_sealed: keys.seal(claim.words, `claim-words:${id}`),
    way,
    state: 'asked' as const,
    token_hash: hashSecret(token),
    idempotency_key: claim.key,
    created_at: at.toISOString(),
  };
  const noted = await db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const known = await trx
      .selectFrom('claim')
      .select('id')
      .where('idempotency_key', '=', claim.key)
      .executeTakeFirst();
    if (known !== undefined) return 'known';
    if (await hasAskedTooOften(trx, post, claim, at)) return 'too-many';
    await trx.insertInto('claim').values(row).execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'claim.ask',
      entity: 'claim',
      entityId: id,
      after: { organisation: organisation.id, way },
    });
    for (const message of messages) await queueMessage(trx, message, at);
    return 'noted';
  });
  if (noted === 'too-many') return refused('too-many');
  if (noted === 'noted' && isSettled) await approveClaim(db, post, { claimId: id, way }, by, at);
  return ok('noted');
}

async function accountOf(db: Db, email: string): Promise<{ isStopped: boolean; waits: boolean } | null> {
  const account = await db
    .selectFrom('account')
    .select(['stopped_at', 'password_hash', 'last_signed_in_at'])
    .where('email_key', '=', emailKey(email))
    .executeTakeFirst();
  if (account === undefined) return null;
  return { isStopped: account.stopped_at !== null, waits: isWaiting(account) };
}

async function wayFor(db: Db, { organisationId, email }: NewClaim): Promise<ClaimWay> {
  const all = await listPublishedContacts(db);
  const organisation = all.find(({ id }) => id === organisationId);
  if (organisation === undefined) return 'desk';
  return chooseWay({
    email,
    organisation,
    others: all.filter(({ id }) => id !== organisationId),
    hasManagers: (await listManagers(db, organisationId)).length > 0,
    hasPhone: (await listPublishedPhones(db, organisationId)).length > 0,
  });
}

/** The lead is asked; where there is none, whoever manages the organisation. */
async function colleagueMails(
  db: Db,
  post: PostOffice,
  about: { claimId: string; organisation: { id: string; name: string }; claim: NewClaim },
): Promise<PreparedMessage[]> {
  const managers = await listManagers(db, about.organisation.id);
  const lead = await findLead(db, about.organisation.id);
  const asked = managers.filter(({ accountId }) => accountId === lead?.accountId);
  return (asked.length > 0 ? asked : managers).map((manager) =>
    colleagueMail(post, {
      claimId: about.claimId,
      manager,
      organisation: about.organisation,
      person: about.claim.name,
    }),
  );
}

async function hasAskedTooOften(
  trx: Transaction<Database>,
  { keys }: PostOffice,
  { email, addressHash }: NewClaim,
  at: Date,
): Promise<boolean> {
  const { count } = await trx
    .selectFrom('claim')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('email_hash', '=', keys.hash(emailKey(email), 'claim-email'))
    .where('created_at', '>', new Date(at.getTime() - 86_400_000).toISOString())
    .executeTakeFirstOrThrow();
  if (Number(count) >= CLAIMS_A_DAY) return true;
  // Counted with requests for links to sign in, by network; under a name of their own, so that nobody's links are used up.
  const accountHash = keys.hash(`claim:${emailKey(email)}`, 'sign-in-account');
  const attempt = { step: 'link' as const, accountHash, addressHash, deviceHash: null };
  return (await reserveAttempt(trx, attempt, at)) === null;
}
