import { FIELD_LABELS } from '#src/features/revisions/present/labels.ts';
import { linesOf, type Names } from '#src/features/revisions/present/lines.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { choicesBetween, likelySide, type Chosen, type Side } from '../merging/content.ts';
import type { Reason, SubjectKind } from '../types.ts';
import { describeReason, speaksFor } from './words.ts';

/** A field in which two services differ, with what each says and what is chosen. */
export interface ComparedField extends Chosen {
  label: string;
  first: string[]; // lines
  second: string[];
  side: Side;
}

/** The fields in which two services differ, side by side; `sides` is what somebody chose already. */
export function comparedFields(
  records: { first: ServiceRecord; second: ServiceRecord },
  kept: 'first' | 'second',
  names: Names,
  sides: ReadonlyMap<Chosen['field'], Side>,
): ComparedField[] {
  const { first, second } = records;
  return choicesBetween(first, second).map((chosen) => ({
    ...chosen,
    label: FIELD_LABELS[chosen.field],
    first: linesOfAll(first, chosen, names),
    second: linesOfAll(second, chosen, names),
    side: sides.get(chosen.field) ?? likelySide(first, second, kept, chosen),
  }));
}

/** What a record says of fields that are chosen together: the first as it is, the others after their names. */
function linesOfAll(record: ServiceRecord, { field, fields }: Chosen, names: Names): string[] {
  return fields.flatMap((item) => {
    const lines = linesOf(record, item, names);
    return item === field ? lines : lines.map((line) => `${FIELD_LABELS[item]}: ${line}`);
  });
}

/** Why two may be one, and what speaks against it, as sentences; empty where nothing does. */
export function reasonsInWords(
  reasons: readonly Reason[],
  kind: SubjectKind,
): { why: string; against: string } {
  const words = (list: readonly Reason[]): string =>
    capital(list.map((reason) => describeReason(reason, kind)).join('; '));
  return {
    why: words(reasons.filter(speaksFor)),
    against: words(reasons.filter((reason) => !speaksFor(reason))),
  };
}

const capital = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
