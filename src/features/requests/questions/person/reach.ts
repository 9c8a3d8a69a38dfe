import { CONTACT_WAYS, type ContactWay } from '#src/features/requests/answers.ts';
import {
  emailProblem,
  isPersonPhone,
  PERSON_PHONE_PROBLEM,
} from '#src/features/requests/details/contact-details.ts';
import type { FieldProblem, QuestionEditor } from '../question.ts';
import { whomOf } from '../question.ts';
import { choiceOf, chosenOf, textOrNull } from '../typed.ts';

export const WAY_LABELS: Readonly<Record<ContactWay, string>> = {
  phone: 'Phone call',
  text: 'Text message',
  email: 'Email',
  letter: 'Letter',
};

const needsPhone = (ways: readonly ContactWay[]): boolean => ways.includes('phone') || ways.includes('text');

/** How to reach the person: the best way, other ways that are fine, and what each of them needs. */
export const reach: QuestionEditor<'reach'> = {
  show({ reach: given }) {
    if (given === undefined) return {};
    const { phone, email, ways, preferred } = given;
    return {
      preferred,
      ways: ways.filter((way) => way !== preferred),
      ...(phone === null ? {} : { phone }),
      ...(email === null ? {} : { email }),
    };
  },
  /** A number that was typed is kept as it was typed, and checked even where no way that was chosen uses it. */
  read(typed, { madeBy }) {
    const preferred = choiceOf(typed, 'preferred', CONTACT_WAYS);
    const others = chosenOf(typed, 'ways', CONTACT_WAYS);
    const ways = CONTACT_WAYS.filter((way) => way === preferred || others.includes(way));
    const [phone, email] = [textOrNull(typed, 'phone'), textOrNull(typed, 'email')];
    const whose = whomOf(madeBy) === 'you' ? 'your' : 'their';
    const problems: FieldProblem[] = [];
    if (preferred === undefined) problems.push({ field: 'preferred', text: 'Select the best way' });
    if (phone === null && needsPhone(ways))
      problems.push({ field: 'phone', text: `Enter ${whose} phone number, or choose other ways` });
    else if (phone !== null && !isPersonPhone(phone))
      problems.push({ field: 'phone', text: PERSON_PHONE_PROBLEM });
    const wrong = email === null ? null : emailProblem(email);
    if (email === null && ways.includes('email'))
      problems.push({ field: 'email', text: `Enter ${whose} email address, or choose other ways` });
    else if (wrong !== null) problems.push({ field: 'email', text: wrong });
    if (preferred === undefined || problems.length > 0) return { ok: false, problems };
    return { ok: true, value: { phone, email, ways, preferred } };
  },
  tell({ reach: given }) {
    if (given === undefined) return [];
    const { phone, email, ways, preferred } = given;
    const others = ways.filter((way) => way !== preferred).map((way) => WAY_LABELS[way].toLowerCase());
    return [
      `Best: ${WAY_LABELS[preferred].toLowerCase()}`,
      ...(others.length === 0 ? [] : [`Also fine: ${others.join(', ')}`]),
      ...(phone === null ? [] : [phone]),
      ...(email === null ? [] : [email]),
    ];
  },
};
