import type { Answers, MadeBy } from '#src/features/requests/answers.ts';
import {
  emailProblem,
  isPersonPhone,
  PERSON_PHONE_PROBLEM,
} from '#src/features/requests/details/contact-details.ts';
import { LIMITS, tooLong } from '#src/features/requests/questions/limits.ts';
import type {
  FieldProblem,
  QuestionContext,
  QuestionEditor,
} from '#src/features/requests/questions/question.ts';
import { textOf, textOrNull } from '#src/features/requests/questions/typed.ts';

export type HelperField = 'name' | 'relationship' | 'role' | 'organisation' | 'email' | 'phone';

/** What whoever asks for somebody else is asked: never what their account knows already. */
export function helperFields({
  madeBy,
  account,
}: Pick<QuestionContext, 'madeBy' | 'account'>): HelperField[] {
  const own: HelperField[] =
    madeBy === 'professional'
      ? ['name', 'role', 'organisation', 'email', 'phone']
      : ['name', 'relationship', 'phone', 'email'];
  return account === null ? own : own.filter((field) => field !== 'name' && field !== 'email');
}

const EMPTY: Readonly<Partial<Record<HelperField, string>>> = {
  name: 'Enter your full name',
  relationship: 'Enter how you know them, like daughter or neighbour',
  role: 'Enter your job, like practice nurse',
  organisation: 'Enter the name of the organisation that you work for',
};

const LABELS: Readonly<Record<HelperField, string>> = {
  name: 'Name',
  relationship: 'How you know them',
  role: 'Your job',
  organisation: 'Organisation',
  email: 'Email address',
  phone: 'Phone number',
};

/** True while what was answered is what whoever asks now would be asked: a friend's answer is not a professional's. */
export function helperHolds({ helper }: Answers, madeBy: MadeBy): boolean {
  if (helper === undefined) return false;
  return madeBy === 'professional'
    ? helper.role !== null && helper.email !== null
    : helper.relationship !== null;
}

export const helper: QuestionEditor<'helper'> = {
  show({ helper: said }, { account }) {
    const known = { name: account?.name ?? said?.name, email: account?.email ?? said?.email };
    return Object.fromEntries(
      Object.entries({ ...said, ...known }).filter((entry): entry is [string, string] => Boolean(entry[1])),
    );
  },
  read(typed, context) {
    const asked = helperFields(context);
    const text = (field: HelperField): string => (asked.includes(field) ? textOf(typed, field) : '');
    const problems = asked.flatMap((field) => problemsOf(field, text(field), context.madeBy));
    const { account, madeBy } = context;
    const canBeReached = account !== null || text('phone') !== '' || text('email') !== '';
    if (madeBy !== 'professional' && !canBeReached)
      problems.push({ field: 'phone', text: 'Enter your phone number or your email address' });
    if (problems.length > 0) return { ok: false, problems };
    const given = (field: HelperField): string | null =>
      asked.includes(field) ? textOrNull(typed, field) : null;
    return {
      ok: true,
      value: {
        name: account?.name ?? text('name'),
        relationship: given('relationship'),
        role: given('role'),
        organisation: given('organisation'),
        phone: given('phone'),
        email: account?.email ?? given('email'),
      },
    };
  },
  tell({ helper: said }) {
    if (said === undefined) return [];
    const { name, relationship, role, organisation, phone, email } = said;
    const job = [role, organisation].filter((part) => part !== null).join(', ');
    return [name, relationship, job, phone, email].filter((line): line is string => Boolean(line));
  },
};

function problemsOf(field: HelperField, text: string, madeBy: MadeBy): FieldProblem[] {
  if (field === 'phone')
    return text === '' || isPersonPhone(text) ? [] : [{ field, text: PERSON_PHONE_PROBLEM }];
  if (field === 'email') {
    if (text === '')
      return madeBy === 'professional' ? [{ field, text: 'Enter your work email address' }] : [];
    const problem = emailProblem(text);
    return problem === null ? [] : [{ field, text: problem }];
  }
  const empty = EMPTY[field];
  if (text === '') return empty === undefined ? [] : [{ field, text: empty }];
  return tooLong(field, LABELS[field], text, LIMITS[field]);
}
