import { SECTIONS, SECTION_NAMES, type Section } from '#src/features/revisions/sections.ts';
import { isSame, type ContentField } from '#src/features/services/fields.ts';
import { plainService, type ServiceRecord } from '#src/features/services/record.ts';
import { missingIn } from './missing.ts';
import type { EditableSection } from './registry.ts';

export type SectionState = 'missing' | 'changed' | 'done' | 'empty';

export interface SectionTask {
  section: EditableSection;
  title: string;
  state: SectionState;
  missing: string | null; // what people look for, and do not find
}

const isEditable = (section: Section): section is EditableSection => section !== 'record';
export const EDITABLE_SECTIONS: readonly EditableSection[] = SECTION_NAMES.filter(isEditable);

/** A section that people may write, by a word of an address. */
export const isEditableSection = (text: string): text is EditableSection =>
  (EDITABLE_SECTIONS as readonly string[]).includes(text);

/** The section after another one, in the order of the list; null after the last. */
export const sectionAfter = (section: EditableSection): EditableSection | null =>
  EDITABLE_SECTIONS[EDITABLE_SECTIONS.indexOf(section) + 1] ?? null;

/** The section before another one; null before the first. */
export const sectionBefore = (section: EditableSection): EditableSection | null =>
  EDITABLE_SECTIONS[EDITABLE_SECTIONS.indexOf(section) - 1] ?? null;

const EMPTY = plainService('', '', '');

/** The list of what can be written: what lacks a fact first says so, whatever else was changed in it. */
export function sectionTasks(record: ServiceRecord, changed: readonly ContentField[]): SectionTask[] {
  return EDITABLE_SECTIONS.map((section) => {
    const fields: readonly ContentField[] = SECTIONS[section].fields;
    const missing = missingIn(section, record);
    const isEmpty = fields.every((field) => isSame(record[field] ?? null, EMPTY[field] ?? null));
    const state =
      missing !== null
        ? 'missing'
        : fields.some((field) => changed.includes(field))
          ? 'changed'
          : isEmpty
            ? 'empty'
            : 'done';
    return { section, title: SECTIONS[section].title, state, missing };
  });
}
