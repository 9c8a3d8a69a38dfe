import { may, type HeldRole } from '#src/features/accounts/roles.ts';

/** The organisations at which somebody holds a role, by name, with what they may do there. */
export function ownOrganisations(roles: readonly HeldRole[]) {
  const names = new Map(
    roles.flatMap(({ organisationId, organisationName }) =>
      organisationId === null ? [] : [[organisationId, organisationName ?? ''] as const],
    ),
  );
  return [...names].map(([id, name]) => ({
    id,
    name,
    mayEdit: may(roles, 'organisation:edit', id),
    mayManage: may(roles, 'organisation:manage', id),
  }));
}
