import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import { byService } from '#src/features/open-referral/queries/full/by-owner.ts';
import type { EasyReadRecord, ServiceTextRecord } from '#src/features/services/record.ts';

/** What a service says in easy read, and in other languages than English, by the language's code. */
export interface Words {
  ideas: EasyReadRecord['ideas'];
  texts: ServiceTextRecord[];
}

const nothing = sql<string | null>`null`;

/**
 * Reads the easy-read texts of services and their texts in other languages; ask it for one by the service's id. One query
 * for both, as every page of a service asks: `key` is an idea's picture, or a text's language.
 */
export async function readWords(db: Db, ids: readonly string[]): Promise<(id: string) => Words> {
  const rows = await db
    .selectFrom('easy_read_idea')
    .where('service_id', 'in', ids)
    .select(['service_id', sql<number | null>`position`.as('position'), 'picture as key'])
    .select(sql<string | null>`words`.as('name'))
    .select([nothing.as('summary'), nothing.as('description')])
    .select([nothing.as('eligibilityDescription'), nothing.as('applicationProcess')])
    .unionAll(
      db
        .selectFrom('service_text')
        .where('service_id', 'in', ids)
        .select(['service_id', sql<number | null>`null`.as('position'), 'language_code as key', 'name'])
        .select(['summary', 'description'])
        .select([
          'eligibility_description as eligibilityDescription',
          'application_process as applicationProcess',
        ]),
    )
    .execute();
  const words = byService(rows);
  return (id) => {
    const own = words.get(id) ?? [];
    return {
      ideas: own
        .flatMap(({ position, key, name }) =>
          position === null ? [] : { position, picture: key, words: name ?? '' },
        )
        .sort((a, b) => a.position - b.position)
        .map(({ picture, words: said }) => ({ picture, words: said })),
      texts: own
        .flatMap(({ service_id: _, position, key, ...said }): ServiceTextRecord[] =>
          position === null ? [{ language: key, ...said }] : [],
        )
        .sort((a, b) => (a.language < b.language ? -1 : 1)),
    };
  };
}
