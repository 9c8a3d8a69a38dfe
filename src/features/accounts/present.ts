import { formatInstant } from '#src/features/jobs/present.ts';
import { listInWords } from '#src/lib/text.ts';
import { roleValue } from './people/given-roles.ts';
import type { PersonState, StateFilter } from './people/rules.ts';
import { PERMISSIONS, PERMISSION_NAMES, ROLES, ROLE_NAMES, type HeldRole, type Role } from './roles.ts';
import type { SignInMethod } from './signed-in.ts';

/** A status in words, and the shape that `fd-state` draws before them. */
export interface StateTag {
  text: string;
  shape: 'good' | 'caution' | 'bad' | 'off';
}

const STATE_TAGS: Readonly<Record<PersonState, StateTag>> = {
  invited: { text: 'Invited', shape: 'caution' },
  active: { text: 'Can sign in', shape: 'good' },
  stopped: { text: 'Stopped', shape: 'bad' },
};

export const stateTag = (state: PersonState): StateTag => STATE_TAGS[state];

export const STATE_FILTER_WORDS: Readonly<Record<StateFilter, string>> = {
  invited: 'Invited, not here yet',
  active: 'Can sign in',
  stopped: 'Stopped',
  'no-second-step': 'Needs a second step, has none',
};

/** "21 November 2026, 3:07am" in London's time, or what stands for never. */
export const momentInWords = (instant: string | null, never = 'Never'): string =>
  instant === null ? never : formatInstant(new Date(instant));

/** A role as it is held: "Editor", "Manager of Marlbridge Community Kitchen". */
export const roleInWords = ({ role, organisationId, organisationName }: HeldRole): string =>
  organisationId === null
    ? ROLES[role].name
    : ROLES[role].name.replace('an organisation', () => organisationName ?? 'an organisation');

/** All roles of somebody in one line; a sentence of its own when there is none. */
export const rolesInWords = (roles: readonly HeldRole[]): string =>
  roles.length === 0 ? 'No role: may sign in and do nothing more' : listInWords(roles.map(roleInWords));

/** What a role lets people do, in the words of the one table of permissions. */
export const permissionsOfRole = (role: Role): string[] =>
  PERMISSION_NAMES.filter((name) => {
    const granting: readonly Role[] = PERMISSIONS[name].roles;
    return granting.includes(role);
  }).map((name) => PERMISSIONS[name].does);

/** A checkbox for a role: what it is for and what it lets people do stand with it, before it is granted. */
export interface RoleChoice {
  key: string;
  name: string;
  does: string;
  permissions: readonly string[];
  asksForSecondStep: boolean;
  isOrganisations: boolean; // the organisation is asked for on the next page
}

const choiceOf = (key: string, name: string, role: Role): RoleChoice => ({
  key,
  name,
  does: ROLES[role].does,
  permissions: permissionsOfRole(role),
  asksForSecondStep: ROLES[role].secondStep === 'required',
  isOrganisations: ROLES[role].scope === 'organisation' && key === role,
});

/** The roles that somebody could be given: those held at organisations first, then every role there is. */
export const roleChoices = (held: readonly HeldRole[]): RoleChoice[] => [
  ...held
    .filter(({ organisationId }) => organisationId !== null)
    .map((role) => choiceOf(roleValue(role), roleInWords(role), role.role)),
  ...ROLE_NAMES.map((role) => choiceOf(role, ROLES[role].name, role)),
];

/** What would be given and what taken, in words, when these roles become those. */
export function changesInWords(
  before: readonly HeldRole[],
  after: readonly HeldRole[],
): { given: string[]; taken: string[] } {
  const keys = (roles: readonly HeldRole[]): ReadonlySet<string> => new Set(roles.map(roleValue));
  const [had, has] = [keys(before), keys(after)];
  return {
    given: after.filter((role) => !had.has(roleValue(role))).map(roleInWords),
    taken: before.filter((role) => !has.has(roleValue(role))).map(roleInWords),
  };
}

const METHOD_WORDS: Readonly<Record<SignInMethod, string>> = {
  password: 'password',
  link: 'link in an email',
  oidc: 'another system',
};

export const methodInWords = (method: SignInMethod): string => METHOD_WORDS[method];

/** A secret in groups of four, as people type it: "JBSW Y3DP". */
export const inGroups = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? '';

interface ShownPerson {
  state: PersonState;
  hasPassword: boolean;
  hasSecondStep: boolean;
  systems: number;
}

/** The first sentence about somebody: what to do next, if anything. */
export function adviceAbout(person: ShownPerson, lacksSecondStep: boolean, hasInvitation: boolean): string {
  if (person.state === 'stopped') return 'They cannot sign in. Let them return if they work here again.';
  if (person.state === 'invited')
    return hasInvitation
      ? 'They have not taken up their invitation. Send it again if they cannot find it, or withdraw it.'
      : 'Their invitation has run out. Send it again if they should still come, or withdraw it.';
  if (lacksSecondStep)
    return 'They must set up a second step before they see anything: it is asked of them when they sign in.';
  return 'There is nothing to do. Change what they may do when their work changes, and stop them when they leave.';
}

/** How somebody can sign in, in words: "Password, or a link in an email". */
export function waysToSignIn({ state, hasPassword, systems }: ShownPerson): string {
  if (state === 'invited') return 'Not yet: the invitation comes first';
  const ways = [
    ...(hasPassword ? ['password'] : []),
    'a link in an email',
    ...(systems > 0 ? ['another system'] : []),
  ];
  const words = ways.join(', or ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What was just done to somebody, by the word that the address brings along. */
export const PERSON_DONE: Readonly<Record<string, string>> = {
  invited: 'The invitation is on its way.',
  'invited-again': 'The invitation is on its way again. The link of the one before no longer works.',
  roles: 'What they may do was changed. It counts from their next click.',
  stopped: 'They were stopped, and signed out everywhere.',
  returned: 'They may sign in again.',
  'signed-out': 'They were signed out everywhere.',
  'second-step': 'Their second step was taken away. They set up a new one when they next sign in.',
};
