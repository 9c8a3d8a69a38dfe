import type { Visibility } from '#db/vocabulary.ts';
import { isSame, type ContentField } from '#src/features/services/fields.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';

/** What the desk can do to many services at once. */
export const CHANGE_KINDS = [
  'hide',
  'show',
  'checked',
  'interval',
  'add-need',
  'remove-need',
  'move',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** At most so many services are changed at once: as many as a person can look through. */
export const MOST_AT_ONCE = 100;

export const REVIEW_MONTHS = [3, 6, 12] as const;

/** What is to be done to each of the chosen services. */
export type Change =
  | { kind: 'hide' | 'show' }
  | { kind: 'checked'; day: string; by: string } // YYYY-MM-DD; who, as the public reads it
  | { kind: 'interval'; months: number }
  | { kind: 'add-need' | 'remove-need'; need: string } // slug
  | { kind: 'move'; organisationId: string };

/** A service as a change meets it. */
export interface Changeable {
  visibility: Visibility;
  isMerged: boolean; // another service took its place
  isUnwanted: boolean; // it, or whoever runs it, asked not to be listed
  record: ServiceRecord;
}

/** Why a service stays as it is. */
export type Untouched =
  'hidden-already' | 'public-already' | 'draft' | 'merged' | 'do-not-list' | 'as-it-is' | 'checked-later';

export type Effect =
  | { kind: 'visibility'; visibility: Visibility }
  | { kind: 'content'; record: ServiceRecord; fields: readonly ContentField[] }
  | { kind: 'none'; why: Untouched };

const none = (why: Untouched): Effect => ({ kind: 'none', why });

/** What a change does to a service, or why nothing. */
export function effectOf(change: Change, service: Changeable): Effect {
  const { record } = service;
  switch (change.kind) {
    case 'hide':
      return service.visibility === 'public'
        ? { kind: 'visibility', visibility: 'hidden' }
        : none(service.visibility === 'hidden' ? 'hidden-already' : 'draft');
    case 'show':
      return effectOfShowing(service);
    case 'checked':
      if (record.assuredOn !== null && record.assuredOn > change.day) return none('checked-later');
      return content(record, { assuredOn: change.day, assuredBy: change.by }, ['assuredOn', 'assuredBy']);
    case 'interval':
      return content(record, { reviewMonths: change.months }, ['reviewMonths']);
    case 'add-need':
      return withNeed(record, change.need);
    case 'remove-need':
      return content(record, { needs: record.needs.filter(({ slug }) => slug !== change.need) }, ['needs']);
    case 'move':
      return content(record, { organisationKey: change.organisationId }, ['organisationKey']);
  }
}

function effectOfShowing({ visibility, isMerged, isUnwanted }: Changeable): Effect {
  if (visibility === 'public') return none('public-already');
  if (visibility === 'draft') return none('draft');
  if (isMerged) return none('merged');
  return isUnwanted ? none('do-not-list') : { kind: 'visibility', visibility: 'public' };
}

/** A need that was only suggested is one that a person has now chosen. */
function withNeed(record: ServiceRecord, need: string): Effect {
  const others = record.needs.filter(({ slug }) => slug !== need);
  const needs = [...others, { slug: need, suggested: false }].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const isChosen = record.needs.some(({ slug, suggested }) => slug === need && !suggested);
  return isChosen ? none('as-it-is') : content(record, { needs }, ['needs']);
}

function content(
  record: ServiceRecord,
  change: Partial<ServiceRecord>,
  fields: readonly ContentField[],
): Effect {
  const changed: ServiceRecord = { ...record, ...change };
  return fields.every((field) => isSame(record[field] ?? null, changed[field] ?? null))
    ? none('as-it-is')
    : { kind: 'content', record: changed, fields };
}
