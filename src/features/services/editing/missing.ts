import type { Section } from '#src/features/revisions/sections.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';

type Missing = (record: ServiceRecord) => string | null;

const isBlank = (text: string | null): boolean => text === null || text.trim() === '';
const unless = (isThere: boolean, words: string): string | null => (isThere ? null : words);

/** What people look for first in a service, section by section (domain.md 7.2, "Required"); other sections may be empty. */
const MISSING: Partial<Record<Section, Missing>> = {
  name: ({ name, summary }) =>
    isBlank(name) ? 'a name' : unless(!isBlank(summary), 'a sentence that says what it is'),
  happens: ({ description }) => unless(!isBlank(description), 'what happens there'),
  needs: ({ needs }) => unless(needs.length > 0, 'what it helps with'),
  people: (record) =>
    unless(
      !isBlank(record.eligibilityDescription) ||
        record.audiences.length > 0 ||
        record.minimumAge !== null ||
        record.maximumAge !== null,
      'who it is for',
    ),
  where: ({ deliveries, locations, areas }) =>
    unless(
      locations.length > 0 ||
        (deliveries.length > 0 && !deliveries.includes('venue')) ||
        (deliveries.length === 0 && areas.length > 0),
      'where it is, or how people get help',
    ),
  when: (record) =>
    unless(
      record.schedules.length > 0 ||
        record.locations.some(({ schedules }) => schedules.length > 0) ||
        // Help that comes to people's homes comes when it was agreed.
        (record.deliveries.length > 0 && record.deliveries.every((way) => way === 'home')),
      'days and times',
    ),
  cost: ({ costOptions, feesDescription }) =>
    unless(costOptions.length > 0 || !isBlank(feesDescription), 'what it costs, or that it is free'),
  joining: ({ joinings, applicationProcess }) =>
    unless(joinings.length > 0 || !isBlank(applicationProcess), 'how people join'),
  contact: ({ phones, email, url, contacts }) =>
    unless(
      phones.length > 0 ||
        !isBlank(email) ||
        !isBlank(url) ||
        contacts.some((contact) => contact.email !== null || contact.phones.length > 0),
      'a phone number, an email address or a website',
    ),
};

/** What a section still lacks that people look for, in words that follow "Missing: "; null when nothing does. */
export const missingIn = (section: Section, record: ServiceRecord): string | null =>
  MISSING[section]?.(record) ?? null;

/** All that a service lacks, in the order of the sections. */
export const missingFacts = (record: ServiceRecord): { section: Section; missing: string }[] =>
  (Object.keys(MISSING) as Section[]).flatMap((section) => {
    const missing = missingIn(section, record);
    return missing === null ? [] : [{ section, missing }];
  });
