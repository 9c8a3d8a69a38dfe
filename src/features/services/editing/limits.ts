import type { FieldProblem } from './editor.ts';

/** The most characters each field takes: one table for all sections, forms and hints. */
export const LIMITS = {
  name: 120,
  alternateName: 120,
  summary: 200,
  description: 5000,
  eligibilityDescription: 1000,
  notForDescription: 1000,
  applicationProcess: 1000,
  document: 200,
  documents: 3000, // all papers together, one a line
  accessWords: 1000,
  languages: 500, // other languages together, one a line
  interpretationServices: 500,
  idea: 300,
  testedBy: 200,
  firstVisitNote: 1500,
  whatToBring: 500,
  reason: 1000,
} as const;

export type Limited = keyof typeof LIMITS;

const WHOLE = new Intl.NumberFormat('en-GB');

/** The refusal of a text that is too long: how many characters there may be, and how many there are. */
export function tooLong(field: string, label: string, text: string, most: number): FieldProblem | null {
  const length = [...text].length;
  if (length <= most) return null;
  return {
    field,
    text: `${label} must be ${WHOLE.format(most)} characters or less. You have written ${WHOLE.format(length)}.`,
  };
}
