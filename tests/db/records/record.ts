import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { ReferralState } from '#src/features/referrals/moves.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { addRequest, type AddedRequest, type NewRequest } from '../../support/requests/request.ts';

export const WORDS = {
  addition: 'My knee is worse since the fall in May',
  note: 'Rang the daughter, who is worried about the stairs',
  attempt: 'The line was engaged for a quarter of an hour',
  event: 'Handed over because of leave in December',
  closed: 'She goes to the lunch club with her sister now',
  feedback: 'Everybody was kind to my mother',
  referral: 'We are glad to have her on Thursdays',
  message: 'Your request was sent to the team, Ada',
  best: 'She could not weigh it up on that day',
} as const;

export interface FilledRecord extends AddedRequest {
  referralId: string;
}

/** A request with something in every table that belongs to it, and three messages, one of which has gone. */
export async function fillRecord(
  db: Db,
  keys: Keys,
  { referralState = 'completed', ...added }: NewRequest & { referralState?: ReferralState } = {},
): Promise<FilledRecord> {
  const request = await addRequest(db, keys, added);
  const { id } = request;
  const at = '2026-11-20T11:00:00.000Z';
  await addService(db);
  const referralId = uuidv7();
  const row = { request_id: id, at };
  const sealed = (words: string, context: string): string => keys.seal(words, context);
  const [note, event, attempt, referralEvent, consent] = Array.from({ length: 5 }, () => uuidv7()) as [
    string,
    string,
    string,
    string,
    string,
  ];
  await db
    .insertInto('request_note')
    .values([
      {
        ...row,
        id: note,
        author: 'person',
        kind: 'addition',
        words_sealed: sealed(WORDS.addition, `request-note:${note}`),
        by: 'person',
      },
      {
        ...row,
        id: event,
        author: 'navigator',
        kind: 'note',
        words_sealed: sealed(WORDS.note, `request-note:${event}`),
        by: 'command-line',
      },
    ])
    .execute();
  await db
    .insertInto('request_event')
    .values({
      ...row,
      id: event,
      actor: 'command-line',
      kind: 'hand-over',
      from_state: 'with_navigator',
      to_state: 'with_navigator',
      reason_sealed: sealed(WORDS.event, `request-event:${event}`),
    })
    .execute();
  await db
    .insertInto('contact_attempt')
    .values({
      ...row,
      id: attempt,
      by: 'command-line',
      channel: 'phone',
      outcome: 'no-answer',
      note_sealed: sealed(WORDS.attempt, `contact-attempt:${attempt}`),
    })
    .execute();
  await db
    .insertInto('consent')
    .values({
      ...row,
      id: consent,
      purpose: 'service',
      service_id: 'card-making',
      recipient: 'Kettle Club: Card making',
      shared: '["name","contact"]',
      decision: 'given',
      given_by: 'best-interests',
      method: 'phone',
      wording_id: 'sharing-1',
      wording: 'May we tell Kettle Club?',
      reason_sealed: sealed(WORDS.best, `consent:${consent}`),
      recorded_by: 'command-line',
    })
    .execute();
  await db
    .insertInto('request_handover')
    .values({
      token_hash: `handover-${id}`,
      request_id: id,
      direction: 'to-person',
      made_by: 'command-line',
      made_at: at,
      expires_at: at,
    })
    .execute();
  await addReferral(db, keys, { id, referralId, referralEvent, referralState, at });
  await db
    .updateTable('request')
    .set({
      closed_note_sealed: sealed(WORDS.closed, `request-closed:${id}`),
      feedback_sealed: sealed(
        JSON.stringify({ helped: 'yes', words: WORDS.feedback }),
        `request-feedback:${id}`,
      ),
      feedback_token_hash: `feedback-${id}`,
    })
    .where('id', '=', id)
    .execute();
  for (const [subject, subjectId] of [
    ['track', id],
    ['referral', referralId],
  ] as const) {
    const proof = { subject, subject_id: subjectId, holder: 'person' as const, expires_at: at };
    await db
      .insertInto('proof_code')
      .values({ ...proof, code_hash: 'c', sent_at: at })
      .execute();
    await db
      .insertInto('proof_session')
      .values({ ...proof, token_hash: `proof-${subjectId}`, created_at: at, seen_at: at })
      .execute();
  }
  await addMessages(db, keys, id, referralId, at);
  return { ...request, referralId };
}

async function addReferral(
  db: Db,
  keys: Keys,
  {
    id,
    referralId,
    referralEvent,
    referralState,
    at,
  }: Record<string, string> & { referralState: ReferralState },
): Promise<void> {
  await db
    .insertInto('referral')
    .values({
      id: referralId ?? '',
      request_id: id ?? '',
      service_id: 'card-making',
      organisation_id: 'kettle-club',
      reference: `R-${referralId}`,
      state: referralState,
      shared: '["name","contact"]',
      sent_at: at ?? '',
      sent_by: 'command-line',
      chase_on: '2026-11-25',
      escalate_on: '2026-11-27',
    })
    .execute();
  await db
    .insertInto('referral_event')
    .values({
      id: referralEvent ?? '',
      referral_id: referralId ?? '',
      at: at ?? '',
      actor: 'referral-link',
      from_state: 'sent',
      to_state: 'accepted',
      note_sealed: keys.seal(WORDS.referral, `referral-event:${referralEvent}`),
    })
    .execute();
  await db
    .insertInto('referral_link')
    .values({
      token_hash: `link-${referralId}`,
      referral_id: referralId ?? '',
      to_sealed: keys.seal('club@example.org', `referral-link:link-${referralId}`),
      purpose: 'answer',
      sent_at: at ?? '',
      expires_at: at ?? '',
    })
    .execute();
}

/** One that has gone, one that waits, and one to the service that waits. */
async function addMessages(db: Db, keys: Keys, id: string, referralId: string, at: string): Promise<void> {
  const about = [
    ['request', id, at],
    ['request', id, null],
    ['referral', referralId, null],
  ] as const;
  for (const [entity, aboutId, sentAt] of about) {
    const messageId = uuidv7();
    const content = { subject: 'About your request', text: WORDS.message, html: null, markdown: null };
    await db
      .insertInto('message')
      .values({
        id: messageId,
        created_at: at,
        kind: 'email',
        template: 'request-sent',
        template_version: 'v',
        form: 'plain',
        to_sealed: keys.seal('ada.example@example.org', `message-to:${messageId}`),
        to_hash: keys.hash('ada.example@example.org', 'message-to'),
        content_sealed: keys.seal(JSON.stringify(content), `message:${messageId}`),
        about_entity: entity,
        about_id: aboutId,
        dedupe_key: messageId,
        sent_at: sentAt,
        next_try_at: sentAt === null ? at : null,
      })
      .execute();
  }
}

export async function addService(db: Db): Promise<void> {
  const made = { created_at: '2026-01-05T09:00:00.000Z', updated_at: '2026-01-05T09:00:00.000Z' };
  await db
    .insertInto('organisation')
    .values({
      id: 'kettle-club',
      slug: 'kettle-club',
      name: 'Kettle Club',
      description: 'A club',
      sector: 'community',
      ...made,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('service')
    .values({
      id: 'card-making',
      slug: 'card-making',
      organisation_id: 'kettle-club',
      name: 'Card making',
      description: 'Cards',
      ...made,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
