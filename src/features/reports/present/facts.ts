import { FIELD_LABELS } from '#src/features/revisions/present/labels.ts';
import { linesOf, type Names } from '#src/features/revisions/present/lines.ts';
import { SECTIONS, sectionOf } from '#src/features/revisions/sections.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { paths } from '#src/lib/paths.ts';
import { isReportTopic } from '../rules.ts';
import { SECTIONS_OF_TOPIC } from '../service-facts.ts';

export interface SectionFacts {
  title: string;
  href: string; // where it is changed
  facts: { label: string; lines: string[] }[];
}

/** What a service says now in the sections that a report is about. */
export function factsFor(
  topic: string,
  { id, record }: { id: string; record: ServiceRecord },
  names: Names,
): SectionFacts[] {
  const sections = isReportTopic(topic) ? SECTIONS_OF_TOPIC[topic] : SECTIONS_OF_TOPIC.other;
  return sections.map((section) => {
    const fields: readonly ContentField[] = SECTIONS[section].fields;
    return {
      title: SECTIONS[section].title,
      href: paths.partnerSection(id, section),
      facts: fields
        .filter((field) => sectionOf(field) === section)
        .map((field) => ({ label: FIELD_LABELS[field], lines: linesOf(record, field, names) }))
        .filter(({ lines }) => lines.length > 0),
    };
  });
}
