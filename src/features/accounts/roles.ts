/** The one table of who may do what. Permissions are granted to roles here and nowhere else. */

interface RoleFacts {
  name: string;
  does: string; // what it is for, in a sentence
  scope: 'everywhere' | 'organisation';
  /** Required for everyone who can see the records of people helped, or who decides who can. */
  secondStep: 'required' | 'offered';
}

export const ROLES = {
  administrator: {
    name: 'Administrator',
    does: 'Decides who may do what, and looks after settings, messages and jobs.',
    scope: 'everywhere',
    secondStep: 'required',
  },
  editor: {
    name: 'Editor',
    does: 'Keeps the directory right and complete.',
    scope: 'everywhere',
    secondStep: 'required',
  },
  navigator: {
    name: 'Navigator',
    does: 'Supports people who ask for help, and refers them.',
    scope: 'everywhere',
    secondStep: 'required',
  },
  referrer: {
    name: 'Referrer',
    does: 'Asks for help for the people they work with.',
    scope: 'everywhere',
    secondStep: 'required',
  },
  commissioner: {
    name: 'Commissioner',
    does: 'Reads what people need and what is missing: numbers only, never records.',
    scope: 'everywhere',
    secondStep: 'offered',
  },
  organisation_manager: {
    name: 'Manager of an organisation',
    does: 'Looks after an organisation’s services and who works on them.',
    scope: 'organisation',
    secondStep: 'offered',
  },
  organisation_editor: {
    name: 'Editor of an organisation',
    does: 'Keeps an organisation’s services up to date.',
    scope: 'organisation',
    secondStep: 'offered',
  },
  referral_handler: {
    name: 'Referral handler of an organisation',
    does: 'Answers the referrals that an organisation gets.',
    scope: 'organisation',
    secondStep: 'required',
  },
} as const satisfies Readonly<Record<string, RoleFacts>>;

export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as readonly Role[];
export const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);

export const PERMISSIONS = {
  'people:manage': {
    does: 'Invite people, decide what they may do, stop them and sign them out',
    roles: ['administrator'],
  },
  'organisation:see': {
    does: 'See an organisation’s services, and what visitors did',
    roles: ['organisation_manager', 'organisation_editor', 'referral_handler', 'editor'],
  },
  'organisation:edit': {
    does: 'Change an organisation’s services, and say that they are right',
    roles: ['organisation_manager', 'organisation_editor', 'editor'],
  },
  'organisation:manage': {
    does: 'Decide who works on an organisation’s services, and show its papers',
    roles: ['organisation_manager'],
  },
  'directory:edit': {
    does: 'Keep the whole directory: proposals, reports, reviews, claims, duplicates',
    roles: ['editor'],
  },
  'needs:edit': { does: 'Change needs and their everyday words', roles: ['editor'] },
  'sources:manage': {
    does: 'See the sources of services, and who is not to be listed',
    roles: ['editor', 'administrator'],
  },
  'requests:handle': {
    does: 'See the requests of people who ask for help, and act on them',
    roles: ['navigator'],
  },
  'referrals:handle': {
    does: 'See the referrals that an organisation gets, and answer them',
    roles: ['referral_handler'],
  },
  'records:manage': {
    does: 'Give people what is kept about them, delete it, or see that it is kept',
    roles: ['administrator'],
  },
  'settings:manage': { does: 'Change the settings', roles: ['administrator'] },
  'audit:read': { does: 'Read who did what, and take it away as a file', roles: ['administrator'] },
  'messages:read': { does: 'Read the messages that were sent, and try again', roles: ['administrator'] },
  'jobs:read': { does: 'See how the background jobs went', roles: ['administrator', 'editor'] },
  'jobs:run': { does: 'Start a background job', roles: ['administrator'] },
  'tasks:handle': {
    does: 'See what is to be done, and say that it is done',
    roles: ['administrator', 'editor', 'navigator'],
  },
} as const satisfies Readonly<Record<string, { does: string; roles: readonly Role[] }>>;

export type Permission = keyof typeof PERMISSIONS;
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as readonly Permission[];

/** A role as somebody holds it. */
export interface HeldRole {
  role: Role;
  organisationId: string | null; // of an organisation's roles
  organisationName: string | null;
}

/**
 * True when one of the roles grants the permission. For a permission of an organisation's roles, `organisationId` says
 * at which organisation: a role held at another one does not count.
 */
export function may(
  roles: readonly HeldRole[],
  permission: Permission,
  organisationId: string | null = null,
): boolean {
  const granting: readonly Role[] = PERMISSIONS[permission].roles;
  return roles.some(
    (held) =>
      granting.includes(held.role) &&
      (ROLES[held.role].scope === 'everywhere' ||
        (organisationId !== null && held.organisationId === organisationId)),
  );
}

/** True when one of the roles asks for the second step. */
export const needsSecondStep = (roles: readonly Pick<HeldRole, 'role'>[]): boolean =>
  roles.some(({ role }) => ROLES[role].secondStep === 'required');

/** True for whoever works on the services of an organisation. */
export const hasOrganisation = (roles: readonly HeldRole[]): boolean =>
  roles.some(({ organisationId }) => organisationId !== null);

/** True for whoever does nothing else here: the partner area is where they go on after signing in. */
export const isOnlyPartner = (roles: readonly HeldRole[]): boolean =>
  hasOrganisation(roles) && roles.every(({ organisationId }) => organisationId !== null);
