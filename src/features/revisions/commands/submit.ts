import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { isHeldByReferrals } from '#src/features/referrals/queries/guard.ts';
import { ENDING_FIELDS } from '#src/features/services/editing/ending.ts';
import { changedFields, withFields, type ContentField } from '#src/features/services/fields.ts';
import type { StoredService } from '#src/features/services/queries/records/read.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { londonNow } from '#src/lib/dates.ts';
import type { Author } from '../author.ts';
import { keepContent, nothingYet, readContent, saySame } from '../kept-content.ts';
import { divideChanges, toBeLookedAt, type Trust } from '../rules.ts';
import { publishRevision } from './publish.ts';
import { nextNumber, revisionRow } from './rows.ts';

/** What became of a content that was sent. */
export interface Sent {
  published: ContentField[]; // at once
  proposed: ContentField[]; // to the desk
  revisionNumbers: number[];
}

export interface Submission {
  record: ServiceRecord;
  author: Author;
  reason: string | null;
  always: boolean; // all is published at once, whoever the author is
  restoredFrom?: string;
  begunAt?: string;
}

/**
 * Publishes what may be published at once and proposes the rest. Small facts of an organisation that is trusted, and
 * everything of the desk, need nobody's decision; the desk looks at the former afterwards. That a service has ended waits
 * as a proposal while it has open referrals, whoever says it.
 */
export async function submitContent(
  trx: Transaction<Database>,
  stored: StoredService,
  submission: Submission,
  at: Date,
): Promise<Sent> {
  const { record, author, reason, always, restoredFrom = null, begunAt } = submission;
  const trust = always ? 'everything' : await trustIn(trx, stored.organisationId, author);
  const isHeld = await isHeldByReferrals(trx, stored, record, londonNow(at).day);
  const { atOnce, proposed } = holdEnding(divideChanges(stored.record, record, trust), isHeld);
  const published = await publishRevision(
    trx,
    stored,
    withFields(stored.record, record, atOnce),
    {
      author: author.actor.id,
      authorKind: author.kind,
      by: author.actor,
      reason,
      restoredFrom,
      ...(begunAt !== undefined && { begunAt }),
      ...(author.kind !== 'desk' && { unseen: toBeLookedAt(atOnce) }),
    },
    at,
  );
  const present = published?.stored ?? stored;
  const number =
    proposed.length === 0
      ? undefined
      : await proposeContent(trx, present, withFields(present.record, record, proposed), submission, at);
  return {
    published: published?.fields ?? [],
    proposed,
    revisionNumbers: [published?.number, number].filter((item) => item !== undefined),
  };
}

const ENDING: ReadonlySet<ContentField> = new Set(ENDING_FIELDS);

function holdEnding(
  { atOnce, proposed }: { atOnce: ContentField[]; proposed: ContentField[] },
  isHeld: boolean,
): { atOnce: ContentField[]; proposed: ContentField[] } {
  if (!isHeld) return { atOnce, proposed };
  const held = atOnce.filter((field) => ENDING.has(field));
  return { atOnce: atOnce.filter((field) => !ENDING.has(field)), proposed: [...proposed, ...held] };
}

async function trustIn(trx: Transaction<Database>, organisationId: string, { kind }: Author): Promise<Trust> {
  if (kind === 'desk') return 'everything';
  const organisation = await trx
    .selectFrom('organisation')
    .select('trusted_since')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return organisation.trusted_since === null ? 'nothing' : 'small';
}

/** What a proposal is made from: a service of the directory, or one that is not in it. */
export type Proposing = StoredService | { id: string; organisationId: string; record: null; version: null };

/** Gives the desk a content to decide about; the same one twice, by a second click, is one proposal. Answers its number. */
export async function proposeContent(
  trx: Transaction<Database>,
  { id: serviceId, organisationId, record: base, version }: Proposing,
  content: ServiceRecord,
  { author, reason, restoredFrom, begunAt }: Omit<Submission, 'record' | 'always'>,
  at: Date,
): Promise<number> {
  const known = await findSameProposal(trx, serviceId, content, author);
  if (known !== undefined) return known;
  const number = await nextNumber(trx, serviceId);
  const row = revisionRow(
    {
      id: uuidv7(),
      service_id: serviceId,
      organisation_id: organisationId,
      number,
      state: 'proposed',
      content: keepContent(content),
      base_content: base === null ? null : keepContent(base),
      base_version: version,
      author: author.actor.id,
      author_kind: author.kind,
      reason,
      restored_from: restoredFrom ?? null,
      created_at: begunAt ?? at.toISOString(),
    },
    at,
  );
  await trx.insertInto('revision').values(row).execute();
  await recordEvent(trx, {
    at,
    actor: author.actor,
    action: 'service.propose',
    entity: 'service',
    entityId: serviceId,
    after: { fields: changedFields(base ?? nothingYet(content), content), revision: row.id },
    ...(reason === null ? {} : { reason }),
  });
  return number;
}

/** The number of a waiting proposal of this author that says the same. */
async function findSameProposal(
  trx: Transaction<Database>,
  serviceId: string,
  content: ServiceRecord,
  { actor }: Author,
): Promise<number | undefined> {
  const rows = await trx
    .selectFrom('revision')
    .select(['number', 'content'])
    .where('service_id', '=', serviceId)
    .where('author', '=', actor.id)
    .where('state', '=', 'proposed')
    .execute();
  return rows.find((row) => saySame(readContent(row.content), content))?.number ?? undefined;
}
