import { findPostcode, splitAddress } from '#src/features/imports/csv/addresses/address.ts';
import { findCounty } from '#src/features/imports/csv/addresses/counties.ts';
import { quote } from '#src/features/imports/problem.ts';
import type { AddressRecord, LocationType } from '#src/features/services/record.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';
import { find, readPart, readParts, type Part } from '../reading/part.ts';
import { rawText, readLine } from '../reading/text.ts';

const COUNTRY =
  /^(?:england|uk|u\.k\.|gb|gbr|united kingdom|great britain|scotland|wales|northern ireland)$/i;
const LONGEST = 300;

/** The address of a location: the first physical one, or its first. Null where it says nothing of where to go. */
export function readAddress(location: Part, name: string | null): AddressRecord | null {
  const parts = readParts(
    location,
    ['addresses', 'physical_addresses', 'physical_address', 'address'],
    'address_1',
  );
  const physical = parts.find((part) => readType(part) === 'physical');
  const part = physical ?? parts[0];
  if (location.item.isOurs) return part === undefined ? readOurLine(location) : readOurs(part);
  if (part === undefined) return null;
  if (parts.length > 1) location.item.note(`${location.path}.addresses`, 'only one of its addresses is kept');
  return readTheirs(part, name);
}

/** Whether something is a place to go to, an address for post, or online; a place unless it says otherwise. */
export function readType(part: Part): LocationType {
  const typed = rawText(part, 'location_type', 'address_type')?.value.trim().toLowerCase();
  return typed === 'postal' || typed === 'virtual' ? typed : 'physical';
}

function readTheirs(part: Part, name: string | null): AddressRecord | null {
  const lines = ['address_2', 'address_3', 'address_4'].flatMap((line) => readStreet(part, line) ?? []);
  const typed = readStreet(part, 'address_1') ?? '';
  const town = readLine(part, ['city', 'town'], LONGEST);
  const county = readLine(part, ['state_province', 'county'], LONGEST) ?? '';
  const postcode = readPostcode(part, [typed, ...lines].join('\n'));
  const split = town === null ? splitAddress([typed, ...lines].join(', '), () => 0) : null;
  const street = split?.street ?? typed;
  const city = town ?? split?.town ?? '';
  if (street === '' && lines.length === 0 && city === '' && postcode === '') return null;
  return {
    address1: street || lines[0] || name || city || postcode,
    address2: split === null && street !== '' && lines.length > 0 ? lines.join(', ') : null,
    city,
    region: readLine(part, 'region', LONGEST),
    county: COUNTRY.test(county) ? '' : (findCounty(county) ?? (county || (split?.county ?? ''))),
    postcode,
    ...readRest(part),
  };
}

/** Lines of an address stand beside each other, parted by commas. */
const readStreet = (part: Part, name: string): string | null => {
  const raw = rawText(part, name);
  if (raw === null) return null;
  const joined = raw.value.replace(/\s*,?\s*[\r\n]+\s*/g, ', ');
  return (
    readLine({ ...part, fields: new Map([[name, joined]]) }, name, LONGEST)?.replace(
      /^[\s,]+|[\s,]+$/g,
      '',
    ) || null
  );
};

function readPostcode(part: Part, street: string): string {
  const raw = rawText(part, 'postal_code', 'postcode', 'post_code');
  const own = normalisePostcode(raw?.value ?? '') ?? findPostcode(raw?.value ?? '');
  const postcode = own ?? findPostcode(street) ?? '';
  if (raw !== null && own === null)
    part.item.note(
      raw.column,
      `${quote(raw.value)} is not a postcode, ${postcode === '' ? 'left empty' : `${postcode} used`}`,
    );
  return postcode;
}

function readRest(part: Part): Pick<AddressRecord, 'type' | 'attention' | 'country'> {
  const type = readType(part);
  const attention = readLine(part, 'attention', LONGEST);
  const country = rawText(part, 'country')?.value.trim().toUpperCase() ?? 'GB';
  return {
    ...(type !== 'physical' && { type }),
    ...(attention !== null && { attention }),
    ...(/^[A-Z]{2}$/.test(country) && country !== 'GB' && country !== 'UK' && { country }),
  };
}

/** Another Front Door fills fields that the standard requires and it does not know, and says which. */
function readOurs(part: Part): AddressRecord {
  const extension = readPart(part, 'front_door');
  const list = extension === null ? undefined : find(extension, 'filled')?.value;
  const filled: readonly unknown[] = Array.isArray(list) ? list : [];
  const read = (name: string): string => (filled.includes(name) ? '' : (readLine(part, name, LONGEST) ?? ''));
  const typed = rawText(part, 'postal_code');
  const postcode = normalisePostcode(typed?.value ?? '') ?? '';
  if (typed !== null && postcode === '')
    part.item.note(typed.column, `${quote(typed.value)} is not a postcode, left empty`);
  const line = extension === null ? null : readLine(extension, 'address_1', LONGEST);
  return {
    address1: line ?? read('address_1'),
    address2: extension === null ? null : readLine(extension, 'address_2', LONGEST),
    city: read('city'),
    region: readLine(part, 'region', LONGEST),
    county: read('state_province'),
    postcode,
    ...readRest(part),
  };
}

/** An address without a full postcode, which the standard has no room for. */
function readOurLine(location: Part): AddressRecord | null {
  const extension = readPart(location, 'front_door');
  const part = extension === null ? null : readPart(extension, 'address');
  if (part === null) return null;
  const read = (name: string): string | null => readLine(part, name, LONGEST);
  return {
    address1: read('address_1') ?? '',
    address2: read('address_2'),
    city: read('city') ?? '',
    region: read('region'),
    county: read('state_province') ?? '',
    postcode: '',
  };
}
