import type { RequestLookupTable } from '#db/schema.ts';
import { usualAddress } from '#src/features/messages/addresses.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';
import { fold } from '#src/lib/text.ts';
import type { Answers } from './answers.ts';

export type LookupKind = RequestLookupTable['kind'];

/** A keyed hash by which a request is found again. */
export interface Lookup {
  kind: LookupKind;
  hash: string;
}

/** The value as it is compared: however it was typed, the same one gives the same text. Null: it is no such value. */
const NORMAL = {
  name: (text: string) => orNull(fold(text).split(' ').toSorted().join(' ')),
  phone: (text: string) => {
    const number = usualAddress('text', text);
    return /^\+?\d{7,15}$/.test(number) ? number : null;
  },
  email: (text: string) => (text.includes('@') ? orNull(usualAddress('email', text)) : null),
  'nhs-number': (text: string) => {
    const digits = text.replace(/[\s-]/g, '');
    return /^\d{10}$/.test(digits) ? digits : null;
  },
  'birth-and-postcode': (text: string) => orNull(text),
} as const satisfies Readonly<Record<LookupKind, (text: string) => string | null>>;

const orNull = (text: string): string | null => (text === '' ? null : text);

function hashOf(keys: Keys, kind: LookupKind, text: string | null | undefined): Lookup[] {
  const normal = text === null || text === undefined ? null : NORMAL[kind](text);
  return normal === null ? [] : [{ kind, hash: keys.hash(normal, `request-${kind}`) }];
}

/** A name whole, in any order of its words, and as its first and last word alone. */
function hashesOfName(keys: Keys, name: string | null | undefined): Lookup[] {
  const words = fold(name ?? '').split(' ');
  const short = words.length > 2 ? `${words[0] ?? ''} ${words.at(-1) ?? ''}` : null;
  return [...hashOf(keys, 'name', name), ...hashOf(keys, 'name', short)];
}

const bornAt = (date: string, postcode: string): string => `${date} ${postcode}`;

/** The keyed hashes of a request: of the person, and of whoever asks for them, who may ring about it. */
export function lookupsOf(keys: Keys, answers: Answers): Lookup[] {
  const { name, helper, reach, nhsNumber, dateOfBirth, address, place } = answers;
  const postcode = normalisePostcode(address?.postcode ?? '') ?? normalisePostcode(place?.typed ?? '');
  const all = [
    ...hashesOfName(keys, name?.full),
    ...hashesOfName(keys, helper?.name),
    ...hashOf(keys, 'phone', reach?.phone),
    ...hashOf(keys, 'phone', helper?.phone),
    ...hashOf(keys, 'email', reach?.email),
    ...hashOf(keys, 'email', helper?.email),
    ...hashOf(keys, 'nhs-number', nhsNumber?.number),
    ...(dateOfBirth === undefined || postcode === null
      ? []
      : hashOf(keys, 'birth-and-postcode', bornAt(dateOfBirth.date, postcode))),
  ];
  return [...new Map(all.map((lookup) => [`${lookup.kind} ${lookup.hash}`, lookup])).values()];
}

const DATE_AND_POSTCODE =
  /^(\d{4})-(\d{2})-(\d{2})[\s,]+(.+)$|^(\d{1,2})[/.\s](\d{1,2})[/.\s](\d{4})[\s,]+(.+)$/;

/** "14/3/1950 MB1 1QG" or "1950-03-14, mb11qg" as it is compared; null for anything else. */
function typedBirth(text: string): string | null {
  const found = DATE_AND_POSTCODE.exec(text.trim());
  if (found === null) return null;
  const [, isoYear, isoMonth, isoDay, isoRest, day, month, year, rest] = found;
  const postcode = normalisePostcode(isoRest ?? rest ?? '');
  if (postcode === null) return null;
  const date = [isoYear ?? year ?? '', isoMonth ?? month ?? '', isoDay ?? day ?? ''];
  return bornAt(date.map((part) => part.padStart(2, '0')).join('-'), postcode);
}

/** What a text can stand for when somebody looks a request up by it. */
export function typedLookups(keys: Keys, typed: string): Lookup[] {
  const birth = typedBirth(typed);
  if (birth !== null) return hashOf(keys, 'birth-and-postcode', birth);
  if (typed.includes('@')) return hashOf(keys, 'email', typed);
  if (/\d{5}/.test(typed.replace(/[\s()-]/g, '')))
    return [...hashOf(keys, 'nhs-number', typed), ...hashOf(keys, 'phone', typed)];
  return hashesOfName(keys, typed);
}
