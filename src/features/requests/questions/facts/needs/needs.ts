import { LIMITS, tooLong } from '#src/features/requests/questions/limits.ts';
import {
  whomOf,
  type QuestionContext,
  type QuestionEditor,
} from '#src/features/requests/questions/question.ts';
import { textOf, textOrNull, textsOf } from '#src/features/requests/questions/typed.ts';

/** A top need with those below it, for ticking. */
export interface NeedGroup {
  slug: string;
  name: string;
  choices: readonly { value: string; text: string }[];
}

/** The needs to tick, by group; the group itself stands first in it, for whoever cannot say more exactly. */
export const needGroups = (needs: QuestionContext['needs']): NeedGroup[] =>
  needs
    .filter(({ parent }) => parent === null)
    .map((top) => ({
      slug: top.slug,
      name: top.name,
      choices: needs
        .filter(({ slug, parent }) => slug === top.slug || parent === top.slug)
        .map(({ slug, name }) => ({ value: slug, text: slug === top.slug ? `${name}: in general` : name })),
    }));

export const needs: QuestionEditor<'needs'> = {
  show: ({ needs: said }) => ({ needs: [...(said?.slugs ?? [])], other: said?.other ?? '' }),
  /** Needs that the tree does not have, or no longer, are passed over. */
  read(typed, context) {
    const ticked = new Set(textsOf(typed, 'needs'));
    const slugs = context.needs.map(({ slug }) => slug).filter((slug) => ticked.has(slug));
    const other = textOrNull(typed, 'other');
    const problems = tooLong('other', 'What you wrote', textOf(typed, 'other'), LIMITS.short);
    if (slugs.length === 0 && other === null) {
      const who = whomOf(context.madeBy) === 'you' ? 'you' : 'they';
      problems.push({
        field: 'needs',
        text: `Select what ${who} would like help with, or write it in your own words`,
      });
    }
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { slugs, other } };
  },
  tell({ needs: said }, context) {
    const names = (said?.slugs ?? []).flatMap(
      (slug) => context.needs.find((need) => need.slug === slug)?.name ?? [],
    );
    return said?.other ? [...names, said.other] : names;
  },
};
