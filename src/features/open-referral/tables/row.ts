/** A row of a table: `number` is counted as a spreadsheet counts, the first below the header is 2. */
export interface Row {
  number: number;
  cells: ReadonlyMap<string, string | number>; // by column; an empty cell may be left out
}

/** JSON that nobody has looked at yet. */
export type JsonObject = Record<string, unknown>;

/** The value at a path, undefined where there is none. */
export const valueAt = (object: JsonObject, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    object,
  );

/** Puts a value at a path, making the objects on the way. */
export function putAt(object: JsonObject, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    object[key] = value;
    return;
  }
  const known = object[key];
  const inner = isObject(known) ? known : {};
  object[key] = inner;
  putAt(inner, rest, value);
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
