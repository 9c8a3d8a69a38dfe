import { serviceIdeas } from '#src/features/easy-read/service/ideas.ts';
import type { Idea } from '#src/features/easy-read/types.ts';
import { onPaperFacts } from '#src/features/formats/easy.ts';
import { easyFacts } from '#src/features/services/present/easy-facts.ts';
import type { Viewpoint } from '#src/features/services/present/page.ts';

type Detail = Parameters<typeof easyFacts>[0];
type Needs = ReadonlyMap<string, Parameters<typeof easyFacts>[2][number]>;

/** What the services of a list say in easy read, by their ids. */
export const ideasOf = (
  details: readonly Detail[],
  view: Pick<Viewpoint, 'now' | 'calendar'>,
  needs: Needs,
): ReadonlyMap<string, readonly Idea[]> =>
  new Map(
    details.map((detail) => {
      const helpsWith = detail.needSlugs.flatMap((slug) => needs.get(slug) ?? []);
      const facts = onPaperFacts(easyFacts(detail, { ...view, near: null, nearName: null }, helpsWith));
      return [detail.service.id, serviceIdeas(facts, detail.easyRead).ideas];
    }),
  );
