import type { Answers } from '#src/features/requests/answers.ts';
import { LIMITS, tooLong } from '../limits.ts';
import type { FieldProblem, QuestionEditor } from '../question.ts';
import { choiceOf, textOf, textOrNull } from '../typed.ts';

export const AGREES = ['yes', 'no', 'cannot', 'attorney'] as const;
export const AGREES_LABELS: Readonly<Record<(typeof AGREES)[number], string>> = {
  yes: 'Yes, they know and agree',
  no: 'No, or I am not sure',
  cannot: 'They cannot decide this themselves, and it is best for them',
  attorney: 'I decide for them by law, with a power of attorney or as a deputy',
};
export const AGREED_BY = ['in-person', 'phone', 'written'] as const;
export const AGREED_BY_LABELS: Readonly<Record<NonNullable<Answers['agreement']>['method'], string>> = {
  'in-person': 'They told me when we were together',
  phone: 'They told me on the phone',
  written: 'They wrote it',
  online: 'Here, on this website',
};

/**
 * Whether the person knows and agrees. Without that nothing is sent. A decision for somebody who cannot decide needs
 * its reason (Mental Capacity Act 2005, best interests), and is made here, by whoever fills in the form.
 */
export const agreement: QuestionEditor<'agreement'> = {
  show({ agreement: given }) {
    if (given === undefined) return {};
    return {
      agrees: given.agrees,
      ...(given.reason === null ? {} : { reason: given.reason }),
      ...(given.agrees === 'yes' ? { method: given.method } : {}),
    };
  },
  read(typed) {
    const agrees = choiceOf(typed, 'agrees', AGREES);
    if (agrees === undefined)
      return { ok: false, problems: [{ field: 'agrees', text: 'Select whether they know and agree' }] };
    if (agrees === 'no') return { ok: false, problems: [], leadsTo: 'cannot-send' };
    if (agrees === 'yes') {
      const method = choiceOf(typed, 'method', AGREED_BY);
      if (method === undefined)
        return { ok: false, problems: [{ field: 'method', text: 'Select how they told you' }] };
      return { ok: true, value: { agrees, reason: null, method } };
    }
    const problems: FieldProblem[] = [
      ...(textOf(typed, 'reason') === ''
        ? [
            {
              field: 'reason',
              text:
                agrees === 'cannot'
                  ? 'Enter why they cannot decide, and why it is best for them'
                  : 'Enter how you may decide for them, like “power of attorney for health and welfare”',
            },
          ]
        : []),
      ...tooLong('reason', 'Reason', textOf(typed, 'reason'), LIMITS.reason),
    ];
    if (problems.length > 0) return { ok: false, problems };
    return { ok: true, value: { agrees, reason: textOrNull(typed, 'reason'), method: 'online' } };
  },
  tell({ agreement: given }) {
    if (given === undefined) return [];
    return [
      AGREES_LABELS[given.agrees],
      ...(given.agrees === 'yes' ? [AGREED_BY_LABELS[given.method]] : []),
      ...(given.reason === null ? [] : [given.reason]),
    ];
  },
};
