import { PHONE_TYPES, type PhoneType } from '#db/vocabulary.ts';
import { shorten, toPhones } from '#src/features/imports/csv/clean.ts';
import { quote } from '#src/features/imports/problem.ts';
import type { ContactRecord, PhoneRecord } from '#src/features/services/record.ts';
import { readParts, type Part } from '../reading/part.ts';
import { rawText, readEmail, readLine } from '../reading/text.ts';

/** HSDS knows more types of phone than we tell apart. */
const TYPES: readonly (readonly [RegExp, PhoneType])[] = [
  [/^(?:textphone|minicom|tty|text ?relay)$/i, 'textphone'],
  [/^(?:text|sms)$/i, 'text'],
  [/^fax$/i, 'fax'],
];
const SHORT_CODE = /^\d{3,6}$/;
const EXTENSION = /[\s,;(]*\b(?:ext(?:ension|n)?|x)\.?:?\s*(\d{1,6})\)?\s*$/i;

/** The phones of a service, an organisation or a contact. What is no number is said and left out. */
export function readPhones(part: Part): PhoneRecord[] {
  const phones = readParts(part, ['phones', 'phone'], 'number').flatMap(readPhone);
  return part.item.isOurs ? phones : unique(phones);
}

function readPhone(part: Part): PhoneRecord[] {
  const raw = rawText(part, 'number', 'phone_number', 'telephone');
  if (raw === null) return [];
  const description = readLine(part, ['description', 'contact'], 200);
  const typed = rawText(part, 'type')?.value.trim() ?? '';
  const type = TYPES.find(([pattern]) => pattern.test(typed))?.[1] ?? 'voice';
  const given = rawText(part, 'extension')?.value.trim() ?? null;
  if (part.item.isOurs && /\d/.test(raw.value) && raw.value.length <= 60) {
    const ours = PHONE_TYPES.find((item) => item === typed) ?? type;
    return [toRecord(raw.value, ours, description, given)];
  }
  const extension = given ?? EXTENSION.exec(raw.value)?.[1] ?? null;
  const text = raw.value.replace(EXTENSION, '').trim();
  if (SHORT_CODE.test(text)) return [toRecord(text, type, description, extension)];
  const found = toPhones(text);
  if (found.length === 0) part.item.note(raw.column, `${quote(raw.value)} is not a phone number, left out`);
  return found.map((phone) => {
    const words = phone.description === null ? null : shorten(phone.description, 200);
    if (words !== null) part.item.note(raw.column, `${quote(raw.value)} held more than a number, parted`);
    const about = [description, words].filter((text) => text !== null);
    return toRecord(phone.number, type, about.length === 0 ? null : about.join(', '), extension);
  });
}

const toRecord = (
  number: string,
  type: PhoneType,
  description: string | null,
  extension: string | null,
): PhoneRecord => ({ number, type, description, ...(extension !== null && { extension }) });

/** The same number twice is one, however it is written, with the words that one of the two has. */
function unique(phones: readonly PhoneRecord[]): PhoneRecord[] {
  const byNumber = new Map<string, PhoneRecord>();
  for (const phone of phones) {
    const digits = phone.number.replace(/\D/g, '').replace(/^(?:00)?44(?=\d{9})/, '0');
    const key = `${digits}/${phone.extension ?? ''}/${phone.type}`;
    const first = byNumber.get(key) ?? phone;
    byNumber.set(key, { ...first, description: first.description ?? phone.description });
  }
  return [...byNumber.values()];
}

/** Who to ask, and the numbers and addresses that are the service's own because no person stands beside them. */
export interface ReadContacts {
  contacts: ContactRecord[];
  phones: PhoneRecord[];
  email: string | null;
}

/**
 * The contacts of a service. In many feeds a contact without a name is only where the phone numbers are: those are
 * the service's. A service without a number of its own also gets those of its named contacts, under their title.
 */
export function readContacts(part: Part, own: readonly PhoneRecord[]): ReadContacts {
  const all = readParts(part, ['contacts', 'contact'], 'name').map(readContact);
  if (part.item.isOurs) return { contacts: all, phones: [...own], email: null };
  const contacts = all.filter(isSomebody);
  const nobody = all.filter((contact) => !isSomebody(contact));
  const phones = [...own, ...nobody.flatMap((contact) => contact.phones)];
  const borrowed = contacts.flatMap((contact) =>
    contact.phones.map((phone) => ({
      ...phone,
      description: phone.description ?? contact.title ?? contact.department ?? null,
    })),
  );
  const email = nobody.find((contact) => contact.email !== null)?.email ?? null;
  return { contacts, phones: unique(phones.length > 0 ? phones : borrowed), email };
}

const isSomebody = (contact: ContactRecord): boolean =>
  contact.name !== null || contact.title !== null || contact.department !== undefined;

function readContact(part: Part): ContactRecord {
  const department = readLine(part, 'department', 200);
  return {
    name: readLine(part, 'name', 200),
    title: readLine(part, 'title', 200),
    email: readEmail(part, 'email'),
    phones: readPhones(part),
    ...(department !== null && { department }),
  };
}
