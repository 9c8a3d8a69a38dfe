import type { Selectable, Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database, RevisionTable } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { isHeldByReferrals } from '#src/features/referrals/queries/guard.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import { findStoredService, type StoredService } from '#src/features/services/queries/records/read.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Author } from '../author.ts';
import { nothingYet, readContent } from '../kept-content.ts';
import { acceptFields, changedMeanwhile, divideDecision, type Accepted } from '../rules.ts';
import { prepareDecided } from './decided-mail.ts';
import { publishNewRevision, publishRevision, type Publishing } from './publish.ts';

export interface Decision {
  revisionId: string;
  accepted: Accepted;
  reason: string | null; // what the partner is told
  /** Of the service as it was shown beside the proposal; null: it was not in the directory. */
  serviceVersion: number | null;
}

export interface Decided {
  serviceId: string;
  number: number; // of the proposal
  accepted: ContentField[];
  declined: ContentField[];
}

type Refusal = 'unknown' | 'decided-already' | 'reason-needed' | 'conflict' | 'open-referrals';

/**
 * Decides about a proposal: what is accepted is put onto what the service says now and published, and whoever proposed
 * it is told by mail. Fields that only make sense together go together. What is left out needs a reason. Refuses, as
 * `conflict`, to take away what changed since the proposal was made, unless those fields are named and the present
 * content was shown; and to end a service that has open referrals. Of a proposal that is taken in part the proposal stays as it was, and what is published is a
 * revision of its own.
 */
export async function decideProposal(
  db: Db,
  post: PostOffice,
  decision: Decision,
  author: Author,
  at: Date,
): Promise<Result<Decided, Refusal>> {
  const read = await findProposal(db, decision.revisionId);
  if (!read.ok) return read;
  const { number, content, base } = read.value;
  const parts = divideDecision(base, content, decision.accepted);
  if (parts.declined.length > 0 && decision.reason === null) return refused('reason-needed');
  const mail = await prepareDecided(db, post, read.value, { ...parts, reason: decision.reason });
  return db.transaction().execute(async (trx) => {
    const proposal = await findProposal(trx, decision.revisionId);
    if (!proposal.ok) return proposal;
    const { serviceId } = proposal.value;
    const stored = await findStoredService(trx, serviceId);
    if (parts.accepted.length > 0 && isHidden(proposal.value, stored, decision, parts.accepted))
      return refused('conflict');
    if (stored !== undefined && parts.accepted.length > 0) {
      const after = acceptFields(stored.record, content, parts.accepted);
      if (await isHeldByReferrals(trx, stored, after, londonNow(at).day)) return refused('open-referrals');
    }
    const decided = { decision: { ...parts, reason: decision.reason }, author, at };
    if (parts.accepted.length > 0) await accept(trx, proposal.value, stored, decided);
    if (parts.declined.length > 0) await decline(trx, proposal.value, decided);
    if (mail !== null) await queueMessage(trx, mail, at);
    return ok({ serviceId, number, ...parts });
  });
}

export interface Proposal {
  id: string;
  serviceId: string;
  number: number;
  base: ServiceRecord; // of a new service: a record that says nothing
  isNew: boolean; // proposed as a new service
  content: ServiceRecord;
  row: Selectable<RevisionTable>;
}

async function findProposal(db: Db, id: string): Promise<Result<Proposal, 'unknown' | 'decided-already'>> {
  const row = await db
    .selectFrom('revision')
    .selectAll()
    .where('id', '=', id)
    .where('state', '!=', 'draft')
    .executeTakeFirst();
  if (row === undefined) return refused('unknown');
  if (row.state !== 'proposed') return refused('decided-already');
  const content = readContent(row.content);
  return ok({
    id,
    serviceId: row.service_id,
    number: row.number ?? 0,
    base: row.base_content === null ? nothingYet(content) : readContent(row.base_content),
    isNew: row.base_content === null,
    content,
    row,
  });
}

/** True when accepting would take away something that whoever decides has not seen, or not named. */
function isHidden(
  { base, content, isNew }: Proposal,
  stored: StoredService | undefined,
  { accepted, serviceVersion }: Decision,
  fields: readonly ContentField[],
): boolean {
  if (stored === undefined) return !isNew || serviceVersion !== null;
  const since = changedMeanwhile(base, content, stored.record);
  const wasNamed = accepted !== 'all' && serviceVersion === stored.version;
  return !wasNamed && fields.some((field) => since.includes(field));
}

interface Deciding {
  decision: { accepted: ContentField[]; declined: ContentField[]; reason: string | null };
  author: Author;
  at: Date;
}

async function accept(
  trx: Transaction<Database>,
  { id, serviceId, number, content, base, row }: Proposal,
  stored: StoredService | undefined,
  { decision, author, at }: Deciding,
): Promise<void> {
  const isWhole = decision.declined.length === 0;
  const publishing: Publishing = {
    author: row.author,
    authorKind: row.author_kind,
    by: author.actor,
    reason: row.reason,
    restoredFrom: row.restored_from,
    begunAt: row.created_at,
    decision,
    ...(isWhole && { proposal: { id, number } }),
  };
  if (stored === undefined) {
    const record = acceptFields(base, content, decision.accepted);
    await publishNewRevision(trx, serviceId, record, publishing, at);
    return;
  }
  const record = acceptFields(stored.record, content, decision.accepted);
  const published = await publishRevision(trx, stored, record, publishing, at);
  // Everything proposed is so already: nothing is published, and the proposal is settled all the same.
  if (published === undefined && isWhole) await settle(trx, id, 'published', { decision, author, at });
}

async function decline(
  trx: Transaction<Database>,
  { id, serviceId }: Proposal,
  deciding: Deciding,
): Promise<void> {
  const { decision, author, at } = deciding;
  await settle(trx, id, 'declined', deciding);
  await recordEvent(trx, {
    at,
    actor: author.actor,
    action: 'service.decline-proposal',
    entity: 'service',
    entityId: serviceId,
    after: { fields: decision.declined, revision: id },
    ...(decision.reason === null ? {} : { reason: decision.reason }),
  });
}

async function settle(
  trx: Transaction<Database>,
  id: string,
  state: 'published' | 'declined',
  { decision, author, at }: Deciding,
): Promise<void> {
  const now = at.toISOString();
  await trx
    .updateTable('revision')
    .set({
      state,
      accepted_fields: JSON.stringify(decision.accepted),
      decided_by: author.actor.id,
      decided_at: now,
      decision_reason: decision.reason,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute();
}
