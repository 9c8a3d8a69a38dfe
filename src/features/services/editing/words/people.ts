import { AUDIENCES } from '#db/vocabulary.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import type { FieldProblem, SectionEditor } from '../editor.ts';
import { choicesAfter, textOf, textsOf } from '../typed.ts';
import { applied, applyTexts, showTexts, type TextFact } from './texts.ts';

export const PEOPLE_TEXTS: readonly TextFact[] = [
  {
    field: 'eligibilityDescription',
    label: 'Who is it for?',
    hint: 'For example “Anyone over 50 who lives in Marlbridge”. If it is for everyone, say so.',
    rows: 4,
  },
  {
    field: 'notForDescription',
    label: 'Who is it not for? (optional)',
    hint: 'Say it kindly, and say who can help instead if you know.',
    rows: 3,
  },
];

const OLDEST = 120;

export const AGES = [
  { field: 'minimumAge', label: 'Youngest age (optional)' },
  { field: 'maximumAge', label: 'Oldest age (optional)' },
] as const;
type AgeField = (typeof AGES)[number]['field'];

const shownAge = (age: number | null): string => (age === null ? '' : String(age));

/** An age as typed: what is stored already stays; null when nothing was typed, undefined when it is no age. */
function ageOf(
  record: ServiceRecord,
  typed: Readonly<FormValues>,
  field: AgeField,
): number | null | undefined {
  const text = textOf(typed, field);
  if (text === shownAge(record[field])) return record[field];
  if (text === '') return null;
  return /^\d{1,3}$/.test(text) && Number(text) <= OLDEST ? Number(text) : undefined;
}

export const people: SectionEditor = {
  show: (record) => ({
    ...showTexts(record, PEOPLE_TEXTS),
    minimumAge: shownAge(record.minimumAge),
    maximumAge: shownAge(record.maximumAge),
    audiences: [...record.audiences],
  }),
  async apply(record, typed) {
    const words = applyTexts(record, typed, PEOPLE_TEXTS);
    const problems: FieldProblem[] = [...words.problems];
    const [minimumAge, maximumAge] = [ageOf(record, typed, 'minimumAge'), ageOf(record, typed, 'maximumAge')];
    const WHOLE_YEARS = `in whole years from 0 to ${OLDEST}, or leave it empty`;
    if (minimumAge === undefined)
      problems.push({ field: 'minimumAge', text: `Enter the youngest age ${WHOLE_YEARS}` });
    if (maximumAge === undefined)
      problems.push({ field: 'maximumAge', text: `Enter the oldest age ${WHOLE_YEARS}` });
    const changes = minimumAge !== record.minimumAge || maximumAge !== record.maximumAge;
    if (changes && minimumAge != null && maximumAge != null && minimumAge > maximumAge)
      problems.push({
        field: 'maximumAge',
        text: `The oldest age must be ${minimumAge} or more: the youngest is ${minimumAge}`,
      });
    const ticked = new Set(textsOf(typed, 'audiences'));
    const audiences = choicesAfter(
      record.audiences,
      AUDIENCES.filter((audience) => ticked.has(audience)),
    );
    return applied(
      { ...words.record, minimumAge: minimumAge ?? null, maximumAge: maximumAge ?? null, audiences },
      problems,
    );
  },
};
