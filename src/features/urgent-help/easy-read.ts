import type { UrgentHelp } from './content.ts';

type Group = UrgentHelp['group'];

/** The groups in easy read; together on the first screen are those that cannot wait. */
const SCREENS: readonly { slug: string; title: string; picture: string; groups: readonly Group[] }[] = [
  { slug: '', title: 'Urgent help', picture: 'lifebuoy', groups: ['danger', 'health'] },
  { slug: 'talk', title: 'Talk to someone now', picture: 'speaking', groups: ['talk'] },
  { slug: 'unsafe', title: 'Someone hurts you', picture: 'safe', groups: ['abuse'] },
  { slug: 'children', title: 'Help for children', picture: 'child', groups: ['children'] },
  { slug: 'home', title: 'Help with your home', picture: 'housing', groups: ['home'] },
  { slug: 'other', title: 'Other urgent help', picture: 'question', groups: ['other'] },
];

/** A row as it is shown: what for, the number in large figures, when. */
export interface EasyUrgentRow {
  key: string;
  picture: string;
  words: string;
  contact: string;
  href: string | null; // "tel:116123", "sms:85258" or a website; null where there is none
  /** The website's address in words, where it is what is read. */
  hours: string;
}

export interface EasyUrgentScreen {
  slug: string;
  title: string;
  isSensitive: boolean;
  rows: EasyUrgentRow[];
  others: { slug: string; text: string; picture: string }[];
  reviewOn: string; // the first day on which one of its rows must be looked at again
}

/** One screen of urgent help in easy read, by its slug: the first for one that does not exist. */
export function easyUrgentScreen(help: readonly UrgentHelp[], asked: string): EasyUrgentScreen {
  const screens = SCREENS.filter(({ groups }) => help.some(({ group }) => groups.includes(group)));
  const screen = screens.find(({ slug }) => slug === asked) ?? screens[0];
  if (screen === undefined) throw new Error('content/urgent-help.yaml has no line.');
  const shown = help.filter(({ group }) => screen.groups.includes(group));
  return {
    slug: screen.slug,
    title: screen.title,
    isSensitive: screen.groups.includes('abuse'),
    rows: shown.map(easyUrgentRow),
    others: screens
      .filter(({ slug }) => slug !== screen.slug)
      .map(({ slug, title, picture }) => ({ slug, text: title, picture })),
    reviewOn: shown.map(({ reviewOn }) => reviewOn).sort()[0] ?? '',
  };
}

/** A line of urgent help as easy read shows it. */
export function easyUrgentRow({
  key,
  picture,
  easy,
  contact,
  phone,
  text,
  url,
  hours,
}: UrgentHelp): EasyUrgentRow {
  const website = url?.replace(/^https:\/\/(www\.)?/, '').replace(/\/$/, '') ?? '';
  const number = phone?.replace(/\s/g, '');
  const href = text !== undefined ? `sms:${text}` : number !== undefined ? `tel:${number}` : (url ?? null);
  return {
    key,
    picture,
    words: easy,
    contact: number === undefined && text === undefined ? website : (contact ?? phone ?? ''),
    href,
    hours,
  };
}
