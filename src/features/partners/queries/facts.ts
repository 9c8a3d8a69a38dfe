import type { Db } from '#db/connection.ts';
import { listEvidence } from '#src/features/evidence/queries/evidence.ts';
import { addDays, londonNow } from '#src/lib/dates.ts';
import { ANSWER_SHOWN_DAYS, type PartnerFacts, type RevisionFacts } from '../rules.ts';
import { listOwnServices, type OwnService } from './services.ts';

/** An organisation of somebody, and what they may do there. */
export interface OwnOrganisation {
  id: string;
  name: string;
  mayEdit: boolean;
  mayManage: boolean;
}

/** What the first page of an organisation is made from. */
export interface OrganisationFacts extends PartnerFacts {
  services: readonly OwnService[];
}

/**
 * What there is to know about each of these organisations, for one person, in a number of questions that does not grow
 * with them. `accountId` is the person whose drafts count; colleagues' drafts are theirs.
 */
export async function readPartnerFacts(
  db: Db,
  organisations: readonly OwnOrganisation[],
  accountId: string,
  today: string,
): Promise<OrganisationFacts[]> {
  const ids = organisations.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [services, revisions, papers, reports, claims] = await Promise.all([
    listOwnServices(db, ids),
    listRevisionFacts(db, ids, accountId, today),
    listEvidence(db, ids),
    countReports(db, ids),
    countColleagueClaims(db, ids),
  ]);
  return organisations.map(({ id, name, mayEdit, mayManage }) => ({
    organisationId: id,
    organisationName: name,
    mayEdit,
    mayManage,
    services: services.filter((service) => service.organisationId === id),
    revisions: revisions.filter((revision) => revision.organisationId === id),
    papers: papers.filter((paper) => paper.organisationId === id),
    openReports: reports.get(id) ?? 0,
    colleagueClaims: claims.get(id) ?? 0,
  }));
}

interface RevisionRow extends RevisionFacts {
  organisationId: string;
}

/** The person's drafts, what waits for the desk, and what the desk answered lately unless a newer revision took it up. */
async function listRevisionFacts(
  db: Db,
  organisationIds: readonly string[],
  accountId: string,
  today: string,
): Promise<RevisionRow[]> {
  const rows = await db
    .selectFrom('revision')
    .select(['id', 'service_id', 'organisation_id', 'number', 'state', 'content', 'author'])
    .select(['created_at', 'updated_at', 'sent_at', 'decided_at', 'decision_reason'])
    .where('organisation_id', 'in', organisationIds)
    .where('author_kind', '!=', 'import')
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'draft'), eb('author', '=', accountId)]),
        eb('state', '=', 'proposed'),
        eb('created_at', '>=', addDays(today, -ANSWER_SHOWN_DAYS)),
        eb('decided_at', '>=', addDays(today, -ANSWER_SHOWN_DAYS)),
      ]),
    )
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.flatMap((row): RevisionRow[] => {
    const kind = kindOf(row, accountId);
    if (kind === null) return [];
    const { decided_at: decidedAt } = row;
    const isTakenUp = rows.some(
      (other) => other.service_id === row.service_id && decidedAt !== null && other.created_at > decidedAt,
    );
    if ((kind === 'declined' || kind === 'answered') && isTakenUp) return [];
    return [
      {
        serviceId: row.service_id,
        organisationId: row.organisation_id,
        name: nameOf(row.content),
        number: row.number,
        kind,
        on: londonNow(new Date(decidedAt ?? row.sent_at ?? row.updated_at)).day,
      },
    ];
  });
}

function kindOf(
  row: { state: string; author: string; decided_at: string | null; decision_reason: string | null },
  accountId: string,
): RevisionFacts['kind'] | null {
  if (row.state === 'draft') return row.author === accountId ? 'draft' : null;
  if (row.state === 'proposed') return 'waiting';
  if (row.state === 'declined') return 'declined';
  // Published with a reason: the desk took a part and says why not the rest.
  return row.state === 'published' && row.decided_at !== null && row.decision_reason !== null
    ? 'answered'
    : null;
}

/** Of a whole content only its name is needed here. */
function nameOf(content: string): string {
  const { name } = JSON.parse(content) as { name?: unknown };
  return typeof name === 'string' && name !== '' ? name : 'A new service';
}

/** Reports from the public that neither the organisation nor the desk has answered, by organisation. */
async function countReports(db: Db, organisationIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('report')
    .innerJoin('service', 'service.id', 'report.service_id')
    .select('service.organisation_id as id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('service.organisation_id', 'in', organisationIds)
    .where('report.answered_at', 'is', null)
    .where('report.partner_at', 'is', null)
    .groupBy('service.organisation_id')
    .execute();
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}

/** Claims of colleagues that wait for a manager, by organisation. */
async function countColleagueClaims(
  db: Db,
  organisationIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('claim')
    .select('organisation_id as id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organisation_id', 'in', organisationIds)
    .where('state', '=', 'asked')
    .where('way', '=', 'colleague')
    .groupBy('organisation_id')
    .execute();
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}
