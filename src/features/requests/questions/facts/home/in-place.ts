import { LIMITS, tooLong } from '#src/features/requests/questions/limits.ts';
import type { QuestionEditor } from '#src/features/requests/questions/question.ts';
import { textOf, textOrNull } from '#src/features/requests/questions/typed.ts';

/** What is in place already; an empty field says: nothing, or nothing they want to tell. */
export const inPlace: QuestionEditor<'inPlace'> = {
  show: ({ inPlace: said }) => ({ words: said?.words ?? '' }),
  read(typed) {
    const problems = tooLong('words', 'What you wrote', textOf(typed, 'words'), LIMITS.inPlace);
    return problems.length > 0
      ? { ok: false, problems }
      : { ok: true, value: { words: textOrNull(typed, 'words') } };
  },
  tell: ({ inPlace: said }) => said?.words?.split('\n').filter((line) => line.trim() !== '') ?? [],
};
