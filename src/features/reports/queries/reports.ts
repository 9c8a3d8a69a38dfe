import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Id, ReportTable } from '#db/schema.ts';

/** A report with what it is about; its words are sealed. */
export type ReportRow = Selectable<ReportTable> & {
  service_name: string;
  service_slug: string;
  organisation_id: Id;
  organisation_name: string;
  answered_by_name: string | null;
  partner_by_name: string | null;
};

const withService = (db: Db) =>
  db
    .selectFrom('report')
    .innerJoin('service', 'service.id', 'report.service_id')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .leftJoin('account as answerer', 'answerer.id', 'report.answered_by')
    .leftJoin('account as partner', 'partner.id', 'report.partner_by')
    .selectAll('report')
    .select([
      'service.name as service_name',
      'service.slug as service_slug',
      'service.organisation_id',
      'organisation.name as organisation_name',
      'answerer.name as answered_by_name',
      'partner.name as partner_by_name',
    ]);

/** One report. */
export const findReport = (db: Db, id: Id): Promise<ReportRow | undefined> =>
  withService(db).where('report.id', '=', id).executeTakeFirst();

/** Reports about a service that nobody has answered, the oldest first. */
export const listOpenOfService = (db: Db, serviceId: Id): Promise<ReportRow[]> =>
  withService(db)
    .where('report.service_id', '=', serviceId)
    .where('report.answered_at', 'is', null)
    .orderBy('report.created_at')
    .orderBy('report.id')
    .execute();

/** A service with the reports about it that are open, the oldest first. */
export interface ReportedService {
  serviceId: Id;
  reports: ReportRow[];
}

/**
 * Services with open reports, the one that has waited longest first, each with all its reports; and how many services
 * and reports there are in all.
 */
export async function listReportedServices(
  db: Db,
  { page, perPage }: { page: number; perPage: number },
): Promise<{ services: ReportedService[]; total: number; reports: number }> {
  const groups = await db
    .selectFrom('report')
    .select((eb) => [
      'service_id',
      eb.fn.min('created_at').as('oldest'),
      eb.fn.countAll<number>().as('count'),
    ])
    .where('answered_at', 'is', null)
    .groupBy('service_id')
    .orderBy('oldest')
    .orderBy('service_id')
    .execute();
  const shown = groups.slice((page - 1) * perPage, page * perPage).map((group) => group.service_id);
  const rows =
    shown.length === 0
      ? []
      : await withService(db)
          .where('report.service_id', 'in', shown)
          .where('report.answered_at', 'is', null)
          .orderBy('report.created_at')
          .orderBy('report.id')
          .execute();
  return {
    services: shown.map((serviceId) => ({
      serviceId,
      reports: rows.filter((row) => row.service_id === serviceId),
    })),
    total: groups.length,
    reports: groups.reduce((sum, { count }) => sum + count, 0),
  };
}

/** Reports that were answered, the last first. */
export async function listAnswered(
  db: Db,
  { page, perPage }: { page: number; perPage: number },
): Promise<{ reports: ReportRow[]; total: number }> {
  const reports = await withService(db)
    .where('report.answered_at', 'is not', null)
    .orderBy('report.answered_at', 'desc')
    .orderBy('report.id', 'desc')
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  const { total } = await db
    .selectFrom('report')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('answered_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return { reports, total };
}

/** What an organisation may read of reports: those about its services that are open, without worries about safety. */
export const listOfOrganisation = (db: Db, organisationId: Id): Promise<ReportRow[]> =>
  withService(db)
    .where('service.organisation_id', '=', organisationId)
    .where('report.answered_at', 'is', null)
    .where('report.topic', '!=', 'safety')
    .orderBy('report.created_at')
    .orderBy('report.id')
    .execute();

/** How many open reports of one kind these services have, where there are `least` or more. */
export async function findManyReported(
  db: Db,
  serviceIds: readonly Id[],
  least: number,
): Promise<{ serviceId: Id; topic: string; count: number }[]> {
  if (serviceIds.length === 0) return [];
  return db
    .selectFrom('report')
    .select((eb) => ['service_id as serviceId', 'topic', eb.fn.countAll<number>().as('count')])
    .where('service_id', 'in', serviceIds)
    .where('answered_at', 'is', null)
    .groupBy(['service_id', 'topic'])
    .having((eb) => eb.fn.countAll<number>(), '>=', least)
    .orderBy('topic')
    .execute();
}
