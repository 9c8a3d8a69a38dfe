import { quote, type Problem } from '#src/features/imports/problem.ts';

/** What is wrong with one item is said at most this often: a broken feed breaks the same way everywhere. */
const MOST_PROBLEMS = 40;

/** One service of a feed, while it is read. */
export interface Item {
  row: number; // as the feed counts
  isOurs: boolean; // another Front Door says so itself: its fields are read back as they are
  note(column: string, reason: string): void;
}

/** An object somewhere in an item, with the names of its fields in snake case whatever the feed's own style. */
export interface Part {
  item: Item;
  path: string; // "" for the service itself, "contacts[0].phones[1]" inside
  fields: ReadonlyMap<string, unknown>;
}

/** A field that says something. */
export interface Found {
  column: string; // its path
  value: unknown;
}

/** An item that writes what it notices, once each, among the problems. */
export function openItem(row: number, record: string, isOurs: boolean, problems: Problem[]): Item {
  const said = new Set<string>();
  const note = (column: string, reason: string): void => {
    const key = `${column}\n${reason}`;
    if (said.has(key) || said.size > MOST_PROBLEMS) return;
    said.add(key);
    const isLast = said.size > MOST_PROBLEMS;
    problems.push({
      row,
      record,
      column: isLast ? null : column,
      reason: isLast ? 'it has more problems than are worth listing' : reason,
      leftOut: false,
    });
  };
  return { row, isOurs, note };
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for what feeds write where they have nothing: null, "", [] and {}. */
export function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value !== 'object') return false;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
}

/** "serviceId" is "service_id". */
export const toSnakeCase = (name: string): string =>
  /[A-Z]/.test(name) ? name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase() : name;

/** An object as a part; a name in the standard's own style wins over the same one in another. */
export function toPart(item: Item, path: string, value: Readonly<Record<string, unknown>>): Part {
  const fields = new Map<string, unknown>();
  for (const [name, content] of Object.entries(value)) {
    const snake = toSnakeCase(name);
    if (saysNothing(content) || (fields.has(snake) && snake !== name)) continue;
    fields.set(snake, content);
  }
  return { item, path, fields };
}

export const columnOf = (part: Part, name: string): string =>
  part.path === '' ? name : `${part.path}.${name}`;

/** The first of these fields that says something. */
export function find(part: Part, ...names: readonly string[]): Found | null {
  for (const name of names) {
    if (part.fields.has(name)) return { column: columnOf(part, name), value: part.fields.get(name) };
  }
  return null;
}

/** An object within an object; null, and said, when there is something else. */
export function readPart(part: Part, ...names: readonly string[]): Part | null {
  const found = find(part, ...names);
  if (found === null) return null;
  const value: unknown = Array.isArray(found.value) ? found.value[0] : found.value;
  if (isObject(value)) return toPart(part.item, found.column, value);
  part.item.note(found.column, `${describe(found.value)} is not an object, left out`);
  return null;
}

/**
 * The objects of a list, also where the feed has one object in place of a list of one. A bare word or number counts as
 * an object whose only field is `bare`; anything else is said and left out.
 */
export function readParts(part: Part, names: readonly string[], bare?: string): Part[] {
  const found = find(part, ...names);
  if (found === null) return [];
  const values: readonly unknown[] = Array.isArray(found.value) ? found.value : [found.value];
  return values.flatMap((value, index) => {
    if (saysNothing(value)) return [];
    const path = `${found.column}[${index}]`;
    if (isObject(value)) return [toPart(part.item, path, value)];
    if (bare !== undefined && (typeof value === 'string' || typeof value === 'number'))
      return [toPart(part.item, path, { [bare]: value })];
    part.item.note(
      Array.isArray(found.value) ? path : found.column,
      `${describe(value)} is not an object, left out`,
    );
    return [];
  });
}

/** A value as a problem quotes it. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : quote(String(value));
}
