import type { NeedTree } from './content.ts';

/**
 * Whether somebody could be in danger when another person learns that they read about these needs (slugs; unknown ones
 * count for nothing): abuse and violence. The one rule for everything that is done about it, in every format: "Exit this
 * page", neutral titles and addresses, no copies in the browser (domain.md 2.4).
 */
export function isSensitiveAbout(tree: Pick<NeedTree, 'bySlug'>, slugs: Iterable<string>): boolean {
  for (const slug of slugs) if (tree.bySlug.get(slug)?.sensitive === true) return true;
  return false;
}
