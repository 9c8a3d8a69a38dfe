import { paths } from '#src/lib/paths.ts';

/** What somebody has said so far on the way to the results; it stands in the address of each step. */
export interface Finding {
  need: string | null; // a slug of the tree
  q: string; // in their own words
  near: string; // as typed; "" is anywhere
}

/** Of a need what a button shows, and the needs within it. */
interface NeedNode {
  slug: string;
  name: string;
  picture: string;
  children: readonly string[];
}
interface NeedTree {
  bySlug: ReadonlyMap<string, NeedNode>;
  top: readonly NeedNode[];
}

/** A big button with a picture. */
interface Choice {
  href: string;
  text: string;
  picture: string;
}

const LONGEST_QUERY = 300;
const LONGEST_PLACE = 120;
/** With "all of this" and "more" a screen has at most 15 buttons. */
const MOST_NEEDS = 13;

const text = (search: URLSearchParams, name: string, most: number): string =>
  (search.get(name) ?? '')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed();

/** Reads an address of the steps; a need that does not exist is passed over. */
export function readFinding(search: URLSearchParams, tree: Pick<NeedTree, 'bySlug'>): Finding {
  const need = search.get('need') ?? '';
  return {
    need: tree.bySlug.has(need) ? need : null,
    q: text(search, 'q', LONGEST_QUERY),
    near: text(search, 'near', LONGEST_PLACE),
  };
}

/** The same as the query of an address. */
export const findingQuery = ({ need, q, near }: Finding) => ({ need, q, near });

/** One screen of what help there is within a need, and where its other screens are. */
export interface NeedScreen {
  choices: Choice[];
  previous: string | null;
  next: string | null;
}

/** The needs that everything begins with. */
export const topChoices = (tree: NeedTree): Choice[] =>
  tree.top.map((need) => ({
    href:
      need.children.length > 0
        ? paths.easyReadFind({ need: need.slug })
        : paths.easyReadFindWhere({ need: need.slug }),
    text: need.name,
    picture: need.picture,
  }));

/** The needs within one, on as many screens of nearly one length as they take; the first begins with all of them. */
export function needScreen(tree: NeedTree, need: NeedNode, asked: number): NeedScreen {
  const children = need.children.flatMap((slug) => tree.bySlug.get(slug) ?? []);
  const count = Math.max(1, Math.ceil(children.length / MOST_NEEDS));
  const each = Math.ceil(children.length / count);
  const number = Number.isInteger(asked) && asked >= 1 && asked <= count ? asked : 1;
  const toScreen = (screen: number): string =>
    paths.easyReadFind({ need: need.slug, screen: screen === 1 ? null : screen });
  const all = {
    href: paths.easyReadFindWhere({ need: need.slug }),
    text: 'All of this',
    picture: need.picture,
  };
  return {
    choices: [
      ...(number === 1 ? [all] : []),
      ...children.slice((number - 1) * each, number * each).map((child) => ({
        href: paths.easyReadFindWhere({ need: child.slug }),
        text: child.name,
        picture: child.picture,
      })),
    ],
    previous: number > 1 ? toScreen(number - 1) : null,
    next: number < count ? toScreen(number + 1) : null,
  };
}
