import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { programActor } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ARGON2 } from '#src/lib/security/password-hash.ts';
import { demoAccounts, type DemoAccount } from '../demo.ts';
import { ROLES } from '../roles.ts';
import { emailKey } from '../rules.ts';
import { sealedTotp, unsealedTotp } from '../signing-in/second-step.ts';
import { endOpenSessions } from './sessions.ts';
import { voidTokens } from './tokens.ts';
import { takeTurn } from './turn.ts';

/** An account of the example place as it is: what was printed for it may no longer be what opens it. */
export interface DemoAccountState {
  account: DemoAccount;
  state: 'ready' | 'changed' | 'stopped'; // changed: another password or second step since
}

const OFF = 'The example place is off';
const COMMAND_LINE = programActor('command-line');

/**
 * Makes the accounts of the example place that are missing, one for each role (an organisation's roles at the example
 * organisation with most services; without one they are left out), and lets return those that only went with the
 * example place. What people changed since stays as it is. Doing it again changes nothing.
 */
export async function prepareDemoAccounts(db: Db, keys: Keys, at: Date): Promise<DemoAccountState[]> {
  const accounts = demoAccounts(keys);
  const known = await db.selectFrom('account').select('email_key').where('is_demo', '=', 1).execute();
  const missing = accounts.filter(({ email }) => !known.some((row) => row.email_key === emailKey(email)));
  const made = await Promise.all(
    missing.map(async (account) => ({ account, passwordHash: await ARGON2.hash(account.password) })),
  );
  await db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const organisationId = await exampleOrganisation(trx);
    for (const each of made) await insertDemoAccount(trx, keys, { ...each, organisationId }, at);
    await returnDemoAccounts(trx, at);
  });
  return listStates(db, keys, accounts);
}

/** Stops the accounts of the example place and signs them out, as it is off. Doing it again changes nothing. */
export async function stopDemoAccounts(db: Db, at: Date): Promise<void> {
  const open = db.selectFrom('account').select('id').where('is_demo', '=', 1).where('stopped_at', 'is', null);
  if ((await open.executeTakeFirst()) === undefined) return;
  await db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const stopped = await trx
      .updateTable('account')
      .set((eb) => ({
        stopped_at: at.toISOString(),
        stopped_reason: OFF,
        version: eb('version', '+', 1),
      }))
      .where('is_demo', '=', 1)
      .where('stopped_at', 'is', null)
      .returning('id')
      .execute();
    for (const { id } of stopped) {
      const sessionsEnded = await endOpenSessions(trx, id, {}, COMMAND_LINE, at);
      await voidTokens(trx, id, ['invitation', 'sign-in', 'reset', 'email-change'], at);
      await trx.deleteFrom('known_device').where('account_id', '=', id).execute();
      await recordAccountEvent(
        trx,
        { id, action: 'account.stop', after: { sessionsEnded }, reason: OFF },
        at,
      );
    }
  });
}

const recordAccountEvent = (
  trx: Transaction<Database>,
  event: { id: string; action: string; after?: unknown; reason?: string },
  at: Date,
): Promise<void> =>
  recordEvent(trx, {
    at,
    actor: COMMAND_LINE,
    action: event.action,
    entity: 'account',
    entityId: event.id,
    after: event.after,
    ...(event.reason === undefined ? {} : { reason: event.reason }),
  });

async function exampleOrganisation(trx: Transaction<Database>): Promise<string | null> {
  const row = await trx
    .selectFrom('organisation')
    .innerJoin('source', 'source.id', 'organisation.source_id')
    .innerJoin('service', 'service.organisation_id', 'organisation.id')
    .select('organisation.id')
    .where('source.format', '=', 'demo')
    .groupBy('organisation.id')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('organisation.id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

interface NewDemoAccount {
  account: DemoAccount;
  passwordHash: string;
  organisationId: string | null;
}

async function insertDemoAccount(
  trx: Transaction<Database>,
  keys: Keys,
  { account, passwordHash, organisationId }: NewDemoAccount,
  at: Date,
): Promise<void> {
  const isOfOrganisation = ROLES[account.role].scope === 'organisation';
  if (isOfOrganisation && organisationId === null) return;
  const id = uuidv7();
  const time = at.toISOString();
  const { totpSecret } = account;
  const inserted = await trx
    .insertInto('account')
    .values({
      id,
      email: account.email,
      email_key: emailKey(account.email),
      name: account.name,
      password_hash: passwordHash,
      password_changed_at: time,
      totp_sealed: totpSecret === null ? null : sealedTotp(keys, id, totpSecret),
      totp_confirmed_at: totpSecret === null ? null : time,
      is_demo: 1,
      created_at: time,
    })
    // Somebody real may have the address, or another process was quicker.
    .onConflict((conflict) => conflict.column('email_key').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return;
  await trx
    .insertInto('account_role')
    .values({
      id: uuidv7(),
      account_id: id,
      role: account.role,
      organisation_id: isOfOrganisation ? organisationId : null,
      granted_at: time,
      granted_by: COMMAND_LINE.id,
    })
    .execute();
  await recordAccountEvent(trx, { id, action: 'account.create-demo', after: { role: account.role } }, at);
}

async function returnDemoAccounts(trx: Transaction<Database>, at: Date): Promise<void> {
  const returned = await trx
    .updateTable('account')
    .set((eb) => ({ stopped_at: null, stopped_reason: null, version: eb('version', '+', 1) }))
    .where('is_demo', '=', 1)
    .where('stopped_reason', '=', OFF)
    .returning('id')
    .execute();
  for (const { id } of returned) await recordAccountEvent(trx, { id, action: 'account.return' }, at);
}

async function listStates(db: Db, keys: Keys, accounts: readonly DemoAccount[]): Promise<DemoAccountState[]> {
  const rows = await db.selectFrom('account').selectAll().where('is_demo', '=', 1).execute();
  return accounts.flatMap((account): DemoAccountState[] => {
    const row = rows.find((each) => each.email_key === emailKey(account.email));
    if (row === undefined) return [];
    if (row.stopped_at !== null) return [{ account, state: 'stopped' }];
    const secret = row.totp_sealed === null ? null : unsealedTotp(keys, row.id, row.totp_sealed);
    const isAsMade = row.password_changed_at === row.created_at && secret === account.totpSecret;
    return [{ account, state: isAsMade ? 'ready' : 'changed' }];
  });
}
