import { plainWordsOf, readHardWords } from '#src/features/easy-read/rules.ts';
import { adviseOn, EASY_READ, type Finding, type PlainWords } from '#src/features/readability/rules.ts';
import { FIELD_LABELS } from '#src/features/revisions/present/labels.ts';
import { SECTIONS } from '#src/features/revisions/sections.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { missingIn } from '#src/features/services/editing/missing.ts';
import type { EditableSection } from '#src/features/services/editing/registry.ts';

/** Advice about one field of a section. */
export interface FieldAdvice {
  label: string;
  findings: readonly Finding[];
}

export interface SectionAdvice {
  missing: string | null;
  fields: readonly FieldAdvice[]; // those about which there is something to say
}

/** Names are what they are. */
const NOT_READ: ReadonlySet<ContentField> = new Set(['name', 'alternateName', 'url', 'email']);

/** How a section could be easier to read, and what people will miss in it. It stops nobody from saving. */
export function adviseOnSection(
  section: EditableSection,
  record: ServiceRecord,
  plain: PlainWords,
): SectionAdvice {
  const fields: readonly ContentField[] = SECTIONS[section].fields;
  return {
    missing: missingIn(section, record),
    fields: fields.flatMap((field) => {
      const findings =
        field === 'easyRead' ? adviseOnIdeas(record, plain) : adviseOnWords(record[field], field, plain);
      return findings.length === 0 ? [] : [{ label: FIELD_LABELS[field], findings }];
    }),
  };
}

const adviseOnWords = (words: unknown, field: ContentField, plain: PlainWords): Finding[] =>
  typeof words !== 'string' || NOT_READ.has(field) ? [] : adviseOn(words, plain);

/** Easy read has shorter sentences, and says in the next sentence what a hard word means (domain.md 4.1). */
function adviseOnIdeas({ easyRead }: ServiceRecord, plain: PlainWords): Finding[] {
  const ideas = easyRead?.ideas ?? [];
  const unexplained = readHardWords(ideas).filter(({ means }) => means === null);
  return [
    ...adviseOn(ideas.map(({ words }) => plainWordsOf(words)).join('\n'), plain, EASY_READ),
    ...unexplained.map(({ word }): Finding => ({
      kind: 'jargon',
      sentence: plainWordsOf(ideas.find(({ words }) => words.includes(`**${word}**`))?.words ?? word),
      found: word,
      suggestion: `Say what “${word}” means in the next sentence.`,
    })),
  ];
}

/** How many pieces of advice a whole service has, section by section; sections without any are left out. */
export function countAdvice(
  record: ServiceRecord,
  sections: readonly EditableSection[],
  plain: PlainWords,
): ReadonlyMap<EditableSection, number> {
  const counts = sections.map((section) => {
    const { fields } = adviseOnSection(section, record, plain);
    return [section, fields.reduce((sum, { findings }) => sum + findings.length, 0)] as const;
  });
  return new Map(counts.filter(([, count]) => count > 0));
}
