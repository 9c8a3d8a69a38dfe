import { makeDirectory } from '#src/features/duplicates/directory.ts';
import { findPairs } from '#src/features/duplicates/rules.ts';
import type { Pair, Reason, ReasonKind, Subject, SubjectPlace } from '#src/features/duplicates/types.ts';

export const placeAt = (postcode: string | null, changes: Partial<SubjectPlace> = {}): SubjectPlace => ({
  postcode,
  town: 'Marlbridge',
  address: null,
  latitude: null,
  longitude: null,
  ...changes,
});

/** A service of an organisation and a source of its own, at MB1 1QG. */
export const subject = (id: string, name: string, changes: Partial<Subject> = {}): Subject => ({
  id,
  organisationId: `organisation of ${id}`,
  organisationName: name,
  sourceId: `source of ${id}`,
  names: [name],
  places: [placeAt('MB1 1QG')],
  phones: [],
  websites: [],
  charityNumbers: [],
  days: 0,
  ...changes,
});

export const organisation = (id: string, name: string, changes: Partial<Subject> = {}): Subject =>
  subject(id, name, { organisationId: null, organisationName: null, ...changes });

/** Every pair found among these services. */
export const pairsOf = (...subjects: Subject[]): Pair[] =>
  findPairs(makeDirectory('service', subjects)).pairs;

/** What is thought of two services that are alone in a directory; null when they are no pair. */
export const pairOf = (first: Subject, second: Subject): Pair | null => pairsOf(first, second)[0] ?? null;

export const levelOf = (first: Subject, second: Subject): string => pairOf(first, second)?.level ?? 'none';

export const reasonOf = (pair: Pair | null, kind: ReasonKind): Reason | undefined =>
  pair?.reasons.find((reason) => reason.kind === kind);
