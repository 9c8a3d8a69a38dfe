import { PHONE_TYPES, type PhoneType } from '#db/vocabulary.ts';
import type { PhoneRecord } from '#src/features/services/record.ts';
import type { FieldProblem } from '#src/features/services/editing/editor.ts';
import { tooLong } from '#src/features/services/editing/limits.ts';
import { asTyped, textOf } from '#src/features/services/editing/typed.ts';
import { filledRow, lineAfter, type Row, type RowAnswer } from '../rows.ts';
import { isPhoneNumber, PHONE_PROBLEM, tidyPhone } from '../typed/phones.ts';

export const MOST_NOTE = 120;
const MOST_NUMBER = 40;

export const PHONE_TYPE_LABELS: Record<PhoneType, string> = {
  voice: 'Phone',
  text: 'Text messages',
  textphone: 'Textphone',
  fax: 'Fax',
};

/** The row that shows a phone number. */
export const phoneRow = ({ number, type, description }: PhoneRecord): Row =>
  filledRow({ number: asTyped(number), type, note: asTyped(description) });

/** A phone number as it was typed. Refused: what cannot be rung, and a note without a number. */
export function readPhone(row: Row, was: PhoneRecord | undefined): RowAnswer<PhoneRecord> {
  const problems: FieldProblem[] = [];
  const typed = textOf(row, 'number');
  const description = lineAfter(was?.description ?? null, textOf(row, 'note'));
  const isSame = was !== undefined && lineAfter(was.number, typed) === was.number;
  if (!isSame && (typed.length > MOST_NUMBER || !isPhoneNumber(typed)))
    problems.push({
      field: 'number',
      text: typed === '' ? 'Enter the phone number, or remove this row' : PHONE_PROBLEM,
    });
  const long = tooLong('note', 'The note', description ?? '', MOST_NOTE);
  if (long !== null && description !== was?.description) problems.push(long);
  if (problems.length > 0) return { problems };
  const type = PHONE_TYPES.find((item) => item === textOf(row, 'type')) ?? was?.type ?? 'voice';
  return { parts: [{ ...was, number: isSame ? was.number : tidyPhone(typed), type, description }] };
}
