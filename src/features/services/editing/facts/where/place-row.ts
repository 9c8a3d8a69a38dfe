import { ACCESS_FEATURES } from '#db/vocabulary.ts';
import type { AccessRecord, LocationRecord, ServiceRecord } from '#src/features/services/record.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';
import type { FieldProblem } from '#src/features/services/editing/editor.ts';
import { tooLong } from '#src/features/services/editing/limits.ts';
import { asTyped, textAfter, textOf, textsOf } from '#src/features/services/editing/typed.ts';
import { filledRow, lineAfter, type Row, type RowAnswer } from '../rows.ts';

/** A place of a service without its times: those belong to another section. */
export interface Place {
  location: LocationRecord;
  description: string | null;
}

export interface Point {
  latitude: number;
  longitude: number;
  areaName: string | null;
}

/** What reading a place needs to know. */
export interface PlaceSetting {
  newKey: () => string; // for a place that nobody knew
  known: readonly LocationRecord[]; // the organisation's
  points: ReadonlyMap<string, Point>; // of postcodes, normalised
  countyOf: (town: string) => string; // of another place in the town; "" when nobody knows
}

export const MOST_LINE = 120;
export const MOST_WORDS = 1000;

export const placesOf = (record: ServiceRecord): Place[] =>
  record.locations.map(({ location, description }) => ({ location, description }));

export const keyOfPlace = ({ location }: Place): string => location.key;

/** The row that shows a place. */
export function placeRow({ location, description }: Place): Row {
  const { address } = location;
  return filledRow({
    name: asTyped(location.name),
    address1: asTyped(address?.address1),
    address2: asTyped(address?.address2),
    town: asTyped(address?.city),
    postcode: asTyped(address?.postcode),
    directions: asTyped(location.directions),
    transport: asTyped(location.transportation),
    about: asTyped(description),
    access: ACCESS_FEATURES.filter((feature) => location.access.some((item) => item.feature === feature)),
    confidential: location.confidential ? 'yes' : '',
    area: asTyped(location.areaName),
  });
}

/** The postcode of a row in its usual form, when it has one that can be looked up. */
export const postcodeOf = (row: Row): string | null => normalisePostcode(textOf(row, 'postcode'));

/**
 * A place as it was typed, or one of the organisation's that was chosen. Refused: neither a name nor a first line, no or
 * a wrong postcode for a new place, a private address without the area that people may know.
 */
export function readPlace(row: Row, was: Place | undefined, setting: PlaceSetting): RowAnswer<Place> {
  const use = textOf(row, 'use');
  if (was === undefined && use !== '') {
    const location = setting.known.find(({ key }) => key === use);
    return location === undefined
      ? { problems: [{ field: 'use', text: 'This place is not one of yours. Remove it and add it again' }] }
      : { parts: [{ location, description: null }] };
  }
  const problems = refusalsOf(row, was);
  if (problems.length > 0) return { problems };
  const location: LocationRecord = {
    ...(was?.location ?? blankLocation(setting.newKey())),
    name: lineAfter(was?.location.name ?? null, textOf(row, 'name')),
    directions: textAfter(was?.location.directions ?? null, textOf(row, 'directions')),
    transportation: textAfter(was?.location.transportation ?? null, textOf(row, 'transport')),
    confidential: textOf(row, 'confidential') !== '',
    areaName: lineAfter(was?.location.areaName ?? null, textOf(row, 'area')),
    access: accessAfter(was?.location.access ?? [], textsOf(row, 'access')),
    ...addressAfter(row, was?.location, setting),
  };
  return { parts: [{ location, description: textAfter(was?.description ?? null, textOf(row, 'about')) }] };
}

