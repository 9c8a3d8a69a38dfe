import { charityKey, phoneKey, websiteKey, type WebsiteKey } from './contact-points.ts';
import { isGeneric, nameWords, readyName, type ReadyName } from './name-words.ts';
import type { Subject, SubjectKind, SubjectPlace } from './types.ts';

/** A subject made ready for comparing. */
export interface Ready {
  subject: Subject;
  names: readonly ReadyName[];
  organisationKey: string | null; // of the organisation's name, when it is not the service's own
  words: ReadonlySet<string>;
  townWords: ReadonlySet<string>;
  addressWords: () => ReadonlySet<string>; // worked out when first asked for
  postcodes: ReadonlySet<string>;
  outcodes: readonly string[];
  points: readonly (SubjectPlace & { latitude: number; longitude: number })[];
  phones: readonly string[];
  websites: readonly WebsiteKey[];
  charities: readonly string[];
}

/** Everything that is compared, with who carries what. Change it by `addSubject` and `removeSubject` only. */
export interface SubjectDirectory {
  kind: SubjectKind;
  subjects: Map<string, Ready>;
  carriers: Map<string, Set<string>>;
}

/** What two subjects can have in common, as keys of `carriers`. */
export const keyOf = {
  name: (key: string) => `name ${key}`,
  word: (word: string) => `word ${word}`,
  wordNear: (outcode: string, word: string) => `near ${outcode} ${word}`,
  postcode: (postcode: string) => `postcode ${postcode}`,
  cell: (row: number, column: number) => `cell ${row} ${column}`,
  phone: (number: string) => `phone ${number}`,
  page: (page: string) => `page ${page}`,
  host: (host: string) => `host ${host}`,
  charity: (number: string) => `charity ${number}`,
  organisation: (key: string) => `organisation ${key}`,
} as const;

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
const present = <T>(value: T | null): T[] => (value === null ? [] : [value]);

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Makes a subject ready for comparing: everything normalised once. */
export function readySubject(subject: Subject): Ready {
  const names = subject.names.map(readyName).filter((name) => name.key !== '');
  const runBy = subject.organisationName;
  const organisation = runBy === null || subject.names.includes(runBy) ? null : readyName(runBy);
  const postcodes = subject.places.flatMap((place) => present(place.postcode));
  const own = names.some((name) => name.key === organisation?.key);
  return {
    subject,
    names,
    organisationKey: organisation === null || own || organisation.key === '' ? null : organisation.key,
    words: new Set(names.flatMap((name) => name.words)),
    townWords: new Set(subject.places.flatMap((place) => nameWords(place.town ?? ''))),
    addressWords: once(() => new Set(subject.places.flatMap((place) => nameWords(place.address ?? '')))),
    postcodes: new Set(postcodes),
    outcodes: unique(postcodes.map((postcode) => postcode.split(' ')[0] ?? '')),
    points: subject.places.flatMap((place) =>
      place.latitude === null || place.longitude === null
        ? []
        : [{ ...place, latitude: place.latitude, longitude: place.longitude }],
    ),
    phones: unique(subject.phones.flatMap((phone) => present(phoneKey(phone)))),
    websites: subject.websites.flatMap((website) => present(websiteKey(website))),
    charities: unique(subject.charityNumbers.flatMap((number) => present(charityKey(number)))),
  };
}

/** A cell of the grid in which places without a postcode are looked for: some 200 m from side to side in England. */
export const CELL_DEGREES = { latitude: 0.002, longitude: 0.003 };
export const cellOf = (point: { latitude: number; longitude: number }): [number, number] => [
  Math.floor(point.latitude / CELL_DEGREES.latitude),
  Math.floor(point.longitude / CELL_DEGREES.longitude),
];

/** Everything a subject carries, each once. */
export function keysOf(ready: Ready): string[] {
  const telling = [...ready.words].filter((word) => !isGeneric(word));
  return unique([
    ...ready.names.map((name) => keyOf.name(name.key)),
    ...[...ready.words].map(keyOf.word),
    ...ready.outcodes.flatMap((outcode) => telling.map((word) => keyOf.wordNear(outcode, word))),
    ...[...ready.postcodes].map(keyOf.postcode),
    ...ready.points.map((point) => keyOf.cell(...cellOf(point))),
    ...ready.phones.map(keyOf.phone),
    ...ready.websites.flatMap(({ page, host }) => [keyOf.page(page), ...present(host).map(keyOf.host)]),
    ...ready.charities.map(keyOf.charity),
    ...present(ready.organisationKey).map(keyOf.organisation),
  ]);
}

/** A directory of these subjects; their order does not matter. */
export function makeDirectory(kind: SubjectKind, subjects: Iterable<Subject>): SubjectDirectory {
  const directory: SubjectDirectory = { kind, subjects: new Map(), carriers: new Map() };
  for (const subject of subjects) addSubject(directory, subject);
  return directory;
}

/** Adds a subject, in place of the one of its id if there is one. */
export function addSubject(directory: SubjectDirectory, subject: Subject): void {
  removeSubject(directory, subject.id);
  const ready = readySubject(subject);
  directory.subjects.set(subject.id, ready);
  for (const key of keysOf(ready)) {
    const carriers = directory.carriers.get(key);
    if (carriers === undefined) directory.carriers.set(key, new Set([subject.id]));
    else carriers.add(subject.id);
  }
}

/** Takes a subject out; one that is not there is no error. */
export function removeSubject(directory: SubjectDirectory, id: string): void {
  const ready = directory.subjects.get(id);
  if (ready === undefined) return;
  directory.subjects.delete(id);
  for (const key of keysOf(ready)) {
    const carriers = directory.carriers.get(key);
    carriers?.delete(id);
    if (carriers?.size === 0) directory.carriers.delete(key);
  }
}

/** How many carry a key. */
export const countCarriers = (directory: SubjectDirectory, key: string): number =>
  directory.carriers.get(key)?.size ?? 0;

/** In a small directory nothing is common, so rarity is measured as if it had this many. */
const SMALLEST_POPULATION = 5_000;

/** The logarithm (base 2) of how many subjects there are to be mistaken for one another. */
export const populationBits = (directory: SubjectDirectory): number =>
  Math.log2(Math.max(directory.subjects.size, SMALLEST_POPULATION));

/** How much it tells, in bits, that two subjects share a key: the rarer the more. Two carriers are the rarest. */
export const rarityBits = (directory: SubjectDirectory, key: string): number =>
  populationBits(directory) - Math.log2(Math.max(countCarriers(directory, key), 2));
