import type { Db } from '#db/connection.ts';
import { AUDIENCES, type Audience } from '#db/vocabulary.ts';
import { audienceTermId, needTermId } from '#src/features/open-referral/ids.ts';
import type { FeedNeeds } from '#src/features/open-referral/types.ts';

/** What a taxonomy term of the feed stands for in the tables, with all that lies below it. */
export interface TermsMeant {
  needs: string[]; // slugs
  audiences: Audience[];
  terms: string[]; // ids of other people's terms
}

/** Finds what the term with this id means; nothing at all when nobody knows it. */
export async function termsMeant(db: Db, needs: FeedNeeds, id: string): Promise<TermsMeant> {
  const nodes = [...needs.bySlug.values()].map(({ slug, parent }) => ({ id: slug, parentId: parent }));
  const need = nodes.find((node) => needTermId(node.id) === id);
  const foreign = await db.selectFrom('taxonomy_term').select(['id', 'parent_id as parentId']).execute();
  return {
    needs: need === undefined ? [] : withAllBelow(nodes, need.id),
    audiences: AUDIENCES.filter((audience) => audienceTermId(audience) === id),
    terms: foreign.some((term) => term.id === id) ? withAllBelow(foreign, id) : [],
  };
}

/** A node and all below it, each once: other people's trees may run in a circle. */
export function withAllBelow(
  nodes: readonly { id: string; parentId: string | null }[],
  top: string,
): string[] {
  const found = new Set([top]);
  for (const id of found) for (const node of nodes) if (node.parentId === id) found.add(node.id);
  return [...found];
}
