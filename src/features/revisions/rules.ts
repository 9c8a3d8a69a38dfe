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
