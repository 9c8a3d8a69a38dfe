import type { Db } from '#db/connection.ts';
import { byService } from '#src/features/open-referral/queries/full/by-owner.ts';
import type { EasyReadRecord, ServiceTextRecord } from '#src/features/services/record.ts';

/** What a service says in easy read, and in other languages than English, by the language's code. */
export interface Words {
  ideas: EasyReadRecord['ideas'];
  texts: ServiceTextRecord[];
}

/** Reads the easy-read texts of services and their texts in other languages; ask it for one by the service's id. */
export async function readWords(db: Db, ids: readonly string[]): Promise<(id: string) => Words> {
  const ideas = byService(
    await db
      .selectFrom('easy_read_idea')
      .selectAll()
      .where('service_id', 'in', ids)
      .orderBy('position')
      .execute(),
  );
  const texts = byService(
    await db
      .selectFrom('service_text')
      .selectAll()
      .where('service_id', 'in', ids)
      .orderBy('language_code')
      .execute(),
  );
  return (id) => ({
    ideas: (ideas.get(id) ?? []).map(({ picture, words }) => ({ picture, words })),
    texts: (texts.get(id) ?? []).map((row) => ({
      language: row.language_code,
      name: row.name,
      summary: row.summary,
      description: row.description,
      eligibilityDescription: row.eligibility_description,
      applicationProcess: row.application_process,
    })),
  });
}
