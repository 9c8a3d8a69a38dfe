import type { FormValues } from '#src/lib/form.ts';

/** Text as a form gives it back: line ends made plain, control characters gone, ends trimmed (lib/form.ts does the same). */
export const asTyped = (text: string | null | undefined): string =>
  (text ?? '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim();

/** What one field holds; a name that came more than once counts with its first text. */
export function textOf(typed: Readonly<FormValues>, field: string): string {
  const value = Object.hasOwn(typed, field) ? typed[field] : undefined;
  return asTyped(typeof value === 'string' ? value : value?.[0]);
}

/** What a field of several boxes holds. */
export function textsOf(typed: Readonly<FormValues>, field: string): string[] {
  const value = Object.hasOwn(typed, field) ? typed[field] : undefined;
  return value === undefined ? [] : [value].flat();
}

/**
 * A text of the record after a form: what is stored already stays as it is, to the letter, unless something else was
 * typed; an empty field is null.
 */
export function textAfter(stored: string | null, typed: string): string | null {
  if (asTyped(stored) === typed) return stored;
  return typed === '' ? null : typed;
}

/** The lines of a text that are not empty. */
export const linesOfText = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Choices as they are stored: one of each, in alphabetical order; what is stored already stays in its order. */
export function choicesAfter<Choice extends string>(
  stored: readonly Choice[],
  ticked: readonly Choice[],
): Choice[] {
  const chosen = new Set(ticked);
  const isSame = chosen.size === new Set(stored).size && stored.every((choice) => chosen.has(choice));
  return isSame ? [...stored] : [...chosen].sort();
}
