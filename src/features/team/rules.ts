import { isRole, ROLES, ROLE_NAMES, type Role } from '#src/features/accounts/roles.ts';

/** The roles that an organisation gives out itself. */
export const TEAM_ROLES = ROLE_NAMES.filter((role) => ROLES[role].scope === 'organisation');

export const isTeamRole = (text: string): text is Role => isRole(text) && TEAM_ROLES.includes(text);

/** One of the people who work on an organisation's services. */
export interface TeamMember {
  accountId: string;
  name: string;
  email: string;
  roles: readonly Role[]; // at this organisation
  state: 'active' | 'invited' | 'stopped';
  version: number; // of the account
}

/** What a role means here, in words for colleagues: shorter than the table of all roles. */
const TEAM_ROLE_WORDS: Readonly<Record<string, { name: string; does: string }>> = {
  organisation_manager: {
    name: 'Manager',
    does: 'Changes services, invites and removes colleagues, and shows papers.',
  },
  organisation_editor: { name: 'Editor', does: 'Changes services, and says that they are right.' },
  referral_handler: { name: 'Referral handler', does: 'Answers the referrals that you get.' },
};

export const teamRoleName = (role: Role): string => TEAM_ROLE_WORDS[role]?.name ?? ROLES[role].name;

/** The roles to tick, with what each lets somebody do. */
export const TEAM_ROLE_CHOICES = TEAM_ROLES.map((role) => ({
  value: role,
  text: teamRoleName(role),
  does: TEAM_ROLE_WORDS[role]?.does ?? ROLES[role].does,
  asksForSecondStep: ROLES[role].secondStep === 'required',
}));

/** Somebody who holds roles, as the rule about the last manager sees them. */
export interface AbleManager {
  accountId: string;
  isDemo: boolean;
}

/**
 * True when this account is the only manager who can sign in: the organisation would be left without one. An account of
 * the example place counts only beside others of it, as they all go with it.
 */
export function isOnlyManager(managers: readonly AbleManager[], accountId: string): boolean {
  const own = managers.find((manager) => manager.accountId === accountId);
  if (own === undefined) return false;
  return !managers.some((other) => other.accountId !== accountId && (!other.isDemo || own.isDemo));
}
