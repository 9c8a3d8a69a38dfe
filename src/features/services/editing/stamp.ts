import { hash } from 'node:crypto';
import { SECTIONS } from '#src/features/revisions/sections.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { EditableSection } from './registry.ts';

/**
 * Names what a section says: a form brings back the stamp it was made from, and another one tells that somebody wrote
 * in this section since. What was written in other sections does not matter.
 */
export function stampOf(record: ServiceRecord, section: EditableSection): string {
  const fields: readonly ContentField[] = SECTIONS[section].fields;
  return hash('sha256', JSON.stringify(fields.map((field) => record[field] ?? null))).slice(0, 16);
}
