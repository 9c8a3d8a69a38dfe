import type { FormValues } from '#src/lib/form.ts';
import { emailProblem } from '#src/features/requests/details/contact-details.ts';
import { LIMITS, tooLong } from '#src/features/requests/questions/limits.ts';
import type { FieldProblem, QuestionEditor } from '#src/features/requests/questions/question.ts';
import { textOf, textOrNull } from '#src/features/requests/questions/typed.ts';

/** The practice and, where somebody knows it, its email address; or that there is none, or none that they know. */
export const gp: QuestionEditor<'gp'> = {
  show({ gp: said }): FormValues {
    if (said === undefined) return {};
    const { practice, email } = said;
    return practice === null ? { none: 'yes' } : { practice, ...(email !== null && { email }) };
  },
  read(typed) {
    if (textOf(typed, 'none') === 'yes') return { ok: true, value: { practice: null, email: null } };
    const [practice, email] = [textOf(typed, 'practice'), textOf(typed, 'email')];
    const problems: FieldProblem[] = tooLong(
      'practice',
      'Name of the practice',
      practice,
      LIMITS.organisation,
    );
    if (practice === '')
      problems.push({
        field: 'practice',
        text: 'Enter the name of the GP practice, or select that there is none',
      });
    const wrong = email === '' ? null : emailProblem(email);
    if (wrong !== null) problems.push({ field: 'email', text: wrong });
    return problems.length > 0
      ? { ok: false, problems }
      : { ok: true, value: { practice, email: textOrNull(typed, 'email') } };
  },
  tell({ gp: said }) {
    if (said === undefined) return [];
    return said.practice === null
      ? ['None, or not known']
      : [said.practice, ...(said.email === null ? [] : [said.email])];
  },
};
