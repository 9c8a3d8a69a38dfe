import { isEnglishOnly, isInBothForms, type Reading } from './reading.ts';

/** Where the page that is read stands in its other form and in other languages: addresses of this website. */
export interface OtherForms {
  easyRead: string;
  standard: string;
  languages: readonly { code: string; name: string; dir: 'ltr' | 'rtl'; href: string; isCurrent: boolean }[];
}

export interface LanguageName {
  code: string;
  name: string; // in itself: "Cymraeg"
  dir: 'ltr' | 'rtl';
}

/** Needs that content/easy-read has a page of words about, under the same name; a test compares. */
const NEEDS =
  'money-and-benefits|food|housing-and-home|help-at-home|mental-wellbeing|meeting-people|health-and-disability|' +
  'caring-for-someone|children-and-families|work-and-learning|getting-around-and-online|safety-and-abuse|' +
  'leaving-hospital|seeing-a-doctor';

/** Pages with easy-read pages of their own, each way. A page without one leads to the beginning of all of them. */
const PAIRS: readonly (readonly [
  standard: RegExp,
  easyRead: RegExp,
  toEasyRead: string,
  toStandard: string,
])[] = [
  [/^\/$/, /^\/easy-read$/, '/easy-read', '/'],
  [/^\/services\/([^/]+)$/, /^\/easy-read\/services\/([^/]+)$/, '/easy-read/services/$1', '/services/$1'],
  [/^\/urgent-help$/, /^\/easy-read\/urgent-help$/, '/easy-read/urgent-help', '/urgent-help'],
  [
    /^\/covering-your-tracks$/,
    /^\/easy-read\/covering-your-tracks(?:\/\d+)?$/,
    '/easy-read/covering-your-tracks',
    '/covering-your-tracks',
  ],
  [/^\/search$/, /^\/easy-read\/results$/, '/easy-read/results', '/search'],
  [
    new RegExp(`^/needs/(${NEEDS})$`),
    new RegExp(`^/easy-read/(${NEEDS})(?:/\\d+)?$`),
    '/easy-read/$1',
    '/needs/$1',
  ],
  [/^\/about$/, /^\/easy-read\/what-is-this-website(?:\/\d+)?$/, '/easy-read/what-is-this-website', '/about'],
  [
    /^\/privacy$/,
    /^\/easy-read\/keeping-your-details-safe(?:\/\d+)?$/,
    '/easy-read/keeping-your-details-safe',
    '/privacy',
  ],
  [/^\/needs\/([^/]+)$/, /^\/easy-read\/needs\/([^/]+)$/, '/easy-read/results?need=$1', '/needs/$1'],
  [/^\/needs$/, /^\/easy-read\/find$/, '/easy-read/find', '/needs'],
  // What was said on the way to the results is said to the search.
  [/^\/search$/, /^\/easy-read\/find\/(?:where|who)$/, '/easy-read/results', '/search'],
];

/** Standard pages that read the same query as their other form. */
const KEEPS_QUERY = /^\/(?:search|services\/[^/]+)$/;

/** The easy-read form of a page; `path` without language. The query comes along where both understand it. */
export function easyReadOf(path: string, query = ''): string {
  if (isInBothForms(path)) return `/easy-read${path}${query}`;
  if (/^\/easy-read(?=\/|$)/.test(path)) return `${path}${query}`;
  const pair = PAIRS.find(([standard]) => standard.test(path));
  if (pair === undefined) return '/easy-read';
  const found = path.replace(pair[0], pair[2]);
  return KEEPS_QUERY.test(path) ? `${found}${query}` : found;
}

/** The standard form of an easy-read page; the home page where there is no such page. */
export function standardOf(path: string, query = ''): string {
  if (!/^\/easy-read(?=\/|$)/.test(path)) return `${path}${query}`;
  const bare = path.slice('/easy-read'.length);
  if (isInBothForms(bare)) return `${bare}${query}`;
  const pair = PAIRS.find(([, easyRead]) => easyRead.test(path));
  if (pair === undefined) return '/';
  const found = path.replace(pair[1], pair[3]);
  return KEEPS_QUERY.test(found) ? `${found}${query}` : found;
}

/** The other forms of the page at `path` (its own, without a prefix). */
export function otherFormsOf(
  reading: Reading,
  path: string,
  query: string,
  languages: readonly LanguageName[],
): OtherForms {
  const own = reading.form === 'easy-read' && !path.startsWith('/easy-read') ? `/easy-read${path}` : path;
  const inLanguage = (code: string, address: string): string =>
    code === 'en' ? address : `/${code}${address === '/' ? '' : address}`;
  const here = reading.language;
  return {
    easyRead: inLanguage(here, easyReadOf(own, query)),
    standard: inLanguage(here, standardOf(own, query)),
    languages: isEnglishOnly(path)
      ? []
      : languages.map(({ code, name, dir }) => ({
          code,
          name,
          dir,
          href: inLanguage(code, `${own}${query}`),
          isCurrent: code === here,
        })),
  };
}
