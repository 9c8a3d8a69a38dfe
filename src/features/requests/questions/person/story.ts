import type { FormValues } from '#src/lib/form.ts';
import { LIMITS, tooLong } from '../limits.ts';
import { whomOf, type QuestionEditor } from '../question.ts';
import { textOf } from '../typed.ts';

/** What matters, in their own words: kept as they were typed. */
export const story: QuestionEditor<'story'> = {
  show: ({ story: given }): FormValues => (given === undefined ? {} : { words: given.words }),
  read(typed, { madeBy }) {
    const words = textOf(typed, 'words');
    const problems = [
      ...(words === ''
        ? [
            {
              field: 'words',
              text: `Enter what matters to ${whomOf(madeBy)}. A few words are enough`,
            },
          ]
        : []),
      ...tooLong('words', 'What you write', words, LIMITS.words),
    ];
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { words } };
  },
  tell: ({ story: given }) => (given === undefined ? [] : [given.words]),
};
