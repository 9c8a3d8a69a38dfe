import { changedFields, isSame, withFields, type ContentField } from '#src/features/services/fields.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { withCompanions } from './sections.ts';

export interface Merge {
  merged: ServiceRecord;
  /** What both changed, and differently: `merged` has theirs, and a person must choose. */
  conflicts: readonly ContentField[];
}

/**
 * What two people made of the same content, put together: what only I changed is mine, what only they changed is theirs,
 * and where both changed the same thing differently neither is lost. Fields that only make sense together go together.
 */
export function mergeContents(base: ServiceRecord, mine: ServiceRecord, theirs: ServiceRecord): Merge {
  const changedHere = new Set(withCompanions(changedFields(base, mine)));
  const changedThere = new Set(withCompanions(changedFields(base, theirs)));
  const differing = new Set(withCompanions(changedFields(mine, theirs)));
  const both = [...changedHere].filter((field) => changedThere.has(field) && differing.has(field));
  const onlyHere = [...changedHere].filter((field) => !changedThere.has(field));
  return { merged: withFields(theirs, mine, onlyHere), conflicts: both.sort() };
}

/** Facts that change often and are soon put right: a trusted partner's are published at once (product.md). */
const SMALL: ReadonlySet<ContentField> = new Set([
  'schedules',
  'closures',
  'phones',
  'capacity',
  'waitingWeeks',
  'pausedUntil',
  'capacityUpdatedOn',
  'waitTime',
  'alert',
]);

/** Those of the changed fields that are small facts. A place counts when nothing but its times is different. */
export function smallChanges(before: ServiceRecord, after: ServiceRecord): ContentField[] {
  return changedFields(before, after).filter(
    (field) => SMALL.has(field) || (field === 'locations' && haveSamePlaces(before, after)),
  );
}

const haveSamePlaces = (before: ServiceRecord, after: ServiceRecord): boolean => {
  const places = (record: ServiceRecord): unknown =>
    record.locations.map(({ location, description }) => ({ location, description }));
  return isSame(places(before), places(after));
};

/** What is left of a proposal when only some of its fields are accepted; what must go with one goes with it. */
export const acceptFields = (
  current: ServiceRecord,
  proposed: ServiceRecord,
  accepted: readonly ContentField[],
): ServiceRecord => withFields(current, proposed, withCompanions(accepted));

/** How much of a change is published without the desk: all of it, small facts, or nothing. */
export type Trust = 'everything' | 'small' | 'nothing';

/**
 * Which of the changed fields are published at once, and which are proposed. A small fact waits with what it only makes
 * sense with: new times of a new place are proposed with the place.
 */
export function divideChanges(
  before: ServiceRecord,
  after: ServiceRecord,
  trust: Trust,
): { atOnce: ContentField[]; proposed: ContentField[] } {
  const changed = changedFields(before, after);
  const small = new Set(smallChanges(before, after));
  const isReady = (field: ContentField): boolean =>
    trust === 'everything' ||
    (trust === 'small' &&
      withCompanions([field]).every((companion) => small.has(companion) || !changed.includes(companion)));
  return {
    atOnce: changed.filter(isReady),
    proposed: changed.filter((field) => !isReady(field)),
  };
}

/** Fields that go together and were changed by two people, differently: one choice is made for all of them. */
export interface ConflictGroup {
  /** Names the choice. */
  field: ContentField;
  /** Those in which the two contents differ. */
  fields: ContentField[];
}

/** The conflicts of a merge as choices to be made. */
export function groupConflicts(
  conflicts: readonly ContentField[],
  mine: ServiceRecord,
  theirs: ServiceRecord,
): ConflictGroup[] {
  const differing = changedFields(mine, theirs);
  const groups = conflicts.map((conflict) => {
    const together = withCompanions([conflict]);
    return differing.filter((field) => together.includes(field));
  });
  const byField = new Map(
    groups.flatMap((fields) => (fields[0] === undefined ? [] : [[fields[0], fields] as const])),
  );
  return [...byField].map(([field, fields]) => ({ field, fields }));
}

/**
 * Of the fields that a proposal changes, those of which the service says something else now than when the proposal was
 * made, and not what is proposed: accepting one takes that away again.
 */
export function changedMeanwhile(
  base: ServiceRecord,
  proposed: ServiceRecord,
  present: ServiceRecord,
): ContentField[] {
  const since = new Set(changedFields(base, present));
  const differing = new Set(changedFields(proposed, present));
  return changedFields(base, proposed).filter((field) =>
    withCompanions([field]).some((companion) => since.has(companion) && differing.has(companion)),
  );
}

/** That somebody looked and found it right: nothing that anybody has to look at again. */
const ASSURANCE: ReadonlySet<ContentField> = new Set([
  'assuredOn',
  'assuredBy',
  'assurerEmail',
  'reviewMonths',
]);

/** Those of the fields published at once that the desk looks at afterwards. */
export const toBeLookedAt = (fields: readonly ContentField[]): ContentField[] =>
  fields.filter((field) => !ASSURANCE.has(field));

/** Whose words stand where both changed the same thing, by the `field` of each conflict. */
export type Choices = Readonly<Partial<Record<ContentField, 'mine' | 'theirs'>>>;

/** The fields for which each side was chosen, with those that go with them; undefined while a choice is missing. */
export function chosenFields(
  conflicts: readonly ContentField[],
  choices: Choices,
  mine: ServiceRecord,
  theirs: ServiceRecord,
): { mine: ContentField[]; theirs: ContentField[] } | undefined {
  const groups = groupConflicts(conflicts, mine, theirs);
  if (groups.some(({ field }) => choices[field] === undefined)) return undefined;
  const chosen = (side: 'mine' | 'theirs'): ContentField[] =>
    withCompanions(groups.filter(({ field }) => choices[field] === side).map(({ field }) => field));
  return { mine: chosen('mine'), theirs: chosen('theirs') };
}

/** What the desk takes of a proposal: all of it, or these fields. */
export type Accepted = 'all' | readonly ContentField[];

/**
 * Which of the fields that a proposal changes are taken, with those that go with them, and which are left out. A service
 * that is not in the directory yet cannot come into it without its name.
 */
export function divideDecision(
  base: ServiceRecord,
  proposed: ServiceRecord,
  accepted: Accepted,
): { accepted: ContentField[]; declined: ContentField[] } {
  const fields = changedFields(base, proposed);
  const named = accepted === 'all' ? fields : fields.filter((field) => accepted.includes(field));
  const needed: ContentField[] = base.name === '' && named.length > 0 ? ['name'] : [];
  const taken = new Set(withCompanions([...named, ...needed]));
  return {
    accepted: fields.filter((field) => taken.has(field)),
    declined: fields.filter((field) => !taken.has(field)),
  };
}
