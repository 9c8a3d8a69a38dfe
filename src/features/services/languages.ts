/** A language that a service may say something of itself in, beside English. */
export interface WrittenLanguage {
  code: string; // ISO 639
  english: string; // "Welsh"
  own: string; // in itself: "Cymraeg"
  dir: 'ltr' | 'rtl';
}

const IN_ENGLISH = new Intl.DisplayNames('en-GB', { type: 'language' });
/** Where people in England say something else than CLDR. */
const ENGLISH: ReadonlyMap<string, string> = new Map([
  ['bn', 'Bengali'],
  ['ckb', 'Kurdish (Sorani)'],
]);

const firstUp = (text: string, code: string): string =>
  text.charAt(0).toLocaleUpperCase(code) + text.slice(1);

/** A language by its code, with its names; one that is not known is called by its code. Never throws. */
export function writtenLanguage(code: string): WrittenLanguage {
  if (!/^[a-z]{2,3}$/.test(code)) return { code, english: code, own: code, dir: 'ltr' };
  const own = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code;
  return {
    code,
    english: ENGLISH.get(code) ?? IN_ENGLISH.of(code) ?? code,
    own: firstUp(own, code),
    dir: new Intl.Locale(code).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr',
  };
}

/** Welsh, and the main other languages of England (Census 2021, over 60,000 people) and of those who come for safety. */
const CODES = [
  'ar',
  'bn',
  'bg',
  'ckb',
  'cy',
  'el',
  'es',
  'fa',
  'fr',
  'gu',
  'hi',
  'hu',
  'it',
  'lt',
  'pa',
  'pl',
  'ps',
  'pt',
  'ro',
  'ru',
  'so',
  'ta',
  'tr',
  'uk',
  'ur',
  'zh',
];

/** The languages to choose from, by their English names. */
export const WRITTEN_LANGUAGES: readonly WrittenLanguage[] = CODES.map(writtenLanguage).sort((a, b) =>
  a.english.localeCompare(b.english, 'en-GB'),
);
