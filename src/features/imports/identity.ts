import { createHash } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';

/** Front Door's own namespace. Never changed: every id of an imported record hangs on it. */
const NAMESPACE = '5c1b2f0e-8d57-4a6b-9b43-7e0f6a1d2c94';

/** Tables whose rows a source identifies. */
export type SourcedKind = 'source' | 'organisation' | 'service' | 'location';

/** The id of a source's record: UUID v5 of the source's name and its own id, so it is the same for ever. */
export const sourcedId = (kind: SourcedKind, sourceName: string, key: string): string =>
  uuidv5(JSON.stringify([kind, sourceName, key]), NAMESPACE);

/**
 * The id of a row that belongs to a record: UUID v5 of the record's id, the table and the row's position. The record's
 * id need only look like a UUID: other people's have bits that RFC 9562 does not know.
 */
export const childId = (parentId: string, table: string, ordinal: number): string =>
  uuidv5(`${table}:${ordinal}`, Buffer.from(parentId.replaceAll('-', ''), 'hex'));

/** The ids of a taxonomy, and of a term in it, that came without: the same for every source. */
export const taxonomyId = (taxonomy: string): string =>
  uuidv5(JSON.stringify(['taxonomy', taxonomy]), NAMESPACE);
export const termId = (taxonomy: string, term: string): string =>
  uuidv5(JSON.stringify(['taxonomy_term', taxonomy, term]), NAMESPACE);

/** JSON with the keys in order, so that equal records give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** What tells an unchanged record from an updated one: SHA-256 of its canonical JSON. */
export const recordHash = (record: unknown): string =>
  createHash('sha256').update(canonicalJson(record)).digest('hex');
