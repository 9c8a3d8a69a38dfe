import type { ContentField } from '#src/features/services/fields.ts';

/** The parts in which people write a service, in the order of the editor's list, and the fields that belong to each. */
export const SECTIONS = {
  name: { title: 'Name and summary', fields: ['name', 'alternateName', 'summary'] },
  happens: { title: 'What happens', fields: ['description'] },
  needs: { title: 'What it helps with', fields: ['needs', 'terms'] },
  people: {
    title: 'Who it is for, and who not',
    fields: ['eligibilityDescription', 'notForDescription', 'minimumAge', 'maximumAge', 'audiences'],
  },
  where: { title: 'Where', fields: ['deliveries', 'locations', 'areas'] },
  when: { title: 'When', fields: ['schedules', 'closures', 'validFrom', 'validTo', 'alert'] },
  cost: { title: 'Cost', fields: ['costOptions', 'feesDescription'] },
  joining: { title: 'How to join', fields: ['joinings', 'applicationProcess', 'documents'] },
  access: { title: 'Access', fields: ['access'] },
  languages: { title: 'Languages', fields: ['languages', 'interpretationServices', 'bslVideoUrl'] },
  'other-languages': { title: 'In other languages', fields: ['texts'] },
  contact: { title: 'Contact', fields: ['phones', 'email', 'url', 'contacts'] },
  capacity: {
    title: 'Space now',
    fields: ['capacity', 'waitingWeeks', 'pausedUntil', 'capacityUpdatedOn', 'waitTime'],
  },
  'first-visit': { title: 'The first visit', fields: ['firstVisitNote', 'whatToBring'] },
  'easy-read': { title: 'Easy read', fields: ['easyRead'] },
  picture: { title: 'Picture', fields: ['picture'] },
  record: {
    title: 'The record',
    fields: [
      'organisationKey',
      'status',
      'accreditations',
      'licences',
      'fundings',
      'assuredOn',
      'assuredBy',
      'assurerEmail',
      'reviewMonths',
    ],
  },
} as const satisfies Readonly<Record<string, { title: string; fields: readonly ContentField[] }>>;

export type Section = keyof typeof SECTIONS;
export const SECTION_NAMES = Object.keys(SECTIONS) as readonly Section[];
export const isSection = (text: string): text is Section => Object.hasOwn(SECTIONS, text);

/** The section in which a field is written. */
export function sectionOf(field: ContentField): Section {
  const found = SECTION_NAMES.find((name) => (SECTIONS[name].fields as readonly string[]).includes(field));
  if (found === undefined) throw new Error(`${field} is in no section`);
  return found;
}

/** Fields that only make sense together: a waiting list without its weeks would be a different statement. */
const TOGETHER: readonly (readonly ContentField[])[] = [
  ['capacity', 'waitingWeeks', 'pausedUntil', 'capacityUpdatedOn'],
  ['locations', 'schedules', 'closures'],
  ['minimumAge', 'maximumAge'],
  ['assuredOn', 'reviewMonths', 'assuredBy', 'assurerEmail'],
  ['validFrom', 'validTo'],
];

/** These fields and whatever must go with them, in alphabetical order. */
export function withCompanions(fields: readonly ContentField[]): ContentField[] {
  const all = new Set(fields);
  for (const group of TOGETHER)
    if (group.some((field) => all.has(field))) for (const field of group) all.add(field);
  return [...all].sort();
}

/** The fields parted into those that go together, each group in the order given. */
export function groupFields(fields: readonly ContentField[]): ContentField[][] {
  const groups = new Map<string, ContentField[]>();
  for (const field of fields) {
    const name = withCompanions([field]).join();
    groups.set(name, [...(groups.get(name) ?? []), field]);
  }
  return [...groups.values()];
}
