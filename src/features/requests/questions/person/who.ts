import { MADE_BY, type MadeBy } from '#src/features/requests/answers.ts';
import type { FormValues } from '#src/lib/form.ts';
import type { FieldProblem } from '../question.ts';
import { choiceOf } from '../typed.ts';

export const WHO_LABELS: Readonly<Record<MadeBy, string>> = {
  self: 'I need help',
  helper: 'Somebody I help, like a parent, a friend or a neighbour',
  professional: 'Somebody I work with',
  navigator: 'Somebody who is with me, or on the phone',
};

/** Who a request may be for: navigators, signed in, may fill it in with somebody. */
export const whoChoices = (isNavigator: boolean): readonly MadeBy[] =>
  isNavigator ? MADE_BY.toReversed() : MADE_BY.filter((madeBy) => madeBy !== 'navigator');

/** Who asks, or what is to be mended. */
export function readWho(
  typed: Readonly<FormValues>,
  choices: readonly MadeBy[],
): { ok: true; value: MadeBy } | { ok: false; problems: readonly FieldProblem[] } {
  const value = choiceOf(typed, 'who', choices);
  return value === undefined
    ? { ok: false, problems: [{ field: 'who', text: 'Select who needs help' }] }
    : { ok: true, value };
}