function refusalsOf(row: Row, was: Place | undefined): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const address = was?.location.address;
  if (textOf(row, 'name') === '' && textOf(row, 'address1') === '')
    problems.push({ field: 'name', text: 'Enter the name of the place, or its house number and street' });
  const postcode = textOf(row, 'postcode');
  const isPrivate = textOf(row, 'confidential') !== '';
  const hadNone = was !== undefined && asTyped(address?.postcode) === '';
  if (postcode === '' && !hadNone && !isPrivate)
    problems.push({ field: 'postcode', text: 'Enter the postcode, like MB1 1QG' });
  if (postcode !== '' && postcode !== asTyped(address?.postcode) && normalisePostcode(postcode) === null)
    problems.push({ field: 'postcode', text: 'Enter a whole postcode, like MB1 1QG' });
  if (isPrivate && textOf(row, 'area') === '')
    problems.push({
      field: 'area',
      text: 'Enter the town or area, like “Marlbridge”: it is all that the public sees',
    });
  const shown = was === undefined ? {} : placeRow(was);
  for (const [field, label, most] of LENGTHS) {
    const text = textOf(row, field);
    const long = text === shown[field] ? null : tooLong(field, label, text, most);
    if (long !== null) problems.push(long);
  }
  return problems;
}

const LENGTHS = [
  ['name', 'The name of the place', MOST_LINE],
  ['address1', 'The house number and street', MOST_LINE],
  ['address2', 'The second line', MOST_LINE],
  ['town', 'The town', MOST_LINE],
  ['area', 'The area', MOST_LINE],
  ['directions', 'How to find it', MOST_WORDS],
  ['transport', 'Getting there', MOST_WORDS],
  ['about', 'What happens at this place', MOST_WORDS],
] as const;

const blankLocation = (key: string): LocationRecord => ({
  key,
  name: null,
  description: null,
  directions: null,
  transportation: null,
  latitude: null,
  longitude: null,
  externalIdentifier: null,
  externalIdentifierType: null,
  confidential: false,
  areaName: null,
  address: null,
  access: [],
});

/**
 * The address and where it is on the map. Another postcode is another point; where nobody knows the postcode there is
 * none rather than a wrong one. What is known by a number (UPRN) is not known by it any more when the street changes.
 */
function addressAfter(
  row: Row,
  was: LocationRecord | undefined,
  { points, countyOf }: PlaceSetting,
): Partial<LocationRecord> {
  const stored = was?.address ?? null;
  const line = (before: string | null | undefined, field: string): string =>
    lineAfter(before ?? null, textOf(row, field)) ?? '';
  const typedPostcode = textOf(row, 'postcode');
  const isSamePostcode = typedPostcode === asTyped(stored?.postcode);
  const address = {
    ...(stored ?? { region: null, county: '' }),
    address1: line(stored?.address1, 'address1'),
    address2: lineAfter(stored?.address2 ?? null, textOf(row, 'address2')),
    city: line(stored?.city, 'town'),
    postcode: isSamePostcode ? (stored?.postcode ?? '') : (normalisePostcode(typedPostcode) ?? ''),
  };
  const isEmpty = [address.address1, address.address2 ?? '', address.city, address.postcode].every(
    (text) => text === '',
  );
  if (stored === null && isEmpty) return {};
  const point = points.get(address.postcode);
  if (stored === null) address.county = countyOf(address.city) || (point?.areaName ?? '');
  const isSameStreet = address.address1 === stored?.address1 && isSamePostcode;
  return {
    address,
    ...(!isSameStreet && { externalIdentifier: null, externalIdentifierType: null }),
    ...(!isSamePostcode && { latitude: point?.latitude ?? null, longitude: point?.longitude ?? null }),
  };
}

/** What a building has: features that stay keep their words; what is said in words alone stays too. */
function accessAfter(stored: readonly AccessRecord[], ticked: readonly string[]): AccessRecord[] {
  const kept = stored.filter(({ feature }) => feature === null || ticked.includes(feature));
  const added = ACCESS_FEATURES.filter(
    (feature) => ticked.includes(feature) && !stored.some((item) => item.feature === feature),
  );
  return [...kept, ...added.map((feature) => ({ feature, description: null }))];
}
