import { z } from 'zod';
import type { ContactRecord, PhoneRecord } from '#src/features/services/record.ts';
import type { FieldProblem, SectionEditor } from '#src/features/services/editing/editor.ts';
import { tooLong } from '#src/features/services/editing/limits.ts';
import { asTyped, textAfter, textOf } from '#src/features/services/editing/typed.ts';
import {
  filledRow,
  lineAfter,
  pressRows,
  readRows,
  showRows,
  tooManyRows,
  type Row,
  type RowAnswer,
} from '../rows.ts';
import { isPhoneNumber, PHONE_PROBLEM, tidyPhone } from '../typed/phones.ts';
import { webAddress } from '../typed/web.ts';
import { phoneRow, readPhone } from './phone-row.ts';

export const MOST_PHONES = 10;
export const MOST_CONTACTS = 20;
const MOST_LINE = 120;
const MOST_EMAIL = 254;
const EMAIL_PROBLEM = 'Enter an email address, like name@example.org';

export const isEmail = (text: string): boolean =>
  text.length <= MOST_EMAIL && z.email().safeParse(text).success;

/** How people reach a service: phone numbers, email, website, and people by name. */
export const contact: SectionEditor = {
  show: (record) => ({
    ...showRows('phone', record.phones, phoneRow),
    email: asTyped(record.email),
    url: asTyped(record.url),
    ...showRows('contact', record.contacts, contactRow),
  }),

  apply(record, typed) {
    const phones = readRows(typed, {
      list: 'phone',
      stored: record.phones,
      show: phoneRow,
      read: readPhone,
    });
    const people = readRows(typed, {
      list: 'contact',
      stored: record.contacts,
      show: contactRow,
      read: readContact,
    });
    const email = lineAfter(record.email, textOf(typed, 'email'));
    const typedUrl = textOf(typed, 'url');
    const isSameUrl = lineAfter(record.url, typedUrl) === record.url;
    const url = isSameUrl || typedUrl === '' ? textAfter(record.url, typedUrl) : webAddress(typedUrl);
    const problems: FieldProblem[] = [
      ...phones.problems,
      ...tooManyRows(
        typed,
        'phone',
        'number',
        Math.max(MOST_PHONES, record.phones.length),
        (most) => `A service can have ${most} phone numbers. Remove some`,
      ),
    ];
    if (email !== null && email !== record.email && !isEmail(email))
      problems.push({ field: 'email', text: EMAIL_PROBLEM });
    if (typedUrl !== '' && url === null)
      problems.push({ field: 'url', text: 'Enter a website address, like www.example.org' });
    problems.push(
      ...people.problems,
      ...tooManyRows(
        typed,
        'contact',
        'name',
        Math.max(MOST_CONTACTS, record.contacts.length),
        (most) => `A service can have ${most} people to contact. Remove some`,
      ),
    );
    return Promise.resolve(
      problems.length > 0
        ? { ok: false, problems }
        : {
            ok: true,
            record: {
              ...record,
              phones: phones.parts,
              email,
              url: isSameUrl ? record.url : url,
              contacts: people.parts,
            },
          },
    );
  },

  press: (typed, button) => pressRows(typed, button, ['phone', 'contact']),
};

/** The row that shows a person to contact; the first of several phone numbers is shown. */
export const contactRow = ({ name, title, email, phones, visibility = 'public' }: ContactRecord): Row =>
  filledRow({
    name: asTyped(name),
    title: asTyped(title),
    email: asTyped(email),
    phone: asTyped(phones[0]?.number),
    visibility: visibility === 'public' ? 'public' : 'hidden',
  });

/** A person to contact as typed. Refused: neither a name nor a role, a wrong email address or phone number. */
function readContact(row: Row, was: ContactRecord | undefined): RowAnswer<ContactRecord> {
  const problems: FieldProblem[] = [];
  const name = lineAfter(was?.name ?? null, textOf(row, 'name'));
  const title = lineAfter(was?.title ?? null, textOf(row, 'title'));
  const email = lineAfter(was?.email ?? null, textOf(row, 'email'));
  if (name === null && title === null)
    problems.push({ field: 'name', text: 'Enter a name, or what they do, like “Club secretary”' });
  for (const [field, value, label, before] of [
    ['name', name, 'The name', was?.name],
    ['title', title, 'What they do', was?.title],
  ] as const) {
    const long = tooLong(field, label, value ?? '', MOST_LINE);
    if (long !== null && value !== before) problems.push(long);
  }
  if (email !== null && email !== was?.email && !isEmail(email))
    problems.push({ field: 'email', text: EMAIL_PROBLEM });
  const phones = phonesAfter(was?.phones ?? [], textOf(row, 'phone'), problems);
  if (problems.length > 0) return { problems };
  const isHidden = textOf(row, 'visibility') === 'hidden';
  const wasHidden = (was?.visibility ?? 'public') !== 'public';
  return {
    parts: [
      {
        ...was,
        name,
        title,
        email,
        phones,
        ...(isHidden !== wasHidden && { visibility: isHidden ? ('hidden' as const) : ('public' as const) }),
      },
    ],
  };
}

function phonesAfter(stored: readonly PhoneRecord[], typed: string, problems: FieldProblem[]): PhoneRecord[] {
  const [first, ...others] = stored;
  if (first !== undefined && lineAfter(first.number, typed) === first.number) return [...stored];
  if (typed === '') return others;
  if (!isPhoneNumber(typed)) problems.push({ field: 'phone', text: PHONE_PROBLEM });
  return [{ type: 'voice', description: null, ...first, number: tidyPhone(typed) }, ...others];
}
