import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { attributeId } from '#src/features/open-referral/ids.ts';
import type { TermRecord } from '#src/features/services/record.ts';
import { addRows, type Rows } from './rows.ts';

/**
 * Takes away what linked services to terms of other people's taxonomies, puts the new links among the rows waiting, and
 * writes the taxonomies and terms themselves: the latest words about a term stand. Terms that nothing uses may stay.
 */
export async function prepareTerms(
  trx: Transaction<Database>,
  services: readonly { id: string; terms: readonly TermRecord[] }[],
  rows: Rows,
): Promise<void> {
  await deleteTermLinks(
    trx,
    services.map((service) => service.id),
  );
  const terms = new Map(services.flatMap((service) => service.terms).map((term) => [term.id, term]));
  const taxonomies = new Map([...terms.values()].map(({ taxonomy }) => [taxonomy.id, taxonomy]));
  for (const { id, ...words } of taxonomies.values()) {
    await trx
      .insertInto('taxonomy')
      .values({ id, ...words })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(words))
      .execute();
  }
  for (const term of terms.values()) {
    const words = {
      taxonomy_id: term.taxonomy.id,
      code: term.code,
      name: term.name,
      description: term.description,
      term_uri: term.uri,
    };
    await trx
      .insertInto('taxonomy_term')
      .values({ id: term.id, ...words })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(words))
      .execute();
  }
  await linkParents(trx, [...terms.values()]);
  for (const service of services) {
    const once = new Map(service.terms.map((term) => [term.id, term]));
    addRows(
      rows,
      'attribute',
      [...once.values()].map((term) => ({
        id: attributeId(service.id, term.id),
        link_id: service.id,
        link_entity: 'service',
        link_type: term.linkType,
        taxonomy_term_id: term.id,
      })),
    );
  }
}

/** A parent that no record has named yet is nobody's: the link is made when one that has it changes. */
async function linkParents(trx: Transaction<Database>, terms: readonly TermRecord[]): Promise<void> {
  const parents = new Set(terms.flatMap((term) => term.parentId ?? []));
  if (parents.size === 0) return;
  const rows = await trx
    .selectFrom('taxonomy_term')
    .select('id')
    .where('id', 'in', [...parents])
    .execute();
  const known = new Set(rows.map((row) => row.id));
  for (const { id, parentId } of terms) {
    if (parentId === undefined || parentId === id || !known.has(parentId)) continue;
    await trx.updateTable('taxonomy_term').set({ parent_id: parentId }).where('id', '=', id).execute();
  }
}

/** No foreign key does this: a link may be to a row of any table. */
async function deleteTermLinks(trx: Transaction<Database>, serviceIds: readonly string[]): Promise<void> {
  if (serviceIds.length === 0) return;
  await trx
    .deleteFrom('attribute')
    .where('link_entity', '=', 'service')
    .where('link_id', 'in', serviceIds)
    .execute();
}
