import type { Sector } from '#db/vocabulary.ts';
import { nameAt } from './words.ts';
import { seeded, type Random } from './random.ts';

/** Somewhere on the map; nothing here is about what stands there. */
const CENTRE = { latitude: 53.2, longitude: -1.1 };
/** Degrees from the centre to the furthest town: about 14 miles. */
const REACH = 0.2;
const TOWN_ENDINGS = ['bury', 'ford', 'ham', 'ton', 'wick', 'ley'];
const INWARD_LETTERS = [...'ABDEFGHJLNPQRSTUWXYZ'];
const ORGANISATION_SECTORS: readonly Sector[] = [
  'voluntary',
  'voluntary',
  'community',
  'statutory',
  'private',
];

export const COUNTY = 'Benchshire';

export interface BenchTown {
  name: string;
  outcode: string; // of a postcode area that does not exist
  latitude: number;
  longitude: number;
}
export interface BenchVenue {
  id: string;
  name: string;
  town: BenchTown;
  postcode: string;
  latitude: number;
  longitude: number;
  isStepFree: boolean;
}
export interface BenchOrganisation {
  id: string;
  slug: string;
  name: string;
  sector: Sector;
}

/** A lower-case UUID that says by its first digits what it is of, and by its last the number. */
export const benchId = (kind: 'organisation' | 'venue' | 'service' | 'part', number: number): string => {
  const kinds = { organisation: 'a0', venue: 'b0', service: 'c0', part: 'd0' };
  return `${kinds[kind]}000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
};

const near = (random: Random, point: { latitude: number; longitude: number }, reach: number) => ({
  latitude: point.latitude + (random.fraction() * 2 - 1) * reach,
  // A degree of longitude is shorter this far north.
  longitude: point.longitude + (random.fraction() * 2 - 1) * reach * 1.7,
});

/** The twelve towns. */
export const TOWNS: readonly BenchTown[] = Array.from({ length: 12 }, (_, number) => ({
  // Far from the numbers of ordinary words.
  name: `${nameAt(600_000 + number)}${TOWN_ENDINGS[number % TOWN_ENDINGS.length] ?? ''}`,
  outcode: `ZB${number + 1}`,
  ...near(seeded(number), CENTRE, REACH),
}));

/** The venue of a number; about four services share one. */
export function venueAt(number: number): BenchVenue {
  const random = seeded(1_000_000 + number);
  const town = random.pick(TOWNS);
  const inward = `${random.below(10)}${random.pick(INWARD_LETTERS)}${random.pick(INWARD_LETTERS)}`;
  return {
    id: benchId('venue', number),
    name: `${nameAt(500_000 + (number % 80_000))} ${random.pick(['Hall', 'Centre', 'House', 'Library'])}`,
    town,
    postcode: `${town.outcode} ${inward}`,
    ...near(random, town, 0.03),
    isStepFree: random.isLucky(0.6),
  };
}

/** The organisation of a number; about five services share one. */
export function organisationAt(number: number): BenchOrganisation {
  const random = seeded(2_000_000 + number);
  const name = `${nameAt(400_000 + (number % 90_000))} ${random.pick(['Trust', 'Together', 'Link', 'Project'])}`;
  return {
    id: benchId('organisation', number),
    slug: `bench-organisation-${number}`,
    name,
    sector: random.pick(ORGANISATION_SECTORS),
  };
}
