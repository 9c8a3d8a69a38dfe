import type { Db } from '#db/connection.ts';
import { AUDIENCES_TAXONOMY_ID, NEEDS_TAXONOMY_ID } from '#src/features/open-referral/ids.ts';
import type { TermRow } from '#src/features/open-referral/shape/rows.ts';
import {
  ownTaxonomies,
  ownTerms,
  toForeignTerm,
  toTaxonomy,
} from '#src/features/open-referral/shape/terms.ts';
import type { FeedTaxonomy, FeedTaxonomyTerm, FullFeedSetting } from '#src/features/open-referral/types.ts';
import { feedServices } from '../feed-services.ts';
import { byOwner } from './by-owner.ts';

/** A term that a service is linked to. */
type LinkedTerm = TermRow & { link_id: string; link_type: string | null };

/** Every taxonomy of the feed: ours, then those of others that a service of the feed is linked to, by name. */
export async function readFeedTaxonomies(db: Db, setting: FullFeedSetting): Promise<FeedTaxonomy[]> {
  const foreign = new Map(
    (await readTerms(db, setting.today)).map((row) => [row.taxonomy_id, toTaxonomy(row)]),
  );
  return [...ownTaxonomies(setting), ...foreign.values()];
}

/**
 * Every term of the feed: the needs, parents before their children; the audiences; then the terms of others that a
 * service of the feed is linked to, by taxonomy and name. A parent that is not in the feed is not named.
 */
export async function readFeedTerms(db: Db, setting: FullFeedSetting): Promise<FeedTaxonomyTerm[]> {
  const own = ownTerms(setting);
  const foreign = (await readTerms(db, setting.today)).map(toForeignTerm);
  return [...own.needs.values(), ...own.audiences.values(), ...foreign];
}

/** Terms of other people's taxonomies by the service they are linked to. */
export async function readLinkedTerms(
  db: Db,
  today: string,
  serviceIds: readonly string[],
): Promise<ReadonlyMap<string, LinkedTerm[]>> {
  const rows = await linkedTerms(db)
    .where('attribute.link_id', 'in', serviceIds)
    .select([...TERM, 'attribute.link_id', 'attribute.link_type'])
    .execute();
  return byOwner(await withKnownParents(db, today, rows), (row) => row.link_id);
}

const linkedTerms = (db: Db) =>
  db
    .selectFrom('attribute')
    .innerJoin('taxonomy_term', 'taxonomy_term.id', 'attribute.taxonomy_term_id')
    .innerJoin('taxonomy', 'taxonomy.id', 'taxonomy_term.taxonomy_id')
    .where('attribute.link_entity', '=', 'service')
    .where('taxonomy.id', 'not in', [NEEDS_TAXONOMY_ID, AUDIENCES_TAXONOMY_ID]);

const TERM = [
  'taxonomy_term.id',
  'taxonomy_term.code',
  'taxonomy_term.name',
  'taxonomy_term.description',
  'taxonomy_term.parent_id',
  'taxonomy_term.term_uri',
  'taxonomy.id as taxonomy_id',
  'taxonomy.name as taxonomy_name',
  'taxonomy.description as taxonomy_description',
  'taxonomy.uri as taxonomy_uri',
  'taxonomy.version as taxonomy_version',
] as const;

/** The terms of others in the feed, each once: what only an unpublished service is linked to stays unpublished. */
async function readTerms(db: Db, today: string): Promise<TermRow[]> {
  const rows = await linkedTerms(db)
    .where('attribute.link_id', 'in', feedServices(db, today).select('service.id'))
    .select(TERM)
    .distinct()
    .orderBy('taxonomy.name')
    .orderBy('taxonomy.id')
    .orderBy('taxonomy_term.name')
    .orderBy('taxonomy_term.id')
    .execute();
  const inFeed = new Set(rows.map((row) => row.id));
  return rows.map((row) => withParent(row, inFeed));
}

async function withKnownParents<Row extends TermRow>(
  db: Db,
  today: string,
  rows: readonly Row[],
): Promise<Row[]> {
  const parents = [...new Set(rows.flatMap((row) => row.parent_id ?? []))];
  if (parents.length === 0) return [...rows];
  const known = await linkedTerms(db)
    .where('attribute.link_id', 'in', feedServices(db, today).select('service.id'))
    .where('taxonomy_term.id', 'in', parents)
    .select('taxonomy_term.id')
    .distinct()
    .execute();
  const inFeed = new Set(known.map((row) => row.id));
  return rows.map((row) => withParent(row, inFeed));
}

const withParent = <Row extends TermRow>(row: Row, inFeed: ReadonlySet<string>): Row => ({
  ...row,
  parent_id: row.parent_id !== null && inFeed.has(row.parent_id) ? row.parent_id : null,
});
