import { describeRule } from '#src/features/schedules/present.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import { writtenLanguage } from '#src/features/services/languages.ts';
import { formatPounds } from '#src/features/services/present/facts.ts';
import type {
  AccessRecord,
  AddressRecord,
  ContactRecord,
  CostRecord,
  PhoneRecord,
  ScheduleRecord,
  ServiceRecord,
  ServiceTextRecord,
  VenueRecord,
} from '#src/features/services/record.ts';
import { formatDay } from '#src/lib/dates.ts';
import {
  ACCESS_FEATURE_LABELS,
  AUDIENCE_LABELS,
  CAPACITY_LABELS,
  DELIVERY_LABELS,
  JOINING_LABELS,
} from '#src/lib/labels.ts';

/** Names that a record only knows by an id or a slug. */
export interface Names {
  need(slug: string): string;
  organisation(id: string): string;
}

const DAYS: ReadonlySet<ContentField> = new Set([
  'pausedUntil',
  'capacityUpdatedOn',
  'validFrom',
  'validTo',
  'assuredOn',
]);

type Lines = (record: ServiceRecord, names: Names) => string[];

/** The fields that are more than a word, a number or a text. */
const LISTS: Partial<Record<ContentField, Lines>> = {
  organisationKey: (record, names) => [names.organisation(record.organisationKey)],
  needs: (record, names) =>
    record.needs.map(({ slug, suggested }) => `${names.need(slug)}${suggested ? ' (suggested)' : ''}`),
  deliveries: (record) => record.deliveries.map((item) => DELIVERY_LABELS[item]),
  joinings: (record) => record.joinings.map((item) => JOINING_LABELS[item]),
  audiences: (record) => record.audiences.map((item) => AUDIENCE_LABELS[item]),
  locations: (record) => record.locations.flatMap(venueLines),
  schedules: (record) => record.schedules.map(timeLine),
  closures: (record) => record.closures.map(closureLine),
  areas: (record) => record.areas.map(({ name }) => name),
  phones: (record) => record.phones.map(phoneLine),
  contacts: (record) => record.contacts.map(contactLine),
  costOptions: (record) => record.costOptions.map(costLine),
  languages: (record) => record.languages.map(({ name, note }) => withNote(name, note)),
  access: (record) => record.access.map(accessLine),
  terms: (record) => (record.terms ?? []).map(({ taxonomy, name }) => `${taxonomy.name}: ${name}`),
  fundings: (record) => record.fundings ?? [],
  documents: (record) => (record.documents ?? []).flatMap(({ document, uri }) => document ?? uri ?? []),
  capacity: (record) => [CAPACITY_LABELS[record.capacity]],
  picture: ({ picture }) => (picture ? [`A picture: ${picture.alt}`] : []),
  easyRead: ({ easyRead }) => [
    ...(easyRead?.ideas ?? []).map(({ picture, words }) => `${words} (picture: ${picture})`),
    ...(easyRead?.testedBy ? [`Read by: ${easyRead.testedBy}`] : []),
  ],
  texts: ({ texts }) => (texts ?? []).flatMap(textLines),
};

/** What a content says in one field, line by line as people read it; nothing when it says nothing. */
export function linesOf(record: ServiceRecord, field: ContentField, names: Names): string[] {
  return LISTS[field]?.(record, names) ?? plainLines(field, record[field]);
}

function plainLines(field: ContentField, value: unknown): string[] {
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  if (value === '') return [];
  if (DAYS.has(field)) return [formatDay(String(value))];
  return String(value).split(/\n+/);
}

const textLines = ({ language, ...said }: ServiceTextRecord): string[] => {
  const { english } = writtenLanguage(language);
  const parts: [string, string | null][] = [
    ['name', said.name],
    ['summary', said.summary],
    ['what happens', said.description],
    ['who it is for', said.eligibilityDescription],
    ['how to join', said.applicationProcess],
  ];
  return parts.flatMap(([label, words]) =>
    words === null || words === '' ? [] : words.split(/\n+/).map((line) => `${english}, ${label}: ${line}`),
  );
};

const withNote = (text: string, note: string | null | undefined): string =>
  note === null || note === undefined || note === '' ? text : `${text} (${note})`;

const timeLine = (rule: ScheduleRecord): string => withNote(describeRule(rule), rule.notes);

const closureLine = ({ startsOn, endsOn, reason }: ServiceRecord['closures'][number]): string => {
  const days = startsOn === endsOn ? formatDay(startsOn) : `${formatDay(startsOn)} to ${formatDay(endsOn)}`;
  return reason === null ? days : `${days}: ${reason}`;
};

const phoneLine = ({ number, extension, type, description }: PhoneRecord): string =>
  withNote(
    `${number}${extension === undefined ? '' : ` extension ${extension}`}`,
    [type === 'voice' ? null : type, description].filter((part) => part !== null).join(', '),
  );

const contactLine = ({ name, title, department, email, phones }: ContactRecord): string =>
  [name, title, department, email, ...phones.map(phoneLine)]
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join(', ');

const costLine = ({ option, amount, currency, amountDescription }: CostRecord): string => {
  const price =
    amount === null ? null : currency === undefined ? formatPounds(amount) : `${amount} ${currency}`;
  const what = [option, price].filter((part) => part !== null && part !== '').join(': ');
  return what === '' ? (amountDescription ?? '') : withNote(what, amountDescription);
};

const accessLine = ({ feature, description, details, url }: AccessRecord): string =>
  [feature === null ? null : ACCESS_FEATURE_LABELS[feature], description, details, url]
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join(': ');

/** A postal address in one line. */
export const addressLine = (address: AddressRecord): string =>
  [
    address.attention,
    address.address1,
    address.address2,
    address.city,
    address.region,
    address.county,
    address.postcode,
  ]
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join(', ');

function venueLines({ location, description, schedules }: VenueRecord): string[] {
  const place = [location.name, location.address === null ? null : addressLine(location.address)]
    .filter((part) => part !== null)
    .join(', ');
  const said: [string, string | null | undefined][] = [
    ['Also called', location.alternateName],
    ['About the place', location.description],
    ['Finding it', location.directions],
    ['Getting there', location.transportation],
    ['Website', location.url],
    ['Here', description],
  ];
  return [
    `${place === '' ? (location.areaName ?? 'A place') : place}${location.confidential ? ' (secret address)' : ''}`,
    ...said.flatMap(([label, words]) =>
      words === null || words === undefined || words === '' ? [] : [`${label}: ${words}`],
    ),
    ...location.access.map((item) => `Access: ${accessLine(item)}`),
    ...schedules.map(timeLine),
  ];
}
