import { LIMITS, tooLong } from '../limits.ts';
import { whomOf, type QuestionEditor } from '../question.ts';
import { textOf, textOrNull } from '../typed.ts';

/** One name as people write it themselves: any letters, marks or digits, nothing asked of its form. */
export const name: QuestionEditor<'name'> = {
  show: ({ name: given }) =>
    given === undefined
      ? {}
      : { full: given.full, ...(given.called === null ? {} : { called: given.called }) },
  read(typed, { madeBy }) {
    const full = textOf(typed, 'full');
    const called = textOrNull(typed, 'called');
    const whose = whomOf(madeBy) === 'you' ? 'your' : 'their';
    const problems = [
      ...(full === '' ? [{ field: 'full', text: `Enter ${whose} full name` }] : []),
      ...tooLong('full', 'Full name', full, LIMITS.name),
      ...tooLong('called', `What to call ${whose === 'your' ? 'you' : 'them'}`, called ?? '', LIMITS.called),
    ];
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { full, called } };
  },
  tell: ({ name: given }) =>
    given === undefined ? [] : [given.full, ...(given.called === null ? [] : [`Called ${given.called}`])],
};
