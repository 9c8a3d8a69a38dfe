import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Selectable } from 'kysely';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import type { AccountTable } from '#db/schema.ts';
import { createAdministrator } from '#src/features/accounts/commands/administrators.ts';
import { inviteAgain } from '#src/features/accounts/commands/invitations.ts';
import { resetSecondStep } from '#src/features/accounts/commands/people/second-step.ts';
import { stopAccount } from '#src/features/accounts/commands/people/stop.ts';
import { endAllSessions } from '#src/features/accounts/commands/sessions.ts';
import { codeNow } from '#src/features/accounts/demo.ts';
import { rolesInWords, stateTag } from '#src/features/accounts/present.ts';
import { listPeople } from '#src/features/accounts/queries/people.ts';
import { emailKey } from '#src/features/accounts/rules.ts';
import { unsealedTotp } from '#src/features/accounts/signing-in/second-step.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { readSettings } from '#src/features/settings/queries.ts';
import { countOf } from '#src/lib/text.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig, type Config } from '#src/server/config/config.ts';
import { openKeyRing, type KeyRing } from '#src/server/keys/key-ring.ts';
import { openPostOffice } from '#src/server/post/office.ts';
import { readAdminRequest, WrongAdminOption, type AdminRequest } from './options/admin.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BY = programActor('command-line');
const STOPPED_HERE = 'Stopped on the command line';

/** Something typed that cannot be done; the message says why in one sentence. */
class NotPossible extends Error {}

interface Context {
  db: Db;
  config: Config;
  keys: KeyRing;
  at: Date;
}

type Account = Selectable<AccountTable>;

async function list({ db }: Context): Promise<void> {
  const { partnersNeedSecondStep } = await readSettings(db);
  const asked = { page: 1, pageSize: 100_000, partnersNeedSecondStep };
  const { people } = await listPeople(db, asked);
  for (const { name, email, state, roles } of people)
    console.log(`${email}\n  ${name}: ${stateTag(state).text.toLowerCase()}. ${rolesInWords(roles)}.`);
  if (people.length === 0)
    console.log('Nobody yet: npm run admin -- create EMAIL makes the first administrator.');
}

async function create(context: Context, email: string, name: string | null): Promise<void> {
  const { db, config, keys, at } = context;
  const post = openPostOffice(config, ROOT, keys);
  const given = { email, name: name ?? email.replace(/@.*$/, '') };
  const created = await createAdministrator(db, post, given, at);
  const existing = created.ok ? undefined : await findAccount(db, email);
  const invited = existing === undefined ? created : await inviteAgain(db, post, existing.id, BY, at);
  if (!invited.ok)
    throw new NotPossible(
      `${email} has an account already: an administrator decides on /admin/people what it may do.`,
    );
  console.log(
    `${email} is invited${created.ok ? '' : ' again, with the roles given before'}. Within 7 days, open:`,
  );
  console.log(invited.value.link);
}

async function signOut({ db, at }: Context, account: Account): Promise<void> {
  const ended = await endAllSessions(db, account.id, {}, BY, at);
  console.log(`${account.email} is signed out everywhere: ${countOf(ended, 'session')} ended.`);
}

async function reset({ db, config, keys, at }: Context, account: Account): Promise<void> {
  const result = await resetSecondStep(db, openPostOffice(config, ROOT, keys), account.id, BY, at);
  if (!result.ok) throw new NotPossible(`${account.email} has no second step to reset.`);
  console.log(
    `${account.email} is signed out, and sets up the second step anew at the next sign-in if it is needed.`,
  );
}

async function stop(context: Context, account: Account, reason: string | null): Promise<void> {
  const { db, config, keys, at } = context;
  const post = openPostOffice(config, ROOT, keys);
  const given = { accountId: account.id, reason: reason ?? STOPPED_HERE };
  const result = await stopAccount(db, post, given, BY, at);
  if (result.ok) return console.log(`${account.email} is stopped and signed out.`);
  if (result.error === 'last-administrator')
    throw new NotPossible(
      `${account.email} is the only administrator who can sign in: make another one first, with npm run admin -- create EMAIL.`,
    );
  throw new NotPossible(`${account.email} is stopped already.`);
}

function printCode({ config, keys, at }: Context, account: Account): void {
  if (account.is_demo !== 1 || !config.demo)
    throw new NotPossible('Codes are only given for accounts of the example place.');
  if (account.totp_sealed === null) throw new NotPossible(`${account.email} signs in without a code.`);
  const secret = unsealedTotp(keys, account.id, account.totp_sealed);
  const code = codeNow(secret, account.totp_last_step, at);
  if (code === null)
    throw new NotPossible('The last two codes were used just now: ask again in half a minute.');
  console.log(code);
}

const findAccount = (db: Db, email: string): Promise<Account | undefined> =>
  db.selectFrom('account').selectAll().where('email_key', '=', emailKey(email)).executeTakeFirst();

async function handle(request: AdminRequest, context: Context): Promise<void> {
  if (request.verb === 'list') return list(context);
  if (request.verb === 'create') return create(context, request.email, request.name);
  const account = await findAccount(context.db, request.email);
  if (account === undefined)
    throw new NotPossible(
      `Nobody has the email address ${request.email}: npm run admin -- list shows who there is.`,
    );
  switch (request.verb) {
    case 'sign-out':
      return signOut(context, account);
    case 'reset-second-step':
      return reset(context, account);
    case 'stop':
      return stop(context, account, request.reason);
    case 'code':
      return printCode(context, account);
  }
}

try {
  const request = readAdminRequest(process.argv.slice(2));
  const config = readConfig(process.env, ROOT);
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const keys = openKeyRing(config);
  const db = openDatabase(config.databaseFile);
  try {
    await migrateToLatest(db);
    await handle(request, { db, config, keys, at: new Date() });
  } finally {
    await db.destroy();
  }
} catch (error) {
  const isExpected =
    error instanceof WrongAdminOption || error instanceof NotPossible || error instanceof CannotStart;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongAdminOption ? 2 : 1;
}
