import { countOf } from '#src/lib/text.ts';
import type { Need, NeedTree } from '../content.ts';

/** A need in the desk's list, with what tells whether its words do their work. */
export interface ShownNeed {
  slug: string;
  name: string;
  isBelow: boolean; // another need
  services: number;
  suggested: number;
  searches: number;
  words: number;
}

export interface NeedNumbers {
  services: ReadonlyMap<string, { services: number; suggested: number }>;
  searches: ReadonlyMap<string, number>;
}

/** All needs in the order of the tree, those below another right after it. */
export function shownNeeds(needs: NeedTree, { services, searches }: NeedNumbers): ShownNeed[] {
  const shown = (need: Need): ShownNeed => ({
    slug: need.slug,
    name: need.name,
    isBelow: need.parent !== null,
    services: services.get(need.slug)?.services ?? 0,
    suggested: services.get(need.slug)?.suggested ?? 0,
    searches: searches.get(need.slug) ?? 0,
    words: need.words.length,
  });
  return needs.top.flatMap((top) => [
    shown(top),
    ...top.children.flatMap((slug) => {
      const need = needs.bySlug.get(slug);
      return need === undefined ? [] : [shown(need)];
    }),
  ]);
}

/** Every need to choose from, those below another after its name: "Money: Fuel bills". */
export const needChoices = (needs: NeedTree): { value: string; text: string }[] =>
  needs.top.flatMap((top) => [
    { value: top.slug, text: top.name },
    ...top.children.flatMap((slug) => {
      const need = needs.bySlug.get(slug);
      return need === undefined ? [] : [{ value: slug, text: `${top.name}: ${need.name}` }];
    }),
  ]);

/** A search that found nothing or little, as words that can be given to a need. */
export interface ShownSearch {
  words: string;
  times: string; // "12 times"
  understood: string | null; // the needs it was taken for
  results: number;
}

/** "?" stands for a word that was not kept, and is no word to give to anything. */
export function shownSearches(
  searches: readonly { words: string; needs: string; searches: number; results: number }[],
  needs: NeedTree,
): ShownSearch[] {
  return searches.flatMap(({ words, needs: slugs, searches: count, results }) => {
    const kept = words
      .split(' ')
      .filter((word) => word !== '?')
      .join(' ');
    const names = slugs === '' ? [] : slugs.split(',').map((slug) => needs.bySlug.get(slug)?.name ?? slug);
    if (kept === '') return [];
    return [
      {
        words: kept,
        times: countOf(count, 'time'),
        understood: names.length === 0 ? null : names.join('; '),
        results,
      },
    ];
  });
}
