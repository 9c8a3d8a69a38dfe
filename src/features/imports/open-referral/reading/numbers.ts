import { describe, find, type Part } from './part.ts';

const OLDEST_AGE = 120;
const MONEY = /^£?\s*(-?[\d,]*\.?\d+)\s*(?:p\/?h|gbp|pounds?)?$/i;

/** A number, also where the feed writes it as text: "£3.50", "1,200"; null, and said, when it is none. */
export function readNumber(part: Part, ...names: readonly string[]): number | null {
  const found = find(part, ...names);
  if (found === null) return null;
  const number = toNumber(found.value);
  if (number === null) part.item.note(found.column, `${describe(found.value)} is not a number, left empty`);
  return number;
}

/** The same for a whole number within limits; one beyond them is said and left out. */
export function readWhole(part: Part, name: string, least: number, most: number): number | null {
  const number = readNumber(part, name);
  if (number === null) return null;
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  const found = find(part, name);
  if (found !== null)
    part.item.note(
      found.column,
      `${describe(found.value)} is not a whole number from ${least} to ${most}, left empty`,
    );
  return null;
}

export function toNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const [, digits] = MONEY.exec(value.trim()) ?? [];
  const number = digits === undefined ? NaN : Number(digits.replaceAll(',', ''));
  return Number.isFinite(number) ? number : null;
}

/** A flag, also as a word or a number. */
export function readFlag(part: Part | null, name: string): boolean {
  const value = part === null ? null : find(part, name)?.value;
  return value === true || value === 1 || /^(?:true|yes|1)$/i.test(typeof value === 'string' ? value : '');
}

/**
 * The ages a service is for, in years. -1 stands for "not known" in many feeds, as does a highest age of 0; ages that
 * nobody has and a lowest above the highest are said and left out.
 */
export function readAges(part: Part): { minimumAge: number | null; maximumAge: number | null } {
  const { item } = part;
  const read = (name: string): number | null => {
    const age = readNumber(part, name);
    if (age === null || age === -1) return null;
    if (age >= 0 && age <= OLDEST_AGE) return age;
    item.note(part.path === '' ? name : `${part.path}.${name}`, `nobody is ${age} years old, left empty`);
    return null;
  };
  const minimumAge = read('minimum_age');
  const maximumAge = read('maximum_age');
  if (maximumAge === null) return { minimumAge, maximumAge };
  if (maximumAge === 0 && !item.isOurs) return { minimumAge, maximumAge: null };
  if ((minimumAge ?? 0) <= maximumAge) return { minimumAge, maximumAge };
  item.note('minimum_age', `${minimumAge} is above the highest age, ${maximumAge}: both left empty`);
  return { minimumAge: null, maximumAge: null };
}
