import { boxesOf, readBirthDate } from '#src/features/requests/details/birth-date.ts';
import { formatDay } from '#src/lib/dates.ts';
import { whomOf, type QuestionEditor } from '#src/features/requests/questions/question.ts';
import { textOf } from '#src/features/requests/questions/typed.ts';

export const dateOfBirth: QuestionEditor<'dateOfBirth'> = {
  show: ({ dateOfBirth: said }) => (said === undefined ? {} : { ...boxesOf(said.date) }),
  read(typed, { today, madeBy }) {
    const boxes = { day: textOf(typed, 'day'), month: textOf(typed, 'month'), year: textOf(typed, 'year') };
    const answer = readBirthDate(boxes, today, whomOf(madeBy) === 'you' ? 'your' : 'their');
    return 'date' in answer
      ? { ok: true, value: answer }
      : { ok: false, problems: [{ field: answer.box, text: answer.text }] };
  },
  tell: ({ dateOfBirth: said }) => (said === undefined ? [] : [formatDay(said.date)]),
};
