import type { Db } from '#db/connection.ts';

/** Searches of one London day; `foundNothing` are those of them that had no result. */
export interface DayOfSearches {
  day: string;
  searches: number;
  foundNothing: number;
}

/** The same search added up over days; `results` is the most it found. */
export interface RepeatedSearch {
  words: string; // may be empty
  needs: string; // slugs joined with commas; may be empty
  searches: number;
  results: number;
}

/** How much was searched on each day from `from` on, the latest day first. */
export async function listSearchDays(db: Db, from: string): Promise<DayOfSearches[]> {
  return db
    .selectFrom('search_day')
    .select((eb) => [
      'day',
      eb.fn.sum<number>('searches').as('searches'),
      eb.fn
        .sum<number>(eb.case().when('results', '=', 0).then(eb.ref('searches')).else(0).end())
        .as('foundNothing'),
    ])
    .where('day', '>=', from)
    .groupBy('day')
    .orderBy('day', 'desc')
    .execute();
}

/** A search is worth looking at while it found no more than this. */
const FOUND_LITTLE = 3;

/**
 * What was searched for from `from` on and never found anything, or found little (at most three services), the most asked
 * for first. Searches of which no words were kept are left out.
 */
export async function listPoorSearches(
  db: Db,
  { from, found, limit }: { from: string; found: 'nothing' | 'little'; limit: number },
): Promise<RepeatedSearch[]> {
  return db
    .selectFrom('search_day')
    .select((eb) => [
      'words',
      'needs',
      eb.fn.sum<number>('searches').as('searches'),
      eb.fn.max('results').as('results'),
    ])
    .where('day', '>=', from)
    .where('words', '!=', '')
    .groupBy(['words', 'needs'])
    .having((eb) => {
      const most = eb.fn.max('results');
      return found === 'nothing'
        ? eb(most, '=', 0)
        : eb.and([eb(most, '>', 0), eb(most, '<=', FOUND_LITTLE)]);
    })
    .orderBy('searches', 'desc')
    .orderBy('words')
    .orderBy('needs')
    .limit(limit)
    .execute();
}

/** How many searches from `from` on were understood as each need, by its slug. */
export async function countSearchesByNeed(db: Db, from: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('search_day')
    .select((eb) => ['needs', eb.fn.sum<number>('searches').as('searches')])
    .where('day', '>=', from)
    .where('needs', '!=', '')
    .groupBy('needs')
    .execute();
  const counts = new Map<string, number>();
  for (const { needs, searches } of rows)
    for (const slug of needs.split(',')) counts.set(slug, (counts.get(slug) ?? 0) + searches);
  return counts;
}

/** What was searched for most from `from` on, or only what found nothing, at most `limit` of them. */
export async function listSearches(
  db: Db,
  { from, foundNothing, limit }: { from: string; foundNothing: boolean; limit: number },
): Promise<RepeatedSearch[]> {
  return db
    .selectFrom('search_day')
    .select((eb) => [
      'words',
      'needs',
      eb.fn.sum<number>('searches').as('searches'),
      eb.fn.max('results').as('results'),
    ])
    .where('day', '>=', from)
    .$if(foundNothing, (query) => query.where('results', '=', 0))
    .groupBy(['words', 'needs'])
    .orderBy('searches', 'desc')
    .orderBy('words')
    .orderBy('needs')
    .limit(limit)
    .execute();
}
