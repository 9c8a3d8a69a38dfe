import type { FieldProblem } from './question.ts';

/** The most characters each field of a request takes: one table for all questions. */
export const LIMITS = {
  name: 200,
  called: 100,
  role: 100,
  organisation: 150,
  relationship: 100,
  phone: 40,
  email: 254,
  words: 5000, // what matters, in their own words
  inPlace: 2000,
  short: 500, // "another" of a list, times to ring, whom else to ask for
  reason: 1000,
  line: 150, // of an address
} as const;

const WHOLE = new Intl.NumberFormat('en-GB');

/** The refusal of a text that is too long: how many characters there may be, and how many there are. */
export function tooLong(field: string, label: string, text: string, most: number): FieldProblem[] {
  const length = [...text].length;
  if (length <= most) return [];
  return [
    {
      field,
      text: `${label} must be ${WHOLE.format(most)} characters or less. You have written ${WHOLE.format(length)}.`,
    },
  ];
}
