import { paths } from '#src/lib/paths.ts';
import type { ActionTo, EasyReadContent, EasyReadPages, Group, Idea } from './types.ts';

/** A big button with a picture. */
export interface BigLink {
  href: string;
  text: string;
  picture: string;
}

interface Way {
  text: string;
  href: string;
}

/** One screen of a page, and the ways on from it. */
export interface ShownScreen {
  heading: string; // the h1
  /** The h2 under it; null where it needs none. */
  part: string | null;
  ideas: readonly Idea[];
  /** Of the browser's tab: tells the screens of a page apart. */
  title: string;
  /** "Page 2 of 3"; null where there is only one. */
  place: string | null;
  address: string;
  back: Way;
  next: Way | undefined;
  /** On the last screen: what to do now, and what to read next. */
  action: BigLink | null;
  see: readonly BigLink[];
}

/** The screen with this number, the first is 1; undefined when the page has no such screen. */
export function showScreen(
  pages: EasyReadPages,
  page: EasyReadContent,
  number: number,
): ShownScreen | undefined {
  const screen = page.screens[number - 1];
  if (screen === undefined) return undefined;
  const count = page.screens.length;
  const isLast = number === count;
  const place = count === 1 ? null : `Page ${number} of ${count}`;
  return {
    part: screen.title,
    ideas: screen.ideas,
    heading: page.title,
    title: place === null || number === 1 ? page.title : `${page.title}: ${place.toLowerCase()}`,
    place,
    address: paths.easyReadPage(page.slug, number),
    back: {
      text: 'Back',
      href: number === 1 ? paths.easyRead() : paths.easyReadPage(page.slug, number - 1),
    },
    next: isLast ? undefined : { text: 'Next', href: paths.easyReadPage(page.slug, number + 1) },
    action: isLast ? toAction(page) : null,
    see: isLast ? page.see.flatMap((slug) => toLinks(pages.get(slug))) : [],
  };
}

/** The number of a screen as it stands in an address, from 2 on; null for anything else. */
export const readScreenNumber = (text: string | undefined): number | null =>
  /^[2-9]$|^[1-9]\d$/.test(text ?? '') ? Number(text) : null;

const toLinks = (page: EasyReadContent | undefined): BigLink[] =>
  page === undefined
    ? []
    : [{ href: paths.easyReadPage(page.slug), text: page.title, picture: page.picture }];

const PLACES: Readonly<Record<Exclude<ActionTo, 'results'>, Omit<BigLink, 'text'>>> = {
  find: { href: paths.easyReadFind(), picture: 'search' },
  'ask-for-help': { href: paths.easyReadGetHelp(), picture: 'help' },
  track: { href: paths.easyReadTrack(), picture: 'eyes' },
  'urgent-help': { href: paths.easyReadUrgentHelp(), picture: 'lifebuoy' },
  contact: { href: paths.contact(), picture: 'phone' },
};

function toAction({ action, need, picture }: EasyReadContent): BigLink | null {
  if (action === null) return null;
  const { to, text } = action;
  return to === 'results'
    ? { href: paths.easyReadResults({ need }), picture, text }
    : { ...PLACES[to], text };
}

/** What the parts of the first page are called. */
const HEADINGS: Readonly<Record<Group, string>> = {
  needs: 'What do you need help with?',
  start: 'About this website',
  asking: 'Asking for help',
  you: 'You and your rights',
};

/** The pages in the parts of the first page, in reading order. */
export const groupPages = (pages: EasyReadPages): { heading: string; links: BigLink[] }[] =>
  (['needs', 'asking', 'you', 'start'] as const).map((group) => ({
    heading: HEADINGS[group],
    links: [...pages.values()].filter((page) => page.group === group).flatMap(toLinks),
  }));

/** The address of every screen of every page. */
export const addressesOf = (pages: EasyReadPages): string[] =>
  [...pages.values()].flatMap(({ slug, screens }) =>
    screens.map((_, index) => paths.easyReadPage(slug, index + 1)),
  );
