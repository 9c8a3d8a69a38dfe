import { onceEach, roleOfValue } from './given-roles.ts';
import { isRole, ROLES, type Role } from '../roles.ts';
import { isWaiting } from '../rules.ts';
import type { GivenRole } from '../visit.ts';

/** Where somebody stands: asked to come and not here yet, able to sign in, or stopped from it. */
export type PersonState = 'invited' | 'active' | 'stopped';

export const STATE_FILTERS = ['invited', 'active', 'stopped', 'no-second-step'] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

export const PEOPLE_SORTS = ['name', 'last-signed-in'] as const;
export type PeopleSort = (typeof PEOPLE_SORTS)[number];

/** How a list of people is narrowed and ordered; what is undefined narrows nothing. */
export interface PersonFilter {
  words?: string | undefined; // in names and addresses
  role?: Role | undefined;
  state?: StateFilter | undefined;
  sort?: PeopleSort | undefined; // by name unless told
}

/** Where somebody stands, by their account's row. */
export function stateOfPerson(account: {
  stopped_at: string | null;
  password_hash: string | null;
  last_signed_in_at: string | null;
}): PersonState {
  if (account.stopped_at !== null) return 'stopped';
  return isWaiting(account) ? 'invited' : 'active';
}

export interface RolesRead {
  chosen: GivenRole[];
  /** Roles of an organisation that is still to be chosen. */
  open: Role[];
}

/**
 * Reads the boxes for roles that were ticked: what `roleValue` wrote, and the bare names of organisations' roles whose
 * organisation comes later. Null when a value is neither.
 */
export function readRoles(values: readonly string[]): RolesRead | null {
  const chosen: GivenRole[] = [];
  const open = new Set<Role>();
  for (const value of values) {
    const given = roleOfValue(value);
    if (given !== null) chosen.push(given);
    else if (isRole(value) && ROLES[value].scope === 'organisation') open.add(value);
    else return null;
  }
  return { chosen: onceEach(chosen), open: [...open] };
}

/** The roles read, with the open ones at this organisation. */
export const atOrganisation = ({ chosen, open }: RolesRead, organisationId: string): GivenRole[] =>
  onceEach([...chosen, ...open.map((role) => ({ role, organisationId }))]);
