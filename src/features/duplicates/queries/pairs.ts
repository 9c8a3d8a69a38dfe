import type { Db } from '#db/connection.ts';
import { LEVELS, type Evidence, type Level, type Reason, type SubjectKind } from '../types.ts';
import { readListedOrganisations, readListedServices, type Listed } from './listed.ts';

/** A pair that nobody has decided about. */
export interface WaitingPair extends Evidence {
  first: Listed;
  second: Listed;
}

export interface PairFilter {
  kind: SubjectKind;
  organisationIds: readonly string[] | null; // of one of these only
  sourceId: string | null; // or WRITTEN_HERE
  page: number; // from 1
  perPage: number;
}

/** Stands for records that came from no source. */
export const WRITTEN_HERE = 'here';

interface PairRow {
  first_id: string;
  second_id: string;
  level: Level;
  score: number;
  reasons: string;
  organisations: readonly string[]; // that run the two
  sources: readonly (string | null)[];
}

/**
 * One page of the pairs that look alike, the surest first, as the job found them last, without those that were decided
 * about or merged since.
 */
export async function listPairs(
  db: Db,
  { kind, organisationIds, sourceId, page, perPage }: PairFilter,
): Promise<{ pairs: WaitingPair[]; total: number }> {
  const source = sourceId === WRITTEN_HERE ? null : sourceId;
  const waiting = (await readWaiting(db, kind))
    .filter(
      ({ organisations }) =>
        organisationIds === null || organisations.some((id) => organisationIds.includes(id)),
    )
    .filter(({ sources }) => sourceId === null || sources.includes(source))
    .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || b.score - a.score);
  const shown = waiting.slice((page - 1) * perPage, page * perPage);
  const ids = [...new Set(shown.flatMap((row) => [row.first_id, row.second_id]))];
  const listed = await (kind === 'service' ? readListedServices : readListedOrganisations)(db, ids);
  const pairs = shown.flatMap(({ first_id, second_id, level, score, reasons }): WaitingPair[] => {
    const [first, second] = [listed.get(first_id), listed.get(second_id)];
    if (first === undefined || second === undefined) return [];
    return [{ first, second, level, score, reasons: JSON.parse(reasons) as Reason[] }];
  });
  return { pairs, total: waiting.length };
}

/** How many pairs of a kind wait to be decided about. */
export const countPairs = async (db: Db, kind: SubjectKind): Promise<number> =>
  (await readWaiting(db, kind)).length;

async function readWaiting(db: Db, kind: SubjectKind): Promise<PairRow[]> {
  const decided = new Set(
    (
      await db
        .selectFrom('duplicate_decision')
        .select(['first_id', 'second_id'])
        .where('kind', '=', kind)
        .execute()
    ).map((row) => `${row.first_id} ${row.second_id}`),
  );
  const rows = kind === 'service' ? await readServicePairs(db) : await readOrganisationPairs(db);
  return rows.filter((row) => !decided.has(`${row.first_id} ${row.second_id}`));
}

async function readServicePairs(db: Db): Promise<PairRow[]> {
  const rows = await db
    .selectFrom('duplicate_pair as pair')
    .innerJoin('service as one', 'one.id', 'pair.first_id')
    .innerJoin('service as other', 'other.id', 'pair.second_id')
    .where('pair.kind', '=', 'service')
    .where('one.merged_into', 'is', null)
    .where('other.merged_into', 'is', null)
    .select(['pair.first_id', 'pair.second_id', 'pair.level', 'pair.score', 'pair.reasons'])
    .select(['one.organisation_id as owner', 'other.organisation_id as otherOwner'])
    .select(['one.source_id as source', 'other.source_id as otherSource'])
    .orderBy('pair.first_id')
    .orderBy('pair.second_id')
    .execute();
  return rows.map(({ owner, otherOwner, source, otherSource, ...row }) => ({
    ...row,
    organisations: [owner, otherOwner],
    sources: [source, otherSource],
  }));
}

async function readOrganisationPairs(db: Db): Promise<PairRow[]> {
  const rows = await db
    .selectFrom('duplicate_pair as pair')
    .innerJoin('organisation as one', 'one.id', 'pair.first_id')
    .innerJoin('organisation as other', 'other.id', 'pair.second_id')
    .where('pair.kind', '=', 'organisation')
    .where('one.merged_into', 'is', null)
    .where('other.merged_into', 'is', null)
    .select(['pair.first_id', 'pair.second_id', 'pair.level', 'pair.score', 'pair.reasons'])
    .select(['one.source_id as source', 'other.source_id as otherSource'])
    .orderBy('pair.first_id')
    .orderBy('pair.second_id')
    .execute();
  return rows.map(({ source, otherSource, ...row }) => ({
    ...row,
    organisations: [row.first_id, row.second_id],
    sources: [source, otherSource],
  }));
}

/** What was found of one pair; undefined when the job did not find it, as of two that a person chose. */
export async function findPairEvidence(
  db: Db,
  kind: SubjectKind,
  [firstId, secondId]: readonly [string, string],
): Promise<{ level: Level; reasons: Reason[] } | undefined> {
  const row = await db
    .selectFrom('duplicate_pair')
    .select(['level', 'reasons'])
    .where('kind', '=', kind)
    .where('first_id', '=', firstId)
    .where('second_id', '=', secondId)
    .executeTakeFirst();
  return row && { level: row.level, reasons: JSON.parse(row.reasons) as Reason[] };
}
