import type { ServiceRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import type { Applied, FieldProblem, SectionEditor } from '../editor.ts';
import { LIMITS, tooLong } from '../limits.ts';
import { asTyped, textOf } from '../typed.ts';

type TextKey =
  | 'name'
  | 'alternateName'
  | 'summary'
  | 'description'
  | 'eligibilityDescription'
  | 'notForDescription'
  | 'applicationProcess'
  | 'interpretationServices'
  | 'firstVisitNote'
  | 'whatToBring';

/** A field of plain words. */
export interface TextFact {
  field: TextKey & keyof typeof LIMITS;
  label: string;
  hint?: string;
  rows?: number; // lines on the screen; without it one line, in which there are no line ends
  required?: string; // the sentence when it is empty
}

/** The sections that are words and nothing else. */
export const TEXT_SECTIONS = {
  name: [
    {
      field: 'name',
      label: 'Name of the service',
      hint: 'The name people know it by.',
      required: 'Enter the name of the service',
    },
    {
      field: 'alternateName',
      label: 'Another name people use for it (optional)',
      hint: 'An old name or a short name. It helps people find it.',
    },
    {
      field: 'summary',
      label: 'In one sentence: what is it?',
      hint: `People read this first, in lists. ${LIMITS.summary} characters or less.`,
      rows: 3,
      required: 'Write one sentence that says what it is',
    },
  ],
  happens: [
    {
      field: 'description',
      label: 'What happens there?',
      hint: 'Write as you would tell somebody on the phone. Leave an empty line between paragraphs.',
      rows: 12,
      required: 'Write what happens there',
    },
  ],
  'first-visit': [
    {
      field: 'firstVisitNote',
      label: 'What happens the first time somebody comes? (optional)',
      hint: 'For example who meets them, where to go and how long it takes.',
      rows: 5,
    },
    {
      field: 'whatToBring',
      label: 'What should they bring? (optional)',
      hint: 'For example comfortable shoes, or nothing at all.',
      rows: 2,
    },
  ],
} as const satisfies Readonly<Record<string, readonly TextFact[]>>;

const shownText = (record: ServiceRecord, { field, rows }: TextFact): string => {
  const text = asTyped(record[field]);
  return rows === undefined ? text.replace(/\s+/g, ' ') : text;
};

/** What fills fields of plain words. */
export const showTexts = (record: ServiceRecord, facts: readonly TextFact[]): FormValues =>
  Object.fromEntries(facts.map((fact) => [fact.field, shownText(record, fact)]));

/**
 * The record with the words that were typed. What says the same as before stays to the letter, however long it is;
 * refuses an empty field that must not be empty, and new words beyond the limit.
 */
export function applyTexts(
  record: ServiceRecord,
  typed: Readonly<FormValues>,
  facts: readonly TextFact[],
): { record: ServiceRecord; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const changes: Partial<Record<TextKey, string | null>> = {};
  for (const fact of facts) {
    const words = textOf(typed, fact.field);
    const text = fact.rows === undefined ? words.replace(/\s+/g, ' ') : words;
    if (text === '' && fact.required !== undefined) problems.push({ field: fact.field, text: fact.required });
    if (text === shownText(record, fact)) continue;
    const label = fact.label.replace(/ \(optional\)$/, '').replace(/[?:].*$/, '');
    const refusal = tooLong(fact.field, `\u201c${label}\u201d`, text, LIMITS[fact.field]);
    if (refusal === null) changes[fact.field] = text === '' ? null : text;
    else problems.push(refusal);
  }
  return { record: Object.assign({}, record, changes), problems };
}

/** What came of a section: the record, unless something is to be mended. */
export const applied = (record: ServiceRecord, problems: FieldProblem[]): Applied =>
  problems.length === 0 ? { ok: true, record } : { ok: false, problems };

const ofTexts = (facts: readonly TextFact[]): SectionEditor => ({
  show: (record) => showTexts(record, facts),
  async apply(record, typed) {
    const { record: changed, problems } = applyTexts(record, typed, facts);
    return applied(changed, problems);
  },
});

export const name = ofTexts(TEXT_SECTIONS.name);
export const happens = ofTexts(TEXT_SECTIONS.happens);
export const firstVisit = ofTexts(TEXT_SECTIONS['first-visit']);
