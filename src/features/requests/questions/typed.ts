import type { FormValues } from '#src/lib/form.ts';

/** What one field holds, or ''; a name that came more than once counts with its first text. */
export function textOf(typed: Readonly<FormValues>, field: string): string {
  const value = Object.hasOwn(typed, field) ? typed[field] : undefined;
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
}

/** What one field holds, or null where it was left empty. */
export function textOrNull(typed: Readonly<FormValues>, field: string): string | null {
  const text = textOf(typed, field);
  return text === '' ? null : text;
}

/** All that came under one name. */
export function textsOf(typed: Readonly<FormValues>, field: string): string[] {
  const value = Object.hasOwn(typed, field) ? typed[field] : undefined;
  return typeof value === 'string' ? [value] : [...(value ?? [])];
}

/** What was chosen of a list, in the order of the list; anything else that came is passed over. */
export const chosenOf = <Choice extends string>(
  typed: Readonly<FormValues>,
  field: string,
  choices: readonly Choice[],
): Choice[] => {
  const texts = new Set(textsOf(typed, field));
  return choices.filter((choice) => texts.has(choice));
};

/** The one choice, or undefined where none of the list came. */
export const choiceOf = <Choice extends string>(
  typed: Readonly<FormValues>,
  field: string,
  choices: readonly Choice[],
): Choice | undefined => choices.find((choice) => choice === textOf(typed, field));
