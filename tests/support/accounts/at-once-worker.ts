import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase, type Db } from '#db/connection.ts';
import { changeRoles } from '#src/features/accounts/commands/people/roles.ts';
import { stopAccount } from '#src/features/accounts/commands/people/stop.ts';
import { signInByLink } from '#src/features/accounts/commands/signing-in/link.ts';
import { sendRequest } from '#src/features/requests/commands/send.ts';
import { takeRequest } from '#src/features/requests/commands/take.ts';
import type { Author } from '#src/features/revisions/author.ts';
import { decideProposal, type Decision } from '#src/features/revisions/commands/decide.ts';
import { sendDraft } from '#src/features/revisions/commands/send.ts';
import { removeFromTeam } from '#src/features/team/commands/member.ts';
import { TEST_POST } from '../messages/post.ts';
import { aSending, VISITOR } from '../requests/drafts.ts';
import { actorOf, NOW, POST, VISIT } from './accounts.ts';

/** What can be done at once: by its name, with two texts. */
const ACTS: Readonly<Record<string, (db: Db, first: string, second: string) => Promise<unknown>>> = {
  signInByLink: (db, token) => signInByLink(db, { token, visit: VISIT }, NOW),
  stop: (db, accountId, by) => stopAccount(db, POST, { accountId, reason: 'left' }, actorOf(by), NOW),
  leaveTeam: (db, accountId, organisationId) =>
    removeFromTeam(db, { organisationId, accountId, version: null }, actorOf(accountId), NOW),
  removeRoles: (db, accountId, by) => changeRoles(db, { accountId, roles: [], version: 1 }, actorOf(by), NOW),
  sendDraft: (db, serviceId, by) => send(db, serviceId, { actor: actorOf(by), kind: 'partner' }),
  sendDraftOfDesk: (db, serviceId, by) => send(db, serviceId, { actor: actorOf(by), kind: 'desk' }),
  acceptProposal: (db, revisionId, by) => decide(db, { revisionId, accepted: 'all', reason: null }, by),
  takeRequest: (db, requestId, by) => takeRequest(db, TEST_POST, { requestId }, actorOf(by), NOW),
  sendRequest: (db, requestId, version) =>
    sendRequest(db, TEST_POST, aSending(requestId, { version: Number(version) }), VISITOR, NOW),
  declineProposal: (db, revisionId, by) => decide(db, { revisionId, accepted: [], reason: 'No' }, by),
};

const send = (db: Db, serviceId: string, author: Author) =>
  sendDraft(db, { serviceId, reason: null, choices: {} }, author, NOW);
const decide = (db: Db, decision: Omit<Decision, 'serviceVersion'>, by: string) =>
  decideProposal(db, POST, { ...decision, serviceVersion: 1 }, { actor: actorOf(by), kind: 'desk' }, NOW);

export interface Act {
  name: keyof typeof ACTS;
  first: string;
  second: string;
}

export interface ActData {
  file: string; // the database
  act: Act;
  gate: SharedArrayBuffer; // nobody begins before it is opened
}

const { file, act, gate } = workerData as ActData;
const db = openDatabase(file);
await db.selectFrom('account').select('id').execute();
parentPort?.postMessage('ready');
Atomics.wait(new Int32Array(gate), 0, 0);
const result = await ACTS[act.name]?.(db, act.first, act.second).catch((error: unknown) => String(error));
await db.destroy();
parentPort?.postMessage(result);
