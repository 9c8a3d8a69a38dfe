import type { NeedRecord } from '#src/features/services/record.ts';
import type { EditContext, SectionEditor } from '../editor.ts';
import { textsOf } from '../typed.ts';
import { applied } from './texts.ts';

/** A service that claims to help with everything is found for nothing. */
const MOST_NEEDS = 12;

/** A top need with those below it, for ticking. */
export interface NeedGroup {
  name: string;
  needs: readonly { slug: string; name: string }[];
}

/** The needs to choose from: suggested ones that are not chosen yet stand first, each need in one place only. */
export function needChoices(
  context: EditContext,
  words: { name: string; description: string | null },
  chosen: readonly string[],
): { suggested: readonly { slug: string; name: string }[]; groups: readonly NeedGroup[] } {
  const isSuggested = new Set(context.suggestNeeds(words).filter((slug) => !chosen.includes(slug)));
  const rest = context.needs.filter(({ slug }) => !isSuggested.has(slug));
  return {
    suggested: [...isSuggested].flatMap((slug) => context.needs.find((need) => need.slug === slug) ?? []),
    groups: context.needs
      .filter(({ parent }) => parent === null)
      .map((top) => ({
        name: top.name,
        needs: rest
          .filter(({ slug, parent }) => slug === top.slug || parent === top.slug)
          .map(({ slug, name }) => ({ slug, name: slug === top.slug ? `${name}: in general` : name })),
      })),
  };
}

export const needs: SectionEditor = {
  show: (record) => ({ needs: record.needs.map(({ slug }) => slug) }),
  /** Needs that nobody can tick, because the tree has them no more, stay. A changed list was looked at by a person. */
  async apply(record, typed, context) {
    const known = new Set(context.needs.map(({ slug }) => slug));
    const ticked = new Set(textsOf(typed, 'needs').filter((slug) => known.has(slug)));
    const stored = record.needs.filter(({ slug }) => known.has(slug)).map(({ slug }) => slug);
    const isSame = ticked.size === stored.length && stored.every((slug) => ticked.has(slug));
    if (ticked.size === 0)
      return applied(record, [{ field: 'needs', text: 'Choose at least one thing it helps with' }]);
    if (isSame) return applied(record, []);
    if (ticked.size > MOST_NEEDS)
      return applied(record, [
        {
          field: 'needs',
          text: `Choose ${MOST_NEEDS} things at most: those it helps with most. You have chosen ${ticked.size}.`,
        },
      ]);
    const kept = record.needs.filter(({ slug }) => !known.has(slug));
    const chosen = [...ticked].map((slug): NeedRecord => ({ slug, suggested: false }));
    const all = [...kept, ...chosen].sort((a, b) => (a.slug < b.slug ? -1 : 1));
    return applied({ ...record, needs: all }, []);
  },
};
