import type { FormValues } from '#src/lib/form.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';
import { LIMITS, tooLong } from '#src/features/requests/questions/limits.ts';
import {
  whomOf,
  type FieldProblem,
  type QuestionContext,
  type QuestionEditor,
} from '#src/features/requests/questions/question.ts';
import { textOf, textOrNull } from '#src/features/requests/questions/typed.ts';

const LABELS = { line1: 'Address line 1', line2: 'Address line 2', town: 'Town or city' } as const;

export const address: QuestionEditor<'address'> = {
  /** The postcode or the town is known from the question before. */
  show({ address: said, place }): FormValues {
    if (said !== undefined) {
      const { noFixedAddress, line1, line2, town, postcode } = said;
      return {
        ...(noFixedAddress && { noFixedAddress: 'yes' }),
        line1: line1 ?? '',
        line2: line2 ?? '',
        town: town ?? '',
        postcode: postcode ?? '',
      };
    }
    const known = normalisePostcode(place?.typed ?? '');
    if (known !== null) return { postcode: known };
    const text = place?.typed ?? '';
    return /\d/.test(text) ? {} : { town: text };
  },
  read(typed, context) {
    const noFixedAddress = textOf(typed, 'noFixedAddress') === 'yes';
    const problems = noFixedAddress ? withoutAddress(context) : linesProblems(typed);
    if (problems.length > 0) return { ok: false, problems };
    if (noFixedAddress)
      return { ok: true, value: { noFixedAddress, line1: null, line2: null, town: null, postcode: null } };
    const postcode = normalisePostcode(textOf(typed, 'postcode'));
    const [line1, line2, town] = (['line1', 'line2', 'town'] as const).map((field) =>
      textOrNull(typed, field),
    );
    return {
      ok: true,
      value: { noFixedAddress, line1: line1 ?? null, line2: line2 ?? null, town: town ?? null, postcode },
    };
  },
  tell({ address: said }) {
    if (said === undefined) return [];
    if (said.noFixedAddress) return ['No fixed address'];
    return [said.line1, said.line2, said.town, said.postcode].flatMap((line) => line ?? []);
  },
};

/** A letter needs somewhere to go. */
function withoutAddress({ answers: { reach }, madeBy }: QuestionContext): FieldProblem[] {
  if (!reach?.ways.includes('letter')) return [];
  const who = whomOf(madeBy) === 'you' ? 'You' : 'They';
  return [
    {
      field: 'noFixedAddress',
      text: `${who} asked for letters. Enter an address that letters can go to, like a friend’s or a day centre’s`,
    },
  ];
}

function linesProblems(typed: Parameters<typeof textOf>[0]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const field of ['line1', 'line2', 'town'] as const)
    problems.push(...tooLong(field, LABELS[field], textOf(typed, field), LIMITS.line));
  const postcode = textOf(typed, 'postcode');
  const missing: [field: 'line1' | 'town' | 'postcode', text: string][] = [
    ['line1', 'Enter address line 1, typically the building and street'],
    ['town', 'Enter town or city'],
    ['postcode', 'Enter postcode'],
  ];
  for (const [field, text] of missing) if (textOf(typed, field) === '') problems.push({ field, text });
  if (postcode !== '' && normalisePostcode(postcode) === null)
    problems.push({ field: 'postcode', text: 'Enter a full UK postcode' });
  const order = ['line1', 'line2', 'town', 'postcode'];
  return problems.sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
}
