import type { ExpressionBuilder } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { changedFields, type ContentField } from '#src/features/services/fields.ts';
import type { AuthorKind } from '../author.ts';
import { nothingYet, readContent } from '../kept-content.ts';

/** What waits for the desk, for a line of a list. */
export interface ProposalSummary {
  id: string;
  serviceId: string;
  number: number;
  serviceName: string; // as the service is called, or as a new one would be
  isNew: boolean; // the service is not in the directory yet
  organisationId: string;
  organisationName: string;
  authorName: string | null; // of an account
  authorKind: AuthorKind;
  reason: string | null;
  sentAt: string;
  fields: ContentField[]; // that it changes
}

export interface ListPage {
  page: number; // from 1
  perPage: number;
}

type Condition = (eb: ExpressionBuilder<Database, 'revision'>) => ReturnType<typeof eb.and>;

const isProposed: Condition = (eb) => eb.and([eb('revision.state', '=', 'proposed')]);
/** Published without the desk, and not looked at since. */
const isUnseen: Condition = (eb) =>
  eb.and([
    eb('revision.state', '=', 'published'),
    eb('revision.small_fields', 'is not', null),
    eb('revision.checked_at', 'is', null),
  ]);

/** What partners have sent and the desk has not decided about, the oldest first. */
export async function listProposals(
  db: Db,
  page: ListPage,
): Promise<{ proposals: ProposalSummary[]; total: number }> {
  return { proposals: await listThose(db, isProposed, page), total: await countProposals(db) };
}

/** How many proposals wait for the desk. */
export const countProposals = (db: Db): Promise<number> => countThose(db, isProposed);

/** What was published at once and nobody at the desk has looked at, the oldest first. */
export async function listToCheck(
  db: Db,
  page: ListPage,
): Promise<{ revisions: ProposalSummary[]; total: number }> {
  return { revisions: await listThose(db, isUnseen, page), total: await countToCheck(db) };
}

/** How many revisions were published at once and not looked at. */
export const countToCheck = (db: Db): Promise<number> => countThose(db, isUnseen);

async function countThose(db: Db, condition: Condition): Promise<number> {
  const { total } = await db
    .selectFrom('revision')
    .where(condition)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

async function listThose(
  db: Db,
  condition: Condition,
  { page, perPage }: ListPage,
): Promise<ProposalSummary[]> {
  const rows = await db
    .selectFrom('revision')
    .innerJoin('organisation', 'organisation.id', 'revision.organisation_id')
    .leftJoin('service', 'service.id', 'revision.service_id')
    .leftJoin('account', 'account.id', 'revision.author')
    .select(['revision.id', 'revision.service_id', 'revision.number', 'revision.author_kind'])
    .select(['revision.reason', 'revision.sent_at', 'revision.content', 'revision.base_content'])
    .select(['revision.organisation_id', 'organisation.name as organisationName'])
    .select(['service.name as serviceName', 'account.name as authorName'])
    .where((eb) => condition(eb as ExpressionBuilder<Database, 'revision'>))
    .orderBy('revision.sent_at')
    .orderBy('revision.id')
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  return rows.map((row) => {
    const content = readContent(row.content);
    const base = row.base_content === null ? nothingYet(content) : readContent(row.base_content);
    return {
      id: row.id,
      serviceId: row.service_id,
      number: row.number ?? 0,
      serviceName: row.serviceName ?? content.name,
      isNew: row.serviceName === null,
      organisationId: row.organisation_id,
      organisationName: row.organisationName,
      authorName: row.authorName,
      authorKind: row.author_kind,
      reason: row.reason,
      sentAt: row.sent_at ?? '',
      fields: changedFields(base, content),
    };
  });
}
