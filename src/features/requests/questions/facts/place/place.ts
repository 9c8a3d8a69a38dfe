import { normaliseOutcode, normalisePostcode } from '#src/lib/postcode.ts';
import { tooLong } from '#src/features/requests/questions/limits.ts';
import { whomOf, type QuestionEditor } from '#src/features/requests/questions/question.ts';
import { textOf } from '#src/features/requests/questions/typed.ts';

const LONGEST_PLACE = 120;

export const place: QuestionEditor<'place'> = {
  show: ({ place: said }) => ({ place: said?.typed ?? '' }),
  read(typed, context) {
    const text = textOf(typed, 'place');
    const problems = tooLong('place', 'Postcode or town', text, LONGEST_PLACE);
    if (text === '') {
      const where = whomOf(context.madeBy) === 'you' ? 'you live' : 'they live';
      problems.push({ field: 'place', text: `Enter the postcode, town or village where ${where}` });
    }
    return problems.length > 0
      ? { ok: false, problems }
      : { ok: true, value: { typed: normalisePostcode(text) ?? text } };
  },
  tell: ({ place: said }) => (said === undefined ? [] : [said.typed]),
};

/**
 * What may stand in the open of where somebody lives: the first half of a postcode, or a town by the name that the
 * gazetteer has for it (`townOf`); never what was typed, which may be an address. Null: neither.
 */
export function openAreaOf(typed: string, townOf: (text: string) => string | null): string | null {
  return normaliseOutcode(typed) ?? townOf(typed);
}
