import { hasOrganisation, may, type Permission } from '#src/features/accounts/roles.ts';
import type { SignInState } from '#src/features/accounts/signed-in.ts';
import { paths } from '#src/lib/paths.ts';

export interface NavigationLink {
  text: string;
  href: string;
  /** True for the name of whoever is signed in, which may be long. */
  isPerson?: boolean;
}

/** The areas of staff and partners, and what opens each: one of these permissions, or a role at an organisation. */
const AREAS: readonly (NavigationLink & { permissions: readonly Permission[] })[] = [
  { text: 'Workspace', href: paths.workspace(), permissions: ['requests:handle'] },
  { text: 'Desk', href: paths.desk(), permissions: ['directory:edit'] },
  {
    text: 'Administration',
    href: paths.admin(),
    permissions: ['tasks:handle', 'jobs:read', 'people:manage', 'records:manage'],
  },
];

/** What stands in the header of staff pages for whoever has come so far with signing in. */
export function navigationFor(state: SignInState): NavigationLink[] {
  if (!('user' in state)) return [{ text: 'Sign in', href: paths.signIn() }];
  const signOut = { text: 'Sign out', href: paths.signOut() };
  if (state.kind !== 'signed-in') return [signOut];
  const areas = AREAS.filter(({ permissions }) =>
    permissions.some((permission) => may(state.user.roles, permission)),
  ).map(({ text, href }) => ({ text, href }));
  const partner = hasOrganisation(state.user.roles)
    ? [{ text: 'Your organisation', href: paths.partner() }]
    : [];
  return [...partner, ...areas, { text: state.user.name, href: paths.account(), isPerson: true }, signOut];
}
