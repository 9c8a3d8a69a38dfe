import { changedFields, type ContentField } from '#src/features/services/fields.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { nothingYet } from '../kept-content.ts';
import { changedMeanwhile } from '../rules.ts';
import { groupFields, SECTIONS, sectionOf, withCompanions } from '../sections.ts';
import { describeDifference, type FieldDifference } from './difference.ts';
import { FIELD_LABELS, fieldsInWords } from './labels.ts';
import { linesOf, type Names } from './lines.ts';

/** What the desk takes or leaves as one: a field, or fields that only make sense together. */
export interface ProposalPart {
  field: ContentField; // names the choice
  section: string;
  label: string; // "Name", "Space now and Weeks to wait"
  fields: FieldDifference[];
  /** What the service says now, where that changed since the proposal was made. */
  now: { label: string; lines: string[] }[];
}

/** A proposal as choices, in the order of the editor; `present` is null when the service is not in the directory. */
export function describeProposal(
  {
    base,
    content,
    present,
  }: { base: ServiceRecord | null; content: ServiceRecord; present: ServiceRecord | null },
  names: Names,
): ProposalPart[] {
  const from = base ?? nothingYet(content);
  const differences = describeDifference(from, content, names).flatMap(({ fields }) => fields);
  const meanwhile = present === null ? [] : changedMeanwhile(from, content, present);
  return groupFields(differences.map(({ field }) => field)).flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [
          {
            field: first,
            section: SECTIONS[sectionOf(first)].title,
            label: fieldsInWords(group),
            fields: differences.filter(({ field }) => group.includes(field)),
            now:
              present !== null && meanwhile.includes(first)
                ? linesNow(from, content, present, first, names)
                : [],
          },
        ];
  });
}

/** Of a field and those that go with it: what changed since, and would be taken away again. */
function linesNow(
  base: ServiceRecord,
  content: ServiceRecord,
  present: ServiceRecord,
  field: ContentField,
  names: Names,
): ProposalPart['now'] {
  const since = changedFields(base, present);
  const differing = changedFields(content, present);
  return withCompanions([field])
    .filter((companion) => since.includes(companion) && differing.includes(companion))
    .map((companion) => {
      const lines = linesOf(present, companion, names);
      return { label: FIELD_LABELS[companion], lines: lines.length === 0 ? ['Nothing'] : lines };
    });
}
