import { may, type HeldRole } from '#src/features/accounts/roles.ts';

/** The organisations whose referrals somebody answers, by name. */
export function handledOrganisations(roles: readonly HeldRole[]): { id: string; name: string }[] {
  const names = new Map(
    roles.flatMap(({ organisationId, organisationName }) =>
      organisationId !== null && may(roles, 'referrals:handle', organisationId)
        ? [[organisationId, organisationName ?? ''] as const]
        : [],
    ),
  );
  return [...names].map(([id, name]) => ({ id, name }));
}
