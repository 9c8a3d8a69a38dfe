import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { readConsentWords } from '#src/features/consents/content.ts';
import type { SharedFact } from '#src/features/consents/facts.ts';
import { navigatorRecipient, toldFacts } from '#src/features/consents/recipients.ts';
import { wordsFor } from '#src/features/consents/rules.ts';
import { writeAnswers, type Answers, type MadeBy } from '#src/features/requests/answers.ts';
import { lookupsOf } from '#src/features/requests/lookup.ts';
import type { ClosedReason, RequestState } from '#src/features/requests/moves.ts';
import { newReference } from '#src/features/requests/reference.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { join } from 'node:path';
import { withDatabase } from '../accounts/person.ts';
import { ROOT } from '../server.ts';
import { anAnswers } from './answers.ts';

export interface NewRequest {
  state?: RequestState; // "sent" unless it says otherwise
  madeBy?: MadeBy;
  answers?: Answers;
  navigatorId?: string | null; // given: it is theirs
  sameDay?: boolean;
  sentAt?: Date;
  contactDueOn?: string;
  contactedAt?: Date | null;
  closedReason?: ClosedReason;
  area?: string | null;
  /** Services that may be told, each with what was agreed to. */
  agreed?: readonly { serviceId: string; recipient?: string; shared?: readonly SharedFact[] }[];
}

export interface AddedRequest {
  id: string;
  reference: string; // '' of a draft
  trackSecret: string;
  draftSecret: string;
  answers: Answers;
  version: number;
}

const WORDS = readConsentWords(join(ROOT, 'content'));

/** A request as sending leaves it, with its lookups and consents, written straight into the tables. */
export async function addRequest(db: Db, keys: Keys, added: NewRequest = {}): Promise<AddedRequest> {
  const { answers = anAnswers(), madeBy = 'self', navigatorId = null } = added;
  const state = added.state ?? (navigatorId === null ? 'sent' : 'with_navigator');
  const id = uuidv7();
  const at = (added.sentAt ?? new Date('2026-11-20T10:00:00.000Z')).toISOString();
  const isDraft = state === 'draft';
  const reference = isDraft ? '' : newReference();
  const [trackSecret, draftSecret] = [newSecret(), newSecret()];
  await db
    .insertInto('request')
    .values({
      id,
      reference: isDraft ? null : reference,
      state,
      made_by: madeBy,
      answers_sealed: keys.seal(writeAnswers(answers), `request:${id}`),
      area: added.area === undefined ? 'MB1' : added.area,
      same_day: added.sameDay === true ? 1 : 0,
      draft_token_hash: hashSecret(draftSecret),
      draft_expires_at: new Date(Date.parse(at) + 30 * 86_400_000).toISOString(),
      track_token_hash: isDraft ? null : hashSecret(trackSecret),
      track_token_sealed: isDraft ? null : keys.seal(trackSecret, `request-track:${id}`),
      navigator_id: navigatorId,
      taken_at: navigatorId === null ? null : at,
      sent_at: isDraft ? null : at,
      contact_due_on: isDraft ? null : (added.contactDueOn ?? '2026-11-24'),
      contacted_at: added.contactedAt?.toISOString() ?? null,
      closed_at: state === 'closed' ? at : null,
      closed_reason: state === 'closed' ? (added.closedReason ?? 'helped') : null,
      created_at: at,
      updated_at: at,
    })
    .execute();
  if (!isDraft) {
    const lookups = lookupsOf(keys, answers).map((lookup) => ({ request_id: id, ...lookup }));
    if (lookups.length > 0) await db.insertInto('request_lookup').values(lookups).execute();
    await addConsents(db, { id, at, answers, agreed: added.agreed ?? [] });
  }
  return { id, reference, trackSecret, draftSecret, answers, version: 1 };
}

async function addConsents(
  db: Db,
  {
    id,
    at,
    answers,
    agreed,
  }: { id: string; at: string; answers: Answers; agreed: NonNullable<NewRequest['agreed']> },
): Promise<void> {
  const all = toldFacts(answers);
  const rows = [
    {
      purpose: 'navigator' as const,
      serviceId: null,
      recipient: navigatorRecipient('Front Door'),
      shared: all,
    },
    ...agreed.map(({ serviceId, recipient = 'Kettle Club: Card making', shared = all }) => ({
      purpose: 'service' as const,
      serviceId,
      recipient,
      shared,
    })),
  ];
  for (const { purpose, serviceId, recipient, shared } of rows)
    await db
      .insertInto('consent')
      .values({
        id: uuidv7(),
        request_id: id,
        purpose,
        service_id: serviceId,
        recipient,
        shared: JSON.stringify(shared),
        decision: 'given',
        given_by: 'self',
        method: 'online',
        wording_id: WORDS.current.id,
        wording: wordsFor(WORDS.current.wordings[purpose], recipient, shared),
        at,
        recorded_by: 'person',
      })
      .execute();
}

/** The same in the database of a running server, with its own keys. */
export const addRequestTo = (dataFolder: string, added: NewRequest = {}): Promise<AddedRequest> =>
  withDatabase(dataFolder, (db) => addRequest(db, openKeyRing(dataFolder), added));
