import type { Section } from '#src/features/revisions/sections.ts';
import type { SectionEditor } from './editor.ts';
import { capacity } from './facts/capacity/capacity.ts';
import { contact } from './facts/contact/contact.ts';
import { cost } from './facts/cost/cost.ts';
import { when } from './facts/when/when.ts';
import { where } from './facts/where/where.ts';
import { picture } from './picture/picture.ts';
import { access } from './words/access.ts';
import { joining } from './words/joining.ts';
import { easyRead } from './words/easy-read/easy-read.ts';
import { languages } from './words/languages.ts';
import { otherLanguages } from './words/other-languages/other-languages.ts';
import { needs } from './words/needs.ts';
import { people } from './words/people.ts';
import { firstVisit, happens, name } from './words/texts.ts';

/** A section that people write; the rest of the record is not theirs to write. */
export type EditableSection = Exclude<Section, 'record'>;

/**
 * The editor of each section. A section is written by one module (`show` and `apply`) and one component, which
 * SectionFields.astro picks: add a line to both.
 */
export const SECTION_EDITORS: Readonly<Record<EditableSection, SectionEditor>> = {
  name,
  happens,
  needs,
  people,
  where,
  when,
  cost,
  joining,
  access,
  languages,
  'other-languages': otherLanguages,
  contact,
  capacity,
  'first-visit': firstVisit,
  'easy-read': easyRead,
  picture,
};
