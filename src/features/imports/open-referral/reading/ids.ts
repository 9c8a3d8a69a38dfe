import { toOneLine } from '#src/features/imports/csv/clean.ts';
import type { Part } from './part.ts';
import { rawText } from './text.ts';

const UUID = /^(?:urn:uuid:)?\{?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\}?$/i;
const NIL = '00000000-0000-0000-0000-000000000000';
const LONGEST_KEY = 200;

/** How a source names a record: its UUID, if that is what its id is, in lower case, and its key. */
export interface SourceId {
  key: string;
  id?: string;
}

/** A UUID in lower case, whatever its version; null for other text. The UUID of noughts is nobody's. */
export function toUuid(text: string): string | null {
  const uuid = UUID.exec(text.trim())?.[1]?.toLowerCase() ?? null;
  return uuid === NIL ? null : uuid;
}

/** The id in a field; null when there is none that tells one record from another. */
export function readId(part: Part, ...names: readonly string[]): SourceId | null {
  const typed = toOneLine(rawText(part, ...names)?.value ?? '');
  const uuid = toUuid(typed);
  if (uuid !== null) return { key: uuid, id: uuid };
  return typed === '' || typed === '0' || typed === NIL || typed.length > LONGEST_KEY ? null : { key: typed };
}
