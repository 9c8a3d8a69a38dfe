import type { Db } from '#db/connection.ts';
import type { Day } from '#db/schema.ts';
import { publicServices } from '#src/features/services/queries/public-services.ts';

/** How many services that the public may see have a need, and for how many only the computer says so. */
export interface NeedCount {
  services: number;
  suggested: number;
}

/** Services per need, by its slug; a need without any is left out. */
export async function countServicesByNeed(db: Db, today: Day): Promise<ReadonlyMap<string, NeedCount>> {
  const rows = await publicServices(db, today)
    .innerJoin('service_need', 'service_need.service_id', 'service.id')
    .select((eb) => [
      'service_need.need_slug as slug',
      eb.fn.countAll<number>().as('services'),
      eb.fn.sum<number>('service_need.suggested').as('suggested'),
    ])
    .groupBy('service_need.need_slug')
    .execute();
  return new Map(rows.map(({ slug, services, suggested }) => [slug, { services, suggested }]));
}

export interface ServiceOfNeed {
  id: string;
  slug: string;
  name: string;
  organisationName: string;
  isSuggested: boolean;
}

/** One page of the services that the public may see and that have a need, those first that nobody has confirmed. */
export async function listServicesOfNeed(
  db: Db,
  needSlug: string,
  { today, page, perPage }: { today: Day; page: number; perPage: number },
): Promise<{ services: ServiceOfNeed[]; total: number; suggested: number }> {
  const of = publicServices(db, today)
    .innerJoin('service_need', 'service_need.service_id', 'service.id')
    .where('service_need.need_slug', '=', needSlug);
  const rows = await of
    .select([
      'service.id',
      'service.slug',
      'service.name',
      'organisation.name as organisationName',
      'service_need.suggested',
    ])
    .orderBy('service_need.suggested', 'desc')
    .orderBy('service.name')
    .orderBy('service.id')
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  const { total, suggested } = await of
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.sum<number | null>('service_need.suggested').as('suggested'),
    ])
    .executeTakeFirstOrThrow();
  return {
    services: rows.map(({ suggested: isSuggested, ...row }) => ({ ...row, isSuggested: isSuggested === 1 })),
    total,
    suggested: suggested ?? 0,
  };
}

/** A word that editors took away from a need. */
export interface RemovedWord {
  phrase: string;
  removedAt: string;
}

/** The words that editors took away from a need, the latest first, and which ones they added. */
export async function findWordChanges(
  db: Db,
  needSlug: string,
): Promise<{ removed: RemovedWord[]; added: ReadonlySet<string>; hasOtherText: boolean }> {
  const rows = await db
    .selectFrom('need_phrase')
    .select(['phrase', 'change', 'changed_at as changedAt'])
    .where('need_slug', '=', needSlug)
    .orderBy('changed_at', 'desc')
    .orderBy('phrase')
    .execute();
  const text = await db
    .selectFrom('need_text')
    .select('need_slug')
    .where('need_slug', '=', needSlug)
    .executeTakeFirst();
  return {
    removed: rows
      .filter(({ change }) => change === 'removed')
      .map(({ phrase, changedAt }) => ({ phrase, removedAt: changedAt })),
    added: new Set(rows.filter(({ change }) => change === 'added').map(({ phrase }) => phrase)),
    hasOtherText: text !== undefined,
  };
}
