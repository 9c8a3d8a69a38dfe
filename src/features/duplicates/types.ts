/** A place where a subject can be found. Confidential places are never among them. */
export interface SubjectPlace {
  postcode: string | null; // normalised, "AB1 2CD"
  town: string | null;
  address: string | null; // its lines and the building's name, for comparing with names
  latitude: number | null; // WGS84 degrees
  longitude: number | null;
}

/** What is compared: a service or an organisation, as its record says it. */
export interface Subject {
  id: string;
  organisationId: string | null; // who runs the service; null for an organisation
  organisationName: string | null;
  sourceId: string | null; // null: written here
  names: readonly string[]; // its name, then other names it goes by
  places: readonly SubjectPlace[];
  phones: readonly string[];
  websites: readonly string[];
  charityNumbers: readonly string[];
  days: number; // when it is open: one bit a weekday, Monday the lowest; 0: not known
}

export type SubjectKind = 'service' | 'organisation';

/** How sure we are, the surest first: `same` is almost certainly one thing listed twice. */
export const LEVELS = ['same', 'likely', 'possible'] as const;
export type Level = (typeof LEVELS)[number];

export const REASON_KINDS = [
  'name',
  'names-alike',
  'postcode',
  'near',
  'close',
  'apart',
  'district',
  'other-district',
  'phone',
  'web-page',
  'website',
  'other-web-page',
  'charity',
  'other-charity',
  'organisation',
  'days',
  'other-days',
  'one-organisation',
] as const;
export type ReasonKind = (typeof REASON_KINDS)[number];

interface Points {
  points: number; // below 0: speaks against
}

/** One thing that speaks for or against two records being one, with the values it was seen in. */
export type Reason = Points &
  (
    | { kind: 'name'; name: string }
    | { kind: 'names-alike'; names: readonly [string, string]; differsIn: readonly string[] }
    | { kind: 'postcode'; postcode: string; carriers: number }
    | { kind: 'near' | 'close' | 'apart'; metres: number }
    | { kind: 'district'; outcode: string }
    | { kind: 'other-district' }
    | { kind: 'phone'; number: string; carriers: number }
    | { kind: 'web-page' | 'website'; address: string; carriers: number }
    | { kind: 'other-web-page'; address: string }
    | { kind: 'charity'; number: string }
    | { kind: 'other-charity'; numbers: readonly [string, string] }
    | { kind: 'organisation'; name: string }
    | { kind: 'days' | 'other-days' }
    | { kind: 'one-organisation' }
  );

export interface Evidence {
  level: Level;
  score: number; // about the logarithm (base 2) of the odds that the two are one
  reasons: readonly Reason[]; // the weightiest first
}

/** Two subjects that may be one; `firstId` sorts before `secondId`. */
export interface Pair extends Evidence {
  firstId: string;
  secondId: string;
}
