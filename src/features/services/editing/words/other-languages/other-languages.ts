import type { SectionEditor } from '#src/features/services/editing/editor.ts';
import { LIMITS, tooLong } from '#src/features/services/editing/limits.ts';
import { asTyped, textAfter, textOf } from '#src/features/services/editing/typed.ts';
import { isSame } from '#src/features/services/fields.ts';
import { WRITTEN_LANGUAGES, writtenLanguage } from '#src/features/services/languages.ts';
import type { ServiceTextRecord } from '#src/features/services/record.ts';
import {
  fieldOf,
  filledRow,
  pressRows,
  readRows,
  rowsOf,
  showRows,
  tooManyRows,
  type Row,
  type RowAnswer,
} from '#src/features/services/editing/facts/rows.ts';

/** What can be said in another language: the field of the form, of the record, and how many lines it has. */
export const TEXT_FIELDS = [
  { field: 'name', key: 'name', label: 'Name', most: LIMITS.name, rows: undefined },
  { field: 'summary', key: 'summary', label: 'In one sentence: what is it?', most: LIMITS.summary, rows: 3 },
  { field: 'happens', key: 'description', label: 'What happens', most: LIMITS.description, rows: 8 },
  {
    field: 'who',
    key: 'eligibilityDescription',
    label: 'Who it is for',
    most: LIMITS.eligibilityDescription,
    rows: 3,
  },
  {
    field: 'join',
    key: 'applicationProcess',
    label: 'How to join',
    most: LIMITS.applicationProcess,
    rows: 3,
  },
] as const satisfies readonly {
  field: string;
  key: Exclude<keyof ServiceTextRecord, 'language'>;
  label: string;
  most: number;
  rows: number | undefined;
}[];

const MOST_TEXTS = 12;

const rowOf = (text: ServiceTextRecord): Row =>
  filledRow({
    language: text.language,
    ...Object.fromEntries(TEXT_FIELDS.map(({ field, key }) => [field, asTyped(text[key])])),
  });

/** What a service says of itself in other languages: one text a language. */
export const otherLanguages: SectionEditor = {
  show: (record) => showRows('text', record.texts ?? [], rowOf),

  apply(record, typed) {
    const stored = record.texts ?? [];
    const read = readRows(typed, { list: 'text', stored, show: rowOf, read: readText });
    const problems = [
      ...read.problems,
      ...twice(typed, stored),
      ...tooManyRows(
        typed,
        'text',
        'language',
        Math.max(MOST_TEXTS, stored.length),
        (most) => `A service can say this in ${most} languages`,
      ),
    ];
    if (problems.length > 0) return Promise.resolve({ ok: false, problems });
    if (isSame(stored, read.parts)) return Promise.resolve({ ok: true, record });
    const texts = [...read.parts].sort((a, b) => (a.language < b.language ? -1 : 1));
    return Promise.resolve({ ok: true, record: { ...record, texts } });
  },

  press: (typed, button) => pressRows(typed, button, ['text']),
};

/** Refuses a language that two texts are in, at the second; texts that are stored so may stay. */
function twice(typed: Parameters<typeof rowsOf>[0], stored: readonly ServiceTextRecord[]) {
  const languages = rowsOf(typed, 'text').map((row) => textOf(row, 'language'));
  return languages.flatMap((language, index) => {
    const before = languages.slice(0, index).filter((other) => other === language).length;
    const known = stored.filter((text) => text.language === language).length;
    if (language === '' || before === 0 || before < known) return [];
    const { english } = writtenLanguage(language);
    return [
      {
        field: fieldOf('text', index + 1, 'language'),
        text: `Put what you say in ${english} in one place: you have it twice`,
      },
    ];
  });
}

/** One language as it was typed. Refused: words of no language, a language of no words, and texts that are too long. */
function readText(row: Row, was: ServiceTextRecord | undefined): RowAnswer<ServiceTextRecord> {
  const language = textOf(row, 'language');
  const isKnown = language === was?.language || WRITTEN_LANGUAGES.some(({ code }) => code === language);
  if (!isKnown) return { problems: [{ field: 'language', text: 'Choose the language' }] };
  const written = TEXT_FIELDS.map(({ field, key, label, most, rows }) => {
    const words = textOf(row, field);
    const before = was?.[key] ?? null;
    const text = textAfter(before, rows === undefined ? words.replace(/\s+/g, ' ') : words);
    const long =
      text === before ? null : tooLong(field, `“${label.replace(/[?:].*$/, '')}”`, text ?? '', most);
    return { key, text, long };
  });
  const problems = written.flatMap(({ long }) => long ?? []);
  if (problems.length > 0) return { problems };
  if (written.every(({ text }) => text === null)) {
    const { english } = writtenLanguage(language);
    return { problems: [{ field: 'name', text: `Write something in ${english}, or remove this language` }] };
  }
  const said = Object.fromEntries(written.map(({ key, text }) => [key, text]));
  return { parts: [{ language, ...said } as unknown as ServiceTextRecord] };
}
