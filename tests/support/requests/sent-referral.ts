import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { SharedFact } from '#src/features/consents/facts.ts';
import { readTemplates } from '#src/features/messages/content.ts';
import type { MessageContent, PostOffice } from '#src/features/messages/types.ts';
import { sendReferrals } from '#src/features/referrals/commands/send.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { actorOf } from '../accounts/accounts.ts';
import { withDatabase } from '../accounts/person.ts';
import { signedInAs, type TestPerson } from '../accounts/signed-in.ts';
import { addOrganisation, type NewOrganisation } from '../partners/organisation.ts';
import { ROOT, type TestServer } from '../server.ts';
import { addRequestTo, type AddedRequest } from './request.ts';
import { NEEDS } from './referrals.ts';

export interface SentReferral {
  organisation: NewOrganisation;
  request: AddedRequest;
  navigator: TestPerson;
  navigatorId: string;
  referralId: string;
  reference: string;
  address: string; // that the link was mailed to
  token: string;
  path: string;
}

/** Where a server runs, and on what. */
export type Site = Pick<TestServer, 'url' | 'dataFolder'>;

const FACTS: readonly SharedFact[] = ['name', 'contact', 'communication', 'story', 'needs'];

/** What writing messages needs, with the keys of a running server. */
export const postOf = (server: Site): PostOffice => ({
  keys: openKeyRing(server.dataFolder),
  templates: readTemplates(join(ROOT, 'content')),
  site: { name: 'Front Door', url: server.url, phone: '0808 157 0150', phoneHours: 'Monday to Friday' },
});

/** A referral to a new organisation of a running server, with the link that was mailed to it. */
export async function sentReferral(
  server: Site,
  {
    answers,
    shared = FACTS,
    at = new Date(),
    organisation = undefined as NewOrganisation | undefined,
  }: { answers?: Answers; shared?: readonly SharedFact[]; at?: Date; organisation?: NewOrganisation } = {},
): Promise<SentReferral> {
  const club = organisation ?? (await addOrganisation(server.dataFolder));
  const address = `kettle-${club.id.slice(0, 8)}@example.org`;
  await withDatabase(server.dataFolder, (db) =>
    db.updateTable('service').set({ email: address }).where('id', '=', club.serviceId).execute(),
  );
  const file = join(server.dataFolder, 'front-door.sqlite');
  const navigator = await signedInAs(file, ['navigator'], { name: 'Priya Shah' });
  const { accountId } = navigator;
  const request = await addRequestTo(server.dataFolder, {
    navigatorId: accountId,
    ...(answers && { answers }),
    agreed: [{ serviceId: club.serviceId, shared }],
  });
  const sent = await withDatabase(server.dataFolder, (db) =>
    sendReferrals(
      db,
      postOf(server),
      {
        requestId: request.id,
        referrals: [{ serviceId: club.serviceId, shared }],
        key: uuidv7(),
        bankHolidays: new Set(),
        needs: NEEDS,
      },
      actorOf(accountId),
      at,
    ),
  );
  if (!sent.ok) throw new Error(sent.error);
  const [referralId = ''] = sent.value.referralIds;
  const { reference } = await withDatabase(server.dataFolder, (db) =>
    db.selectFrom('referral').select('reference').where('id', '=', referralId).executeTakeFirstOrThrow(),
  );
  const token = await mailedTo(server, address, /\/referrals\/([\w-]{22})/);
  return {
    organisation: club,
    request,
    navigator,
    navigatorId: accountId,
    referralId,
    reference,
    address,
    token,
    path: `/referrals/${token}`,
  };
}

/** What the latest mail to an address that matches says: the first group of the pattern. */
export async function mailedTo(
  server: Pick<Site, 'dataFolder'>,
  address: string,
  pattern: RegExp,
): Promise<string> {
  const keys = openKeyRing(server.dataFolder);
  const rows = await withDatabase(server.dataFolder, (db) =>
    db.selectFrom('message').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').execute(),
  );
  for (const row of rows) {
    if (keys.unseal(row.to_sealed, `message-to:${row.id}`) !== address) continue;
    const { text } = JSON.parse(keys.unseal(row.content_sealed ?? '', `message:${row.id}`)) as MessageContent;
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error(`No mail to ${address} says ${String(pattern)}`);
}
