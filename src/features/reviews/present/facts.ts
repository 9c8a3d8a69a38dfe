import { FIELD_LABELS } from '#src/features/revisions/present/labels.ts';
import { linesOf, type Names } from '#src/features/revisions/present/lines.ts';
import type { Section } from '#src/features/revisions/sections.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import { plainLocation, type ServiceRecord } from '#src/features/services/record.ts';

/** What people rely on, in the order in which it is read out: short enough to be checked at a glance. */
const TOLD: readonly ContentField[] = [
  'summary',
  'eligibilityDescription',
  'notForDescription',
  'deliveries',
  'locations',
  'schedules',
  'closures',
  'feesDescription',
  'costOptions',
  'joinings',
  'applicationProcess',
  'phones',
  'email',
  'url',
  'capacity',
  'alert',
];
const LONGEST_LINE = 300;

export interface Fact {
  label: string;
  lines: string[];
}

/** True when a service happens at a place that must not be known. */
export const isConfidential = ({ locations }: ServiceRecord): boolean =>
  locations.some(({ location }) => location.confidential);

/** The record with nothing of a confidential place but the name of its area. */
export const masked = (record: ServiceRecord): ServiceRecord => ({
  ...record,
  locations: record.locations.map((venue) =>
    venue.location.confidential
      ? {
          ...venue,
          description: null,
          location: {
            ...plainLocation(venue.location.key),
            name: venue.location.areaName ?? 'Address kept private',
          },
        }
      : venue,
  ),
});

/** The facts of a service for whoever is asked whether they are right: no address that must not be known. */
export function factsToCheck(record: ServiceRecord, names: Names): Fact[] {
  const { locations, ...rest } = masked(record);
  const shown = {
    ...rest,
    locations: locations.map((venue) => ({ ...venue, location: { ...venue.location, access: [] } })),
  };
  return TOLD.flatMap((field) => {
    const lines = linesOf(shown, field, names)
      .map((line) => line.replace(/(^|: )£0$/, '$1Free'))
      .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1).trimEnd()}…` : line));
    return lines.length === 0 ? [] : { label: FIELD_LABELS[field], lines };
  });
}

/** Pictures need an account; where it happens must not be shown by a link when it must not be known. */
const NOT_BY_LINK: readonly Section[] = ['picture', 'record'];
const TELLING: readonly Section[] = ['where', 'when'];

/** True when a section of a service can be written by whoever has a link, and is not signed in. */
export const isOpenByLink = (section: Section, record: ServiceRecord): boolean =>
  !NOT_BY_LINK.includes(section) && !(TELLING.includes(section) && isConfidential(record));
