import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { readAnswers, type Answers, type MadeBy } from '#src/features/requests/answers.ts';
import { readSettings } from '#src/features/settings/queries.ts';
import type { Happening } from '../happenings.ts';

/** Somebody of ours who is written to; the shared address of the settings has no account. */
export interface TeamMate {
  accountId: string | null;
  name: string;
  email: string;
}

/** What telling of a happening needs to know. */
export interface Told {
  madeBy: MadeBy;
  reference: string; // of the request; empty: a draft
  answers: Answers | null; // null: erased
  isGpAgreed: boolean;
  trackSecret: string | null;
  contactDueOn: string | null;
  isSameDay: boolean;
  wasReached: boolean; // somebody spoke with the person
  referrals: number; // services that were asked
  referralReference: string | null;
  /** Whose the request is, if they can sign in. */
  navigator: TeamMate | null;
  /** Who is named to the person: whose it is, or comes to be. */
  namedNavigator: string;
}

/** For a navigator whose account is gone meanwhile. */
const ONE_OF_US = 'one of us';

/** Reads what is known of the request, and of the referral, that something happened to; undefined when it is gone. */
export async function readTold(db: Db, keys: Keys, happening: Happening): Promise<Told | undefined> {
  const { requestId } = happening;
  const row = await db
    .selectFrom('request')
    .select(['reference', 'made_by', 'answers_sealed', 'track_token_sealed', 'contact_due_on'])
    .select(['same_day', 'contacted_at', 'navigator_id'])
    .select((eb) =>
      eb
        .selectFrom('referral')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('referral.request_id', '=', 'request.id')
        .as('referrals'),
    )
    .where('id', '=', requestId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const answers =
    row.answers_sealed === null ? null : readAnswers(keys.unseal(row.answers_sealed, `request:${requestId}`));
  const track = row.track_token_sealed;
  const navigator = row.navigator_id === null ? null : await findNavigator(db, row.navigator_id);
  const next = 'navigatorId' in happening ? await findNavigator(db, happening.navigatorId) : navigator;
  return {
    madeBy: row.made_by,
    reference: row.reference ?? '',
    answers,
    isGpAgreed: await isGpAgreed(db, requestId, answers),
    trackSecret: track === null ? null : keys.unseal(track, `request-track:${requestId}`),
    contactDueOn: row.contact_due_on,
    isSameDay: row.same_day === 1,
    wasReached: row.contacted_at !== null,
    referrals: Number(row.referrals ?? 0),
    referralReference: 'referralId' in happening ? await referenceOf(db, happening.referralId) : null,
    navigator,
    namedNavigator: next?.name ?? ONE_OF_US,
  };
}

/** Whether the GP practice may be told: as it was agreed last, or, while nothing is recorded, as it was answered. */
async function isGpAgreed(db: Db, requestId: string, answers: Answers | null): Promise<boolean> {
  const latest = await db
    .selectFrom('consent')
    .select('decision')
    .where('request_id', '=', requestId)
    .where('purpose', '=', 'gp')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest === undefined ? answers?.sharing?.gp === 'yes' : latest.decision === 'given';
}

async function referenceOf(db: Db, referralId: string): Promise<string | null> {
  const row = await db
    .selectFrom('referral')
    .select('reference')
    .where('id', '=', referralId)
    .executeTakeFirst();
  return row?.reference ?? null;
}

const selectNavigators = (db: Db) =>
  db
    .selectFrom('account')
    .select(['account.id as accountId', 'account.name', 'account.email'])
    .where('account.stopped_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('account_role')
          .select('account_role.id')
          .whereRef('account_role.account_id', '=', 'account.id')
          .where('account_role.role', '=', 'navigator'),
      ),
    );

/** A navigator who can sign in, by their account. */
export async function findNavigator(db: Db, accountId: string): Promise<TeamMate | null> {
  return (await selectNavigators(db).where('account.id', '=', accountId).executeTakeFirst()) ?? null;
}

/** Who looks after what is nobody's: the address of the settings, or without one every navigator there is. */
export async function listTeamMates(db: Db): Promise<TeamMate[]> {
  const { requestEmail } = await readSettings(db);
  if (requestEmail !== null) return [{ accountId: null, name: '', email: requestEmail }];
  return selectNavigators(db)
    .where('account.is_demo', '=', 0)
    .where((eb) =>
      eb.or([eb('account.password_hash', 'is not', null), eb('account.last_signed_in_at', 'is not', null)]),
    )
    .orderBy('account.id')
    .execute();
}
