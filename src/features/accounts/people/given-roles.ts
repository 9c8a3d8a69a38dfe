import { isRole, ROLES } from '../roles.ts';
import type { GivenRole } from '../visit.ts';

/** A role as a form's checkbox sends it: "administrator", or "organisation_editor:ORGANISATION". */
export const roleValue = ({ role, organisationId }: GivenRole): string =>
  organisationId === null ? role : `${role}:${organisationId}`;

/** What `roleValue` wrote; null for anything else, or for a role in the wrong place. */
export function roleOfValue(value: string): GivenRole | null {
  const [, role = '', organisationId] = /^([a-z_]+)(?::([\w-]{1,64}))?$/.exec(value) ?? [];
  if (!isRole(role)) return null;
  const given = { role, organisationId: organisationId ?? null };
  return isInPlace(given) ? given : null;
}

/** True when a role of organisations names one, and a role that counts everywhere names none. */
export const isInPlace = ({ role, organisationId }: GivenRole): boolean =>
  (ROLES[role].scope === 'organisation') === (organisationId !== null);

/** The same roles without repetitions, in their order. */
export function onceEach(roles: readonly GivenRole[]): GivenRole[] {
  const seen = new Map(roles.map((given) => [roleValue(given), given]));
  return [...seen.values()];
}
