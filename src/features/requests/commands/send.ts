import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { takeTurn } from '#src/features/accounts/commands/turn.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { writeSentConsents } from '#src/features/consents/commands/sent.ts';
import { findWords, type ConsentWords } from '#src/features/consents/wording.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { prepareTelling } from '#src/features/telling/commands/prepare.ts';
import { countVisits } from '#src/features/visits/commands.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { readAnswers, writeAnswers, type AnswerPart, type Answers } from '../answers.ts';
import { lookupsOf } from '../lookup.ts';
import { newReference } from '../reference.ts';
import { isReady } from '../rules.ts';
import { whoActs, writeRequestEvent, type RequestRow } from './event.ts';
import { endHandovers } from './handover.ts';

export interface SentRequest {
  requestId: string;
  version: number; // of the draft, as "check your answers" was shown
  redFlags: number; // how many words of content/red-flags.yaml were found
  urgentShownAt: string | null; // ISO moment
  /** The answers whose questions are asked: what another answer made needless since is not sent. Left out: all. */
  parts?: readonly AnswerPart[];
  area: string | null; // outward postcode or town
  contactDueOn: string; // date in England, by rules.ts contactDueOn
  words: ConsentWords; // app.consentWords
  /** Account id of a navigator who sends it for the person: it is theirs at once. */
  navigatorId: string | null;
}

interface Receipt {
  reference: string;
  trackSecret: string;
}

/**
 * Sends a draft, once: sent again, by a double click or from a stale tab, it gives the same reference and link. Refuses
 * `changed-elsewhere` when answers were changed since they were checked, and `not-ready` when something that is needed is
 * missing (rules.ts).
 */
export async function sendRequest(
  db: Db,
  post: PostOffice,
  sent: SentRequest,
  actor: Actor,
  at: Date,
): Promise<Result<Receipt, 'unknown' | 'changed-elsewhere' | 'not-ready'>> {
  const { keys } = post;
  return db.transaction().execute(async (trx) => {
    await takeTurn(trx);
    const row = await trx
      .selectFrom('request')
      .selectAll()
      .where('id', '=', sent.requestId)
      .executeTakeFirst();
    if (row === undefined || row.answers_sealed === null) return refused('unknown');
    if (row.state !== 'draft') return receiptOf(post, row);
    if (row.draft_version !== sent.version) return refused('changed-elsewhere');
    const answers = onlyParts(readAnswers(keys.unseal(row.answers_sealed, `request:${row.id}`)), sent.parts);
    // Words that are no longer kept cannot be shown to have been agreed to: the question is asked again.
    const words = findWords(sent.words, answers.sharing?.wordingId ?? '');
    if (!isReady(answers, row.made_by) || words === undefined) return refused('not-ready');
    await trx
      .updateTable('request')
      .set({ answers_sealed: keys.seal(writeAnswers(answers), `request:${row.id}`) })
      .where('id', '=', row.id)
      .execute();
    const receipt = { reference: await freeReference(trx), trackSecret: newSecret() };
    const messages = await prepareTelling(
      trx,
      post,
      {
        kind: 'request.sent',
        requestId: row.id,
        ...receipt,
        contactDueOn: sent.contactDueOn,
        isSameDay: sent.redFlags > 0,
        actorId: actor.id,
      },
      at,
    );
    await writeSent(trx, post, { row, sent, receipt }, at);
    await writeLookups(trx, post, row.id, answers);
    const who = whoActs(actor, row.made_by);
    await writeSentConsents(trx, post, { requestId: row.id, answers, words }, { actor, who }, at);
    await endHandovers(trx, row.id, at);
    await recordSending(trx, { row, sent, who }, actor, at);
    const { day } = londonNow(at);
    const chosen = new Set(answers.services?.ids ?? []);
    await countVisits(
      trx,
      [...chosen].map((serviceId) => ({ serviceId, day, kind: 'asked' as const, visits: 1 })),
    );
    for (const message of messages) await queueMessage(trx, message, at);
    return ok(receipt);
  });
}

const onlyParts = (answers: Answers, parts: SentRequest['parts']): Answers =>
  parts === undefined
    ? answers
    : Object.fromEntries(
        Object.entries(answers).filter(([part]) => (parts as readonly string[]).includes(part)),
      );

/** What somebody got when it was sent. */
function receiptOf({ keys }: PostOffice, row: RequestRow): Result<Receipt, 'unknown'> {
  const { reference, track_token_sealed: sealed } = row;
  if (reference === null || sealed === null) return refused('unknown');
  return ok({ reference, trackSecret: keys.unseal(sealed, `request-track:${row.id}`) });
}

/** A reference that no other request has; of 31 to the power of eight there is always one. */
async function freeReference(trx: Transaction<Database>): Promise<string> {
  for (;;) {
    const reference = newReference();
    const taken = await trx
      .selectFrom('request')
      .select('id')
      .where('reference', '=', reference)
      .executeTakeFirst();
    if (taken === undefined) return reference;
  }
}

async function writeSent(
  trx: Transaction<Database>,
  { keys }: PostOffice,
  { row, sent, receipt }: { row: RequestRow; sent: SentRequest; receipt: Receipt },
  at: Date,
): Promise<void> {
  const now = at.toISOString();
  // A navigator who sends it is with the person, or on the phone to them.
  const taken = sent.navigatorId === null ? null : now;
  await trx
    .updateTable('request')
    .set({
      reference: receipt.reference,
      state: sent.navigatorId === null ? 'sent' : 'with_navigator',
      navigator_id: sent.navigatorId,
      taken_at: taken,
      contacted_at: taken,
      filled_in_by: row.filled_in_by ?? sent.navigatorId,
      area: sent.area,
      same_day: sent.redFlags > 0 ? 1 : 0,
      red_flags: sent.redFlags,
      urgent_shown_at: sent.urgentShownAt,
      track_token_hash: hashSecret(receipt.trackSecret),
      track_token_sealed: keys.seal(receipt.trackSecret, `request-track:${row.id}`),
      sent_at: now,
      contact_due_on: sent.contactDueOn,
      updated_at: now,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
}

async function writeLookups(
  trx: Transaction<Database>,
  { keys }: PostOffice,
  requestId: string,
  answers: Answers,
): Promise<void> {
  const lookups = lookupsOf(keys, answers).map((lookup) => ({ request_id: requestId, ...lookup }));
  if (lookups.length > 0) await trx.insertInto('request_lookup').values(lookups).execute();
}

async function recordSending(
  trx: Transaction<Database>,
  { row, sent, who }: { row: RequestRow; sent: SentRequest; who: string },
  actor: Actor,
  at: Date,
): Promise<void> {
  const about = { at, actor, entity: 'request', entityId: row.id };
  await writeRequestEvent(trx, null, { requestId: row.id, who, kind: 'send', from: 'draft', to: 'sent' }, at);
  await recordEvent(trx, {
    ...about,
    action: 'request.send',
    before: { state: 'draft' },
    after: { state: 'sent', madeBy: row.made_by, redFlags: sent.redFlags, contactDueOn: sent.contactDueOn },
  });
  if (sent.navigatorId === null) return;
  const move = { kind: 'take', from: 'sent' as const, to: 'with_navigator' as const };
  await writeRequestEvent(trx, null, { ...move, requestId: row.id, who: sent.navigatorId }, at);
  await recordEvent(trx, {
    ...about,
    action: 'request.take',
    before: { state: 'sent' },
    after: { state: 'with_navigator', navigator: sent.navigatorId },
  });
}
