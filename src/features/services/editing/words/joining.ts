import { JOININGS } from '#db/vocabulary.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { SectionEditor } from '../editor.ts';
import { itemsAfter } from '../kept-items.ts';
import { LIMITS, tooLong } from '../limits.ts';
import { asTyped, choicesAfter, linesOfText, textOf, textsOf } from '../typed.ts';
import { applied, applyTexts, showTexts, type TextFact } from './texts.ts';

export const JOINING_TEXTS: readonly TextFact[] = [
  {
    field: 'applicationProcess',
    label: 'How to join, in a sentence or two',
    hint: 'For example “Ring and ask for Sam, or just come along on a Tuesday”.',
    rows: 3,
  },
];

type Paper = NonNullable<ServiceRecord['documents']>[number];
const paperLine = ({ document, uri }: Paper): string => asTyped(document ?? uri).replace(/\s+/g, ' ');
const papersOf = (record: ServiceRecord): string =>
  linesOfText((record.documents ?? []).map(paperLine).join('\n')).join('\n');

export const joining: SectionEditor = {
  show: (record) => ({
    ...showTexts(record, JOINING_TEXTS),
    joinings: [...record.joinings],
    documents: papersOf(record),
  }),
  async apply(record, typed) {
    const words = applyTexts(record, typed, JOINING_TEXTS);
    const ticked = new Set(textsOf(typed, 'joinings'));
    const joinings = choicesAfter(
      record.joinings,
      JOININGS.filter((way) => ticked.has(way)),
    );
    const problems = [...words.problems];
    if (joinings.length === 0 && textOf(typed, 'applicationProcess') === '')
      problems.unshift({ field: 'joinings', text: 'Choose how people can join, or say it in words' });
    const text = textOf(typed, 'documents');
    const lines = linesOfText(text).map((line) => line.replace(/\s+/g, ' '));
    const isSame = lines.join('\n') === papersOf(record);
    const longest = lines.find((line) => [...line].length > LIMITS.document);
    const refusal = isSame
      ? null
      : (tooLong('documents', 'The list of papers', text, LIMITS.documents) ??
        (longest === undefined ? null : tooLong('documents', 'Each paper', longest, LIMITS.document)));
    if (refusal !== null) problems.push(refusal);
    const documents = itemsAfter(record.documents ?? [], paperLine, lines, (document) => ({
      document,
      uri: null,
    }));
    return applied({ ...words.record, joinings, ...(isSame ? {} : { documents }) }, problems);
  },
};
