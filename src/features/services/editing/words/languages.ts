import type { ServiceRecord } from '#src/features/services/record.ts';
import { fold } from '#src/lib/text.ts';
import type { SectionEditor } from '../editor.ts';
import { itemsAfter } from '../kept-items.ts';
import { LIMITS, tooLong } from '../limits.ts';
import { asTyped, linesOfText, textOf, textsOf } from '../typed.ts';
import { secureAddress } from '../facts/typed/web.ts';
import { applied, applyTexts, showTexts, type TextFact } from './texts.ts';

type Language = ServiceRecord['languages'][number];

/** Languages to tick: English, and the main other languages of England (Census 2021), with their ISO 639 codes. */
export const COMMON_LANGUAGES: readonly { name: string; code: string }[] = [
  { name: 'English', code: 'en' },
  { name: 'Arabic', code: 'ar' },
  { name: 'Bengali', code: 'bn' },
  { name: 'British Sign Language', code: 'bfi' },
  { name: 'Gujarati', code: 'gu' },
  { name: 'Italian', code: 'it' },
  { name: 'Polish', code: 'pl' },
  { name: 'Portuguese', code: 'pt' },
  { name: 'Punjabi', code: 'pa' },
  { name: 'Romanian', code: 'ro' },
  { name: 'Spanish', code: 'es' },
  { name: 'Turkish', code: 'tr' },
  { name: 'Ukrainian', code: 'uk' },
  { name: 'Urdu', code: 'ur' },
];

export const LANGUAGE_TEXTS: readonly TextFact[] = [
  {
    field: 'interpretationServices',
    label: 'Interpreters (optional)',
    hint: 'For example “We can book an interpreter. Tell us a week before.”',
    rows: 2,
  },
];

/** A language that a tick says wholly: its common name and code, and nothing beside them. */
const codeTicked = ({ name, code, note }: Language): string | null =>
  note === null
    ? (COMMON_LANGUAGES.find((common) => common.name === name && common.code === code)?.code ?? null)
    : null;

const lineOf = ({ name, note }: Language): string =>
  asTyped(note === null || note === '' ? name : `${name} (${note})`).replace(/\s+/g, ' ');
const others = (record: ServiceRecord): Language[] =>
  record.languages.filter((item) => codeTicked(item) === null);
const linesOf = (record: ServiceRecord): string[] =>
  others(record)
    .map(lineOf)
    .filter((line) => line !== '');

/** "Polish (Tuesdays)" as a language; a common one gets its code. */
function languageOf(line: string): Language {
  const [, name = line, note] = /^(.+?)\s*\(([^()]+)\)$/.exec(line) ?? [];
  const common = COMMON_LANGUAGES.find((item) => fold(item.name) === fold(name));
  return { name: common?.name ?? name, code: common?.code ?? null, note: note ?? null };
}

type Words = ReturnType<typeof applyTexts>;

/** The record with the address of the video that was typed; what is stored already stays as it is. */
function applyVideo({ record, problems }: Words, typed: string): Words {
  if (typed === asTyped(record.bslVideoUrl)) return { record, problems };
  const bslVideoUrl = typed === '' ? null : secureAddress(typed);
  if (typed === '' || bslVideoUrl !== null) return { record: { ...record, bslVideoUrl }, problems };
  const text = 'Enter the web address of the video, like https://www.example.org/video';
  return { record, problems: [...problems, { field: 'bslVideoUrl', text }] };
}

export const languages: SectionEditor = {
  show: (record) => ({
    ...showTexts(record, LANGUAGE_TEXTS),
    languages: record.languages.flatMap((item) => codeTicked(item) ?? []),
    otherLanguages: linesOf(record).join('\n'),
    bslVideoUrl: asTyped(record.bslVideoUrl),
  }),
  async apply(record, typed) {
    const words = applyVideo(applyTexts(record, typed, LANGUAGE_TEXTS), textOf(typed, 'bslVideoUrl'));
    const ticked = new Set(textsOf(typed, 'languages'));
    const held = new Set(record.languages.flatMap((item) => codeTicked(item) ?? []));
    const chosen = COMMON_LANGUAGES.filter(({ code }) => ticked.has(code));
    const lines = linesOfText(textOf(typed, 'otherLanguages')).map((line) => line.replace(/\s+/g, ' '));
    const hasSameLines = lines.join('\n') === linesOf(record).join('\n');
    if (hasSameLines && chosen.length === held.size && chosen.every(({ code }) => held.has(code)))
      return applied(words.record, words.problems);
    const refusal = hasSameLines
      ? null
      : tooLong('otherLanguages', '“Other languages”', lines.join('\n'), LIMITS.languages);
    const kept = record.languages.filter((item) => ticked.has(codeTicked(item) ?? ''));
    const added = chosen.filter(({ code }) => !held.has(code)).map((common) => ({ ...common, note: null }));
    const typedOthers = itemsAfter(others(record), lineOf, lines, languageOf).filter(
      // Ticked and typed as well: once is enough.
      (item) => !ticked.has(codeTicked(item) ?? ''),
    );
    return applied(
      { ...words.record, languages: [...kept, ...added, ...typedOthers] },
      refusal === null ? words.problems : [refusal, ...words.problems],
    );
  },
};
