import type { ServiceRecord } from '#src/features/services/record.ts';
import { fold } from '#src/lib/text.ts';
import { readParts, type Part } from '../reading/part.ts';
import { rawText, readLine } from '../reading/text.ts';

const NAMES = new Intl.DisplayNames(['en-GB'], { type: 'language', fallback: 'none' });
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const LONGEST_CODE = 3;
const SIGN_LANGUAGE = { name: 'British Sign Language', code: 'bfi' };

/** Codes of ISO 639-1 by the folded names that British English has for them. */
const CODES = new Map(
  LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).flatMap((code) => {
    const name = nameOf(code);
    return name === null || canonical(code) !== code ? [] : [[fold(name), code] as const];
  }),
);

/** The languages of a service, by name or by ISO 639 code, each with both where both are known. */
export const readLanguages = (service: Part): ServiceRecord['languages'] =>
  readParts(service, ['languages', 'language'], 'name').flatMap((part) => {
    const typedName = readLine(part, ['name', 'language'], 100);
    const typedCode = readLine(part, 'code', 20);
    const note = readLine(part, 'note', 300);
    if (part.item.isOurs)
      return typedName === null && typedCode === null
        ? []
        : [{ name: typedName ?? (nameOf(typedCode ?? '') || (typedCode ?? '')), code: typedCode, note }];
    const known = findLanguage(typedCode) ?? findLanguage(typedName);
    const isCode = typedName !== null && typedName.length <= LONGEST_CODE;
    const name = isCode || typedName === null ? (known?.name ?? typedName) : typedName;
    if (name !== null) return [{ name, code: known?.code ?? null, note }];
    const raw = rawText(part, 'code');
    if (raw !== null)
      part.item.note(raw.column, `"${raw.value.slice(0, 20)}" is not the code of a language, left out`);
    return [];
  });

function findLanguage(text: string | null): { name: string; code: string } | null {
  if (text === null) return null;
  if (/^(?:bsl|bfi|british sign language(?: \(bsl\))?)$/i.test(text)) return SIGN_LANGUAGE;
  const code = CODES.get(fold(text)) ?? canonical(text);
  const name = code === null ? null : nameOf(code);
  return code === null || name === null ? null : { name, code };
}

/** "ENG" and "en-GB" are "en". */
function canonical(text: string): string | null {
  if (!/^[a-z]{2,3}(?:[-_][a-z]{2,4})?$/i.test(text)) return null;
  try {
    return Intl.getCanonicalLocales(text.slice(0, 3).replace(/[-_].*$/, ''))[0] ?? null;
  } catch {
    return null;
  }
}

function nameOf(code: string): string | null {
  const known = canonical(code);
  return known === null ? null : (NAMES.of(known) ?? null);
}
