import { formOf, lower, sayIn, type Find } from './placeholders.ts';
import { PLACEHOLDER, type Language } from './rules.ts';

export interface Catalogue {
  /** What a text of the page is in the language, with its markers; null when there is no sentence for it. */
  find: Find;
}

interface Pattern {
  english: string;
  form: RegExp;
  names: readonly string[];
  translation: string;
}

/** A sentence within a sentence within a sentence: further down nobody writes. */
const DEEPEST = 4;
/** Characters: what is longer has a sentence of its own or none, and is not taken apart. */
const LONGEST = 600;
const SEPARATORS = [' · ', ', '];

/**
 * The sentences of a language, ready to be looked up. Text that has no sentence but is a row of them ("Free · Every
 * Tuesday, 2pm to 4pm") is said piece by piece. `onUse` hears of each English sentence that was found.
 */
export function openCatalogue(language: Language, onUse: (english: string) => void = () => {}): Catalogue {
  const whole = new Map<string, string>();
  const byWord = new Map<string, Pattern[]>();
  for (const [english, translation] of language.sentences) {
    if (english.search(PLACEHOLDER) === -1) whole.set(english, translation);
    else {
      const word = wordOf(english);
      byWord.set(word, [...(byWord.get(word) ?? []), toPattern(english, translation)]);
    }
  }

  const findAt = (text: string, depth: number): string | null => {
    const exact = whole.get(text);
    if (exact !== undefined) {
      onUse(text);
      return exact;
    }
    if (depth > DEEPEST || text.length > LONGEST) return null;
    for (const word of ['', firstWord(text), lastWord(text)])
      for (const pattern of byWord.get(word) ?? []) {
        const found = fill(language.code, pattern, text, (part) => findAt(part, depth + 1));
        if (found === null) continue;
        onUse(pattern.english);
        return found;
      }
    return findRow(text, (part) => findAt(part, depth + 1));
  };
  return { find: (text) => findAt(text, 0) };
}

function findRow(text: string, find: Find): string | null {
  for (const separator of SEPARATORS) {
    const pieces = text.split(separator);
    if (pieces.length < 2) continue;
    const found = pieces.map((piece) => find(piece) ?? (/\p{L}/u.test(piece) ? null : piece));
    if (found.every((piece) => piece !== null)) return found.join(separator);
  }
  return null;
}

function toPattern(english: string, translation: string): Pattern {
  const names: string[] = [];
  const form = english
    .split(/(\{[a-z]+\d*\})/)
    .map((part) => {
      const [, name] = /^\{([a-z]+\d*)\}$/.exec(part) ?? [];
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(name);
      return `(${formOf(name)})`;
    })
    .join('');
  return { english, form: new RegExp(`^${form}$`, 'u'), names, translation };
}

function fill(code: string, pattern: Pattern, text: string, find: Find): string | null {
  const match = pattern.form.exec(text);
  if (match === null) return null;
  const said = new Map<string, string>();
  for (const [at, name] of pattern.names.entries()) {
    const value = sayIn(code, name, match[at + 1] ?? '', find);
    if (value === null) return null;
    said.set(name, value);
  }
  return pattern.translation.replace(PLACEHOLDER, (_, name: string, small?: string) =>
    small === undefined ? (said.get(name) ?? '') : lower(said.get(name) ?? ''),
  );
}

/** The first word of a pattern that begins with one, the last of one that ends with one: few are tried for a text. */
function wordOf(english: string): string {
  const first = firstWord(english);
  if (!first.includes('{')) return first;
  const last = lastWord(english);
  return last.includes('{') ? '' : last;
}
const firstWord = (text: string): string => text.slice(0, text.indexOf(' ') >>> 0);
const lastWord = (text: string): string => text.slice(text.lastIndexOf(' ') + 1);
