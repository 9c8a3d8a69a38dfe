import type { ServiceRecord } from './record.ts';

/** What can be changed of a service: the fields of its record but those that say which service it is. */
export type ContentField = Exclude<keyof ServiceRecord, 'id' | 'key' | 'slug'>;

const IDENTITY = new Set(['id', 'key', 'slug']);

/** JSON with the keys in order, and what is absent left out, so that equal contents give equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

/** True when two values of a field say the same. An optional list that is absent says the same as an empty one. */
export const isSame = (a: unknown, b: unknown): boolean => canonical(a ?? []) === canonical(b ?? []);

/** The fields in which two contents differ, in alphabetical order. */
export function changedFields(before: ServiceRecord, after: ServiceRecord): ContentField[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const fields = [...names].filter((name): name is ContentField => !IDENTITY.has(name));
  return fields.filter((field) => !isSame(before[field] ?? null, after[field] ?? null)).sort();
}

/** A record with some fields of another one. */
export const withFields = (
  record: ServiceRecord,
  from: ServiceRecord,
  fields: readonly ContentField[],
): ServiceRecord =>
  Object.assign({}, record, ...fields.map((field) => ({ [field]: from[field] }))) as ServiceRecord;
