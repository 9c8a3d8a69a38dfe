import { isSealed } from '../rules.ts';

/** A value of an event as a page shows it. */
export interface ShownValue {
  text: string;
  kind: 'plain' | 'nothing' | 'opened' | 'unreadable'; // opened: it was sealed
}

/** A field of an event, before and after. */
export interface Difference {
  field: string; // "roles", "after.name"
  before: ShownValue;
  after: ShownValue;
  isSame: boolean;
}

/** Opens a sealed value; null when it cannot be opened. */
export type Open = (sealed: string) => string | null;

const NOTHING: ShownValue = { text: 'Nothing', kind: 'nothing' };

/**
 * What an event changed, field by field, in the order in which they were written, those that only stood before first.
 * Lists are shown as one value. Sealed values are opened.
 */
export function differencesOf(before: string | null, after: string | null, open: Open): Difference[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].map((field) => {
    const shown = { before: shownValue(old.get(field), open), after: shownValue(now.get(field), open) };
    const { before: was, after: is } = shown;
    return { field, ...shown, isSame: was.kind === is.kind && was.text === is.text };
  });
}

/** True when a value of the event is sealed: looking at it is looking at personal data. */
export const hasSealed = (event: { before: string | null; after: string | null }): boolean =>
  [event.before, event.after].some((json) => [...fieldsOf(json).values()].some((value) => sealedIn(value)));

const sealedIn = (value: unknown): boolean =>
  typeof value === 'string' ? isSealed(value) : Array.isArray(value) && value.some((item) => sealedIn(item));

/** The fields of a JSON value; those of objects within by their path. A value that is no object is called "value". */
function fieldsOf(json: string | null): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  if (json === null) return fields;
  const visit = (value: unknown, path: string): void => {
    const entries = isObject(value) ? Object.entries(value) : [];
    if (entries.length === 0) fields.set(path === '' ? 'value' : path, value);
    for (const [name, each] of entries) visit(each, path === '' ? name : `${path}.${name}`);
  };
  visit(parsed(json), '');
  return fields;
}

/** What was recorded by hand into the file may be no JSON. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function shownValue(value: unknown, open: Open): ShownValue {
  if (value === undefined || value === null || value === '') return NOTHING;
  if (Array.isArray(value)) {
    const items = value.map((item) => shownValue(item, open));
    const kind = items.find((item) => item.kind === 'unreadable' || item.kind === 'opened')?.kind ?? 'plain';
    return items.length === 0 ? NOTHING : { text: items.map(({ text }) => text).join(', '), kind };
  }
  if (typeof value !== 'string') return { text: wordOf(value), kind: 'plain' };
  if (!isSealed(value)) return { text: value, kind: 'plain' };
  const text = open(value);
  return text === null
    ? { text: 'Sealed, and cannot be opened with the keys there are', kind: 'unreadable' }
    : { text, kind: 'opened' };
}

const wordOf = (value: unknown): string =>
  value === true ? 'Yes' : value === false ? 'No' : JSON.stringify(value);
