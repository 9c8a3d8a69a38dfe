import type { Db } from '#db/connection.ts';
import { listConsents } from '#src/features/consents/queries/consents.ts';
import type { Consent } from '#src/features/consents/rules.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import { listAttempts, listHistory, listNotes } from '#src/features/requests/queries/history.ts';
import type { ContactAttempt, HistoryEvent, RequestNote } from '#src/features/requests/queries/history.ts';
import { findAnswers, findRequest, type RequestFacts } from '#src/features/requests/queries/requests.ts';
import { listViews, type RecordView } from '#src/features/requests/queries/views.ts';
import { listMessagesAbout } from '#src/features/requests/queries/workspace/messages.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { listRecordReferrals, type RecordReferral } from './referrals.ts';

/** A message about the request, as it was sent; its words are gone some time after. */
export interface RecordMessage {
  at: string;
  kind: 'email' | 'text' | 'letter';
  template: string;
  to: string | null;
  subject: string | null;
  text: string | null;
  sentAt: string | null;
  cameBackAt: string | null;
}

/** What is left of an erased record. */
export interface Erased {
  at: string;
  by: string;
  reason: string | null; // a code of rules.ts
  words: string | null;
}

/** Everything that is kept about a person's request. */
export interface WholeRecord {
  request: RequestFacts;
  answers: Answers | null; // null: erased
  closedNote: string | null;
  feedback: unknown;
  notes: RequestNote[];
  attempts: ContactAttempt[];
  consents: Consent[];
  events: HistoryEvent[];
  referrals: RecordReferral[];
  messages: RecordMessage[];
  views: RecordView[]; // who looked, and when
  hold: { at: string | null; by: string | null; words: string } | null;
  erased: Erased | null;
}

/**
 * Reads everything of a record. It tells nobody that it was read: whoever calls it writes the audit event first
 * (commands/look.ts). Undefined: there is no such record.
 */
export async function readRecord(db: Db, keys: Keys, id: string): Promise<WholeRecord | undefined> {
  const request = await findRequest(db, id);
  const row = await db
    .selectFrom('request')
    .select([
      'closed_note_sealed as closed',
      'feedback_sealed as feedback',
      'legal_hold_sealed as hold',
      'legal_hold_at as heldAt',
      'legal_hold_by as heldBy',
      'erased_at as erasedAt',
      'erased_by as erasedBy',
      'erased_reason as erasedReason',
      'erased_note_sealed as erasedNote',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  if (request === undefined || row === undefined) return undefined;
  const open = (sealed: string | null, context: string): string | null =>
    sealed === null ? null : keys.unseal(sealed, `${context}:${id}`);
  const hold = open(row.hold, 'request-hold');
  const feedback = open(row.feedback, 'request-feedback');
  return {
    request,
    answers: (await findAnswers(db, keys, id)) ?? null,
    closedNote: open(row.closed, 'request-closed'),
    feedback: feedback === null ? null : (JSON.parse(feedback) as unknown),
    notes: await listNotes(db, keys, id),
    attempts: await listAttempts(db, keys, id),
    consents: await listConsents(db, id, keys),
    events: await listHistory(db, keys, id),
    referrals: await listRecordReferrals(db, keys, id),
    messages: await listRecordMessages(db, keys, id),
    views: await listViews(db, keys, id),
    hold: hold === null ? null : { at: row.heldAt, by: row.heldBy, words: hold },
    erased:
      row.erasedAt === null
        ? null
        : {
            at: row.erasedAt,
            by: row.erasedBy ?? '',
            reason: row.erasedReason,
            words: open(row.erasedNote, 'request-erased'),
          },
  };
}

async function listRecordMessages(db: Db, keys: Keys, id: string): Promise<RecordMessage[]> {
  const rows = await listMessagesAbout(db, id);
  return rows.map((row) => {
    const content =
      row.content_sealed === ''
        ? null
        : (JSON.parse(keys.unseal(row.content_sealed, `message:${row.id}`)) as {
            subject: string;
            text: string;
          });
    return {
      at: row.created_at,
      kind: row.kind,
      template: row.template,
      to: row.to_sealed === '' ? null : keys.unseal(row.to_sealed, `message-to:${row.id}`),
      subject: content?.subject ?? null,
      text: content === null ? null : hideLinks(content.text),
      sentAt: row.sent_at,
      cameBackAt: row.bounced_at,
    };
  });
}

/** Whoever has the end of a link could act as its receiver. */
const hideLinks = (text: string): string => text.replaceAll(/(https?:\/\/[^/\s]+\/\w+)\/[^\s)]+/g, '$1/...');
