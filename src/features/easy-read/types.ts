/** One thing to understand, with its one picture. */
export interface Idea {
  picture: string; // a key of content/pictures/pictures.yaml
  words: string; // one or two short sentences, plain text; a **hard word** stands between stars
}

export interface EasyReadScreen {
  title: string | null; // null where the page's own is enough
  ideas: readonly Idea[];
}

/** A word that a page keeps although it is hard, and the sentence that explains it. */
export interface HardWord {
  word: string; // "link worker"
  means: string; // "A link worker is a person who helps you find support."
}

/** What the big button at the end of a page leads to. */
export const ACTIONS = ['find', 'results', 'ask-for-help', 'track', 'urgent-help', 'contact'] as const;
export type ActionTo = (typeof ACTIONS)[number];

/** The parts of the first page that pages are listed in. */
export const GROUPS = ['start', 'asking', 'needs', 'you'] as const;
export type Group = (typeof GROUPS)[number];

/** A page in easy read, as editors wrote it, with the place's own names and numbers filled in. */
export interface EasyReadContent {
  slug: string;
  title: string;
  picture: string;
  group: Group;
  order: number; // within its group
  /** The slug of the need that the page is about, to whose services it leads. */
  need: string | null;
  /** True for pages that nobody must be seen to read: what server/visitor/safety.ts does for sensitive needs. */
  exit: boolean;
  screens: readonly EasyReadScreen[];
  /** The words in bold, in the order of the page. */
  words: readonly HardWord[];
  action: { to: ActionTo; text: string } | null;
  /** Slugs of pages to read next. */
  see: readonly string[];
}

export type EasyReadPages = ReadonlyMap<string, EasyReadContent>;

/** What the words may mention of the place; an idea that mentions what is not set is left out. */
export type PlaceWords = Readonly<Record<'name' | 'place' | 'phone' | 'phoneHours' | 'email', string | null>>;
