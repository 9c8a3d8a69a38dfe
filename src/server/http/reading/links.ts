import { easyReadOf } from './other-forms.ts';
import { isEnglishOnly, isInBothForms, type Reading } from './reading.ts';

/** Pages of which the easy-read form is meant when an easy-read page names the standard one. */
const HAS_EASY_READ = /^\/(?:$|services\/[^/]+$|urgent-help$|covering-your-tracks$)/;

/**
 * Where a link of a page leads for whoever reads it: on in the same form and language. Other websites, files and pages of
 * people who work here are left as they are.
 */
export function addressIn(reading: Reading, address: string): string {
  if (reading.prefix === '' || !address.startsWith('/') || address.startsWith('//')) return address;
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(address) ?? [];
  if (isEnglishOnly(path)) return address;
  const isOfForm = reading.form === 'easy-read' && (isInBothForms(path) || HAS_EASY_READ.test(path));
  const inForm = isOfForm ? easyReadOf(path) : path;
  const language = reading.language === 'en' ? '' : `/${reading.language}`;
  return `${language}${inForm === '/' && language !== '' ? '' : inForm}${rest}`;
}
