import { join } from 'node:path';
import type { Db } from '#db/connection.ts';
import { programActor, type Actor } from '#src/features/audit/rules.ts';
import { readConsentWords } from '#src/features/consents/content.ts';
import type { Answers, MadeBy } from '#src/features/requests/answers.ts';
import { startDraft } from '#src/features/requests/commands/drafts.ts';
import { sendRequest, type SentRequest } from '#src/features/requests/commands/send.ts';
import { TEST_KEYS, TEST_POST } from '../messages/post.ts';
import { ROOT } from '../server.ts';
import { anAnswers } from './answers.ts';
import { SENT } from './referrals.ts';

/** Somebody who is not signed in. */
export const VISITOR = programActor('visitor');

const WORDS = readConsentWords(join(ROOT, 'content'));

export interface StartedDraft {
  requestId: string;
  secret: string;
}

/** A draft by the command that visitors begin one with, everything answered unless it says otherwise. */
export const addDraft = (
  db: Db,
  {
    answers = anAnswers(),
    madeBy = 'self' as MadeBy,
    actor = VISITOR,
  }: { answers?: Answers; madeBy?: MadeBy; actor?: Actor } = {},
): Promise<StartedDraft> => startDraft(db, TEST_KEYS, { madeBy, answers }, actor, SENT);

/** What the page of "check your answers" sends. */
export const aSending = (requestId: string, changes: Partial<SentRequest> = {}): SentRequest => ({
  requestId,
  version: 1,
  redFlags: 0,
  urgentShownAt: null,
  area: 'MB1',
  contactDueOn: '2026-11-25',
  words: WORDS,
  navigatorId: null,
  ...changes,
});

/** Begins a draft and sends it; answers its id. */
export async function sendNew(
  db: Db,
  draft: Parameters<typeof addDraft>[1] = {},
  changes: Partial<SentRequest> = {},
): Promise<{ requestId: string; reference: string; trackSecret: string; secret: string }> {
  const { requestId, secret } = await addDraft(db, draft);
  const sent = await sendRequest(db, TEST_POST, aSending(requestId, changes), draft.actor ?? VISITOR, SENT);
  if (!sent.ok) throw new Error(sent.error);
  return { requestId, secret, ...sent.value };
}

/** What the history of a request says, in order: "send by person: draft to sent". */
export async function historyOf(db: Db, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_event')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(
    ({ kind, actor, from_state, to_state }) => `${kind} by ${actor}: ${from_state} to ${to_state}`,
  );
}

/** What the audit trail says of a request: "request.send by visitor". */
export async function trailOf(db: Db, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('audit_event')
    .select(['action', 'actor'])
    .where('entity_id', '=', requestId)
    .orderBy('sequence')
    .execute();
  return rows.map(({ action, actor }) => `${action} by ${actor}`);
}

/** The row as it stands. */
export const rowOf = (db: Db, requestId: string) =>
  db.selectFrom('request').selectAll().where('id', '=', requestId).executeTakeFirstOrThrow();
