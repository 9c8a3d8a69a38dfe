import { changedFields, type ContentField } from '#src/features/services/fields.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { SECTIONS, SECTION_NAMES, sectionOf, type Section } from '../sections.ts';
import { FIELD_LABELS } from './labels.ts';
import { linesOf, type Names } from './lines.ts';

/** A line of a field: on both sides, only before, or only after. */
export interface DifferenceLine {
  text: string;
  kind: 'same' | 'gone' | 'new';
}

export interface FieldDifference {
  field: ContentField;
  label: string;
  lines: DifferenceLine[];
}

export interface SectionDifference {
  section: Section;
  title: string;
  fields: FieldDifference[];
}

/** How two contents differ, section by section and field by field in the order of the editor, in words. */
export function describeDifference(
  before: ServiceRecord,
  after: ServiceRecord,
  names: Names,
): SectionDifference[] {
  const changed = changedFields(before, after);
  return SECTION_NAMES.flatMap((section) => {
    const order: readonly ContentField[] = SECTIONS[section].fields;
    const fields = order
      .filter((field) => changed.includes(field) && sectionOf(field) === section)
      .map((field) => ({
        field,
        label: FIELD_LABELS[field],
        lines: compareLines(linesOf(before, field, names), linesOf(after, field, names)),
      }));
    return fields.length === 0 ? [] : [{ section, title: SECTIONS[section].title, fields }];
  });
}

/** Beyond this many pairs of lines finding what stayed takes too long, and nothing is said to have stayed. */
const MOST_PAIRS = 1_000_000;

/** As many lines as possible stay, in order; what is between them is gone or new, in reading order. */
export function compareLines(before: readonly string[], after: readonly string[]): DifferenceLine[] {
  if (before.length * after.length > MOST_PAIRS)
    return [
      ...before.map((text) => ({ text, kind: 'gone' as const })),
      ...after.map((text) => ({ text, kind: 'new' as const })),
    ];
  const lengths = longestCommon(before, after);
  const lines: DifferenceLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    const isSame = old !== undefined && old === fresh;
    if (isSame) {
      lines.push({ text: old, kind: 'same' });
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      lines.push({ text: old, kind: 'gone' });
      i += 1;
    } else if (fresh !== undefined) {
      lines.push({ text: fresh, kind: 'new' });
      j += 1;
    }
  }
  return lines;
}

const at = (lengths: readonly (readonly number[])[], i: number, j: number): number => lengths[i]?.[j] ?? 0;

/** `[i][j]`: how many lines the rest of `before` from i and of `after` from j have in common, in order. */
function longestCommon(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = lengths[i] ?? [];
    for (let j = after.length - 1; j >= 0; j -= 1) {
      row[j] =
        before[i] === after[j]
          ? at(lengths, i + 1, j + 1) + 1
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}
