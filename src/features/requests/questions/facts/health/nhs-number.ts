import type { FormValues } from '#src/lib/form.ts';
import {
  formatNhsNumber,
  NHS_NUMBER_SENTENCES,
  readNhsNumber,
} from '#src/features/requests/details/nhs-number.ts';
import { whomOf, type QuestionEditor } from '#src/features/requests/questions/question.ts';
import { choiceOf, textOf } from '#src/features/requests/questions/typed.ts';

export const KNOWS = ['yes', 'no'] as const;

/** The number, or that they do not know it: nobody is stopped by that. */
export const nhsNumber: QuestionEditor<'nhsNumber'> = {
  show({ nhsNumber: said }): FormValues {
    if (said === undefined) return {};
    return said.number === null ? { knows: 'no' } : { knows: 'yes', number: formatNhsNumber(said.number) };
  },
  /** Who typed a number and passed over "yes" knows it. */
  read(typed, { madeBy }) {
    const text = textOf(typed, 'number');
    const knows = choiceOf(typed, 'knows', KNOWS) ?? (text === '' ? undefined : 'yes');
    const whose = whomOf(madeBy) === 'you' ? 'your' : 'their';
    if (knows === undefined)
      return {
        ok: false,
        problems: [{ field: 'knows', text: `Select yes if you know ${whose} NHS number` }],
      };
    if (knows === 'no') return { ok: true, value: { number: null } };
    if (text === '')
      return {
        ok: false,
        problems: [{ field: 'number', text: `Enter ${whose} NHS number, or select no` }],
      };
    const number = readNhsNumber(text);
    return number.ok
      ? { ok: true, value: { number: number.value } }
      : { ok: false, problems: [{ field: 'number', text: NHS_NUMBER_SENTENCES[number.error] }] };
  },
  tell({ nhsNumber: said }) {
    if (said === undefined) return [];
    return [said.number === null ? 'Not known' : formatNhsNumber(said.number)];
  },
};
