import type { Db } from '#db/connection.ts';
import { byOwner } from '#src/features/open-referral/queries/full/by-owner.ts';
import type { TermRecord } from '#src/features/services/record.ts';

/** Reads how services are linked to terms of other people's taxonomies; ask it for one by the service's id. */
export async function readTerms(db: Db, ids: readonly string[]): Promise<(id: string) => TermRecord[]> {
  const rows = byOwner(
    await db
      .selectFrom('attribute')
      .innerJoin('taxonomy_term', 'taxonomy_term.id', 'attribute.taxonomy_term_id')
      .innerJoin('taxonomy', 'taxonomy.id', 'taxonomy_term.taxonomy_id')
      .select(['attribute.link_id', 'attribute.link_type', 'taxonomy_term.id', 'taxonomy_term.code'])
      .select(['taxonomy_term.name', 'taxonomy_term.description', 'taxonomy_term.term_uri'])
      .select(['taxonomy_term.parent_id', 'taxonomy.id as taxonomyId', 'taxonomy.name as taxonomyName'])
      .select(['taxonomy.description as taxonomyDescription', 'taxonomy.uri', 'taxonomy.version'])
      .where('attribute.link_entity', '=', 'service')
      .where('attribute.link_id', 'in', ids)
      .orderBy('taxonomy_term.id')
      .execute(),
    (row) => row.link_id,
  );
  return (id) =>
    (rows.get(id) ?? []).map((row) => ({
      linkType: row.link_type,
      id: row.id,
      code: row.code,
      name: row.name,
      description: row.description,
      uri: row.term_uri,
      ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
      taxonomy: {
        id: row.taxonomyId,
        name: row.taxonomyName,
        description: row.taxonomyDescription,
        uri: row.uri,
        version: row.version,
      },
    }));
}
