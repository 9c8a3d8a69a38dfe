/** In which form and language somebody reads: it stands in the address, before the page's own path. */
export interface Reading {
  form: 'standard' | 'easy-read';
  language: string; // ISO 639; "en" unless the address says otherwise
  /** What stands before the page's own path: "", "/cy", "/easy-read", "/cy/easy-read". */
  prefix: string;
}

export const PLAIN_READING: Reading = { form: 'standard', language: 'en', prefix: '' };

/** Pages that are made in both forms by the same file; the other easy-read pages have files of their own. */
const IN_BOTH_FORMS = /^\/(get-help|track)(?=\/|$)/;
/** Pages of people who work here, what programs read, and files: they are in English only. */
const ENGLISH_ONLY =
  /^\/(?:(?:admin|desk|workspace|partner|account|sign-in|sign-out|no-access|review|claims|invitations|referrals|api|_astro|pictures|logo|suggestions|health|ready|metrics|cy)(?=\/|$)|[^/]*\.[a-z]+$|services\/[^/]+\/calendar\.ics$)/;

export const isEnglishOnly = (path: string): boolean => ENGLISH_ONLY.test(path);
export const isInBothForms = (path: string): boolean => IN_BOTH_FORMS.test(path);

/**
 * What an address says of form and language, and the page's own path: "/cy/easy-read/track/x" is the page "/track/x",
 * in easy read, its frame in Welsh. `languages`: the codes that there are sentences in.
 */
export function readReading(
  path: string,
  languages: ReadonlySet<string>,
): { reading: Reading; path: string } {
  const [, code = ''] = /^\/([a-z]{2,3})(?=\/|$)/.exec(path) ?? [];
  const rest = path.slice(code.length + 1) || '/';
  const isTranslated = languages.has(code) && !isEnglishOnly(rest);
  const language = isTranslated ? code : 'en';
  const own = isTranslated ? rest : path;
  const bare = own.startsWith('/easy-read/') ? own.slice('/easy-read'.length) : own;
  const isEasyRead = bare !== own && isInBothForms(bare);
  const form = own === '/easy-read' || own.startsWith('/easy-read/') ? 'easy-read' : 'standard';
  const prefix = `${isTranslated ? `/${code}` : ''}${isEasyRead ? '/easy-read' : ''}`;
  return { reading: { form, language, prefix }, path: isEasyRead ? bare : own };
}
