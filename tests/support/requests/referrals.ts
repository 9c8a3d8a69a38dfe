import type { Db } from '#db/connection.ts';
import { programActor, type Actor } from '#src/features/audit/rules.ts';
import type { SharedFact } from '#src/features/consents/facts.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import { moveReferral } from '#src/features/referrals/commands/move.ts';
import { sendReferrals } from '#src/features/referrals/commands/send.ts';
import type { ReferralState } from '#src/features/referrals/moves.ts';
import type { MessageContent } from '#src/features/messages/types.ts';
import { actorOf, addAccount } from '../accounts/accounts.ts';
import { testDatabase } from '../database.ts';
import { idOf, serviceRecord, writeDirectory } from '../directory.ts';
import { TEST_KEYS, TEST_POST } from '../messages/post.ts';
import { addRequest, type AddedRequest } from './request.ts';

/** A Monday. */
export const SENT = new Date('2026-11-23T10:00:00Z');
export const daysLater = (days: number, from = SENT): Date => new Date(from.getTime() + days * 86_400_000);

export const NEEDS = { bySlug: new Map([['loneliness', { name: 'Feeling lonely' }]]) };
export const NO_HOLIDAYS: ReadonlySet<string> = new Set();
export const BY_LINK: Actor = { id: 'referral-link', sessionId: null, addressHash: null };
export const PERSON: Actor = { ...programActor('visitor'), id: 'person' };
export const SHARED: readonly SharedFact[] = ['name', 'contact', 'communication', 'needs', 'story'];

export const LUNCH = idOf('service', 'lunch');
export const CHAIRS = idOf('service', 'chairs');
export const CLUB = idOf('organisation', 'club');

export interface World {
  db: Db;
  navigator: Actor;
  request: AddedRequest;
}

/** A request with a navigator, agreed to be shared with two services that have addresses. */
export async function referralWorld(answers?: Answers): Promise<World> {
  const db = await testDatabase();
  await writeDirectory(db, [
    serviceRecord('lunch', { email: 'lunch@example.org', needs: [{ slug: 'food', suggested: false }] }),
    serviceRecord('chairs', { email: 'chairs@example.org' }),
  ]);
  const navigatorId = await addAccount(db, { roles: ['navigator'], email: 'navigator@example.org' });
  await db.updateTable('account').set({ name: 'Priya Shah' }).execute();
  const request = await addRequest(db, TEST_KEYS, {
    navigatorId,
    ...(answers && { answers }),
    agreed: [
      { serviceId: LUNCH, shared: SHARED },
      { serviceId: CHAIRS, shared: SHARED },
    ],
  });
  return { db, navigator: actorOf(navigatorId), request };
}

/** Refers the request of a world; answers the referrals' ids. */
export async function refer(
  { db, navigator, request }: World,
  serviceIds: readonly string[] = [LUNCH],
  at = SENT,
  key = 'sending-1',
): Promise<string[]> {
  const sent = await sendReferrals(
    db,
    TEST_POST,
    {
      requestId: request.id,
      referrals: serviceIds.map((serviceId) => ({ serviceId, shared: SHARED })),
      key,
      bankHolidays: NO_HOLIDAYS,
      needs: NEEDS,
    },
    navigator,
    at,
  );
  if (!sent.ok) throw new Error(sent.error);
  return sent.value.referralIds;
}

/** Puts a referral into a state, past what leads there. */
export const putInState = (db: Db, id: string, state: ReferralState) =>
  db.updateTable('referral').set({ state }).where('id', '=', id).execute();

export const stateOf = async (db: Db, id: string): Promise<ReferralState> =>
  (await db.selectFrom('referral').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;

export const accept = (db: Db, referralId: string, at = SENT) =>
  moveReferral(db, TEST_POST, { referralId, move: 'accept', by: 'service' }, BY_LINK, at);

export interface SentMail {
  template: string;
  to: string;
  subject: string;
  text: string;
}

/** What lies in the outbox, opened, the oldest first. */
export async function mails(db: Db): Promise<SentMail[]> {
  const rows = await db.selectFrom('message').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map((row) => {
    const content = JSON.parse(
      TEST_KEYS.unseal(row.content_sealed ?? '', `message:${row.id}`),
    ) as MessageContent;
    return {
      template: row.template,
      to: TEST_KEYS.unseal(row.to_sealed, `message-to:${row.id}`),
      subject: content.subject,
      text: content.text,
    };
  });
}

/** The secret of the latest link that was mailed to an address. */
export async function tokenFor(db: Db, address: string): Promise<string> {
  const links = (await mails(db))
    .filter(({ to }) => to === address)
    .flatMap(({ text }) => [...text.matchAll(/\/referrals\/([\w-]{22})/g)].map((match) => match[1] ?? ''));
  const token = links.at(-1);
  if (token === undefined) throw new Error(`No link was mailed to ${address}`);
  return token;
}
