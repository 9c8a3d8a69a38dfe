import { join } from 'node:path';
import type { Answers } from '#src/features/requests/answers.ts';
import { makeHandover } from '#src/features/requests/commands/handover.ts';
import { holdRequest } from '#src/features/records/commands/hold.ts';
import { moveReferral } from '#src/features/referrals/commands/move.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { actorOf } from '../accounts/accounts.ts';
import { withDatabase } from '../accounts/person.ts';
import { signedInAs, type TestPerson } from '../accounts/signed-in.ts';
import { addOrganisation } from '../partners/organisation.ts';
import { anAnswers } from './answers.ts';
import { VISITOR } from './drafts.ts';
import { BY_LINK } from './referrals.ts';
import { addRequestTo, type AddedRequest } from './request.ts';
import { postOf, sentReferral, type SentReferral, type Site } from './sent-referral.ts';

export interface BusyRequest {
  /** Everything answered, all that can be asked of somebody for themself, with words of danger in it. */
  draft: AddedRequest;
  handoverSecret: string;
  /** Of a navigator, on hold, shared with a service that has not answered; its letters are to be printed. */
  waiting: SentReferral;
  /** Of another navigator, with a service that said yes. */
  agreed: SentReferral;
  /** Nobody has it yet. */
  untaken: AddedRequest;
  feedbackSecret: string; // of a request that is over
  navigator: TestPerson; // of `waiting`
  handler: TestPerson; // of the organisation of `waiting`
  administrator: TestPerson;
}

/** Reached by letter, so that there is something to print. */
const BY_LETTER: Partial<Answers> = {
  reach: { phone: '07700 900 123', email: null, ways: ['phone', 'letter'], preferred: 'letter' },
  safe: { phone: 'yes', message: 'no', text: null, email: null, letter: 'yes', times: null, instead: null },
};

/** Requests of a running server about which everything is going on at once: something for each of their pages. */
export async function addBusyRequest(site: Site): Promise<BusyRequest> {
  const { dataFolder } = site;
  const file = join(dataFolder, 'front-door.sqlite');
  const keys = openKeyRing(dataFolder);
  const waiting = await sentReferral(site, { answers: anAnswers(BY_LETTER) });
  const agreed = await sentReferral(site);
  const draft = await addDraftTo(dataFolder);
  const untaken = await addRequestTo(dataFolder, { sentAt: new Date() });
  const over = await addRequestTo(dataFolder, { state: 'closed', sentAt: new Date() });
  const feedbackSecret = newSecret();
  const administrator = await signedInAs(file, ['administrator']);
  const handoverSecret = await withDatabase(dataFolder, async (db) => {
    const now = new Date();
    const yes = { referralId: agreed.referralId, move: 'accept', by: 'service' } as const;
    await moveReferral(db, postOf(site), yes, BY_LINK, now);
    const hold = { requestId: waiting.request.id, words: 'A complaint is looked into' };
    await holdRequest(db, keys, hold, actorOf(administrator.accountId), now);
    await db
      .updateTable('request')
      .set({ feedback_token_hash: hashSecret(feedbackSecret) })
      .where('id', '=', over.id)
      .execute();
    const made = await makeHandover(db, { requestId: draft.id, direction: 'to-person' }, VISITOR, now);
    if (!made.ok) throw new Error(made.error);
    return made.value.secret;
  });
  const role = { role: 'referral_handler', organisationId: waiting.organisation.id } as const;
  const handler = await signedInAs(file, [role]);
  const { navigator } = waiting;
  return {
    draft,
    handoverSecret,
    waiting,
    agreed,
    untaken,
    feedbackSecret,
    navigator,
    handler,
    administrator,
  };
}

/** A public body's service about health must know all that there is to ask. */
async function addDraftTo(dataFolder: string): Promise<AddedRequest> {
  const { serviceId } = await addOrganisation(dataFolder, {
    sector: 'statutory',
    needs: [{ slug: 'dementia', suggested: false }],
    deliveries: ['home'],
  });
  const answers = anAnswers();
  const { sharing } = answers;
  return addRequestTo(dataFolder, {
    state: 'draft',
    sentAt: new Date(),
    answers: {
      ...answers,
      story: { words: 'I cannot go on like this' },
      services: { ids: [serviceId], helpMeChoose: false },
      ...(sharing && {
        sharing: { ...sharing, services: [{ serviceId, decision: 'yes', shared: ['name', 'contact'] }] },
      }),
    },
  });
}
