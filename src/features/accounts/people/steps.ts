import type { GivenRole } from '../visit.ts';
import { ROLE_STEP_SENTENCES, type RoleStepsForm } from './forms.ts';
import { atOrganisation, readRoles } from './rules.ts';

export interface OrganisationChoice {
  id: string;
  name: string;
}

/** How giving roles goes on: the page to show, or that all is said and confirmed. */
export interface RoleStep {
  show: 'roles' | 'organisation' | 'check' | 'send';
  roles: readonly GivenRole[]; // as far as they are known
  matches: readonly OrganisationChoice[]; // organisations to choose from
  fault: { field: string; text: string } | null;
}

/** Where organisations are looked up. */
export interface OrganisationLookUp {
  named(words: string): Promise<readonly OrganisationChoice[]>;
  exists(id: string): Promise<boolean>;
}

/**
 * Decides what comes after a form about roles: the roles themselves, then the organisation when a role is for one, then
 * a look at the whole, then sending. Nothing is kept between the pages: each brings along what was chosen before.
 */
export async function nextRoleStep(
  { step, roles, words, organisation }: RoleStepsForm,
  lookUp: OrganisationLookUp,
  mayBeNone: boolean,
): Promise<RoleStep> {
  const read = readRoles(roles);
  const back = (text: string): RoleStep => ({
    show: 'roles',
    roles: [],
    matches: [],
    fault: { field: 'roles', text },
  });
  if (read === null) return back(ROLE_STEP_SENTENCES.unknownRole);
  if (!mayBeNone && read.chosen.length + read.open.length === 0) return back(ROLE_STEP_SENTENCES.roles);
  const shown = (show: RoleStep['show'], more: Partial<RoleStep> = {}): RoleStep => ({
    show,
    roles: read.chosen,
    matches: [],
    fault: null,
    ...more,
  });
  if (step === 'back') return shown('roles');
  if (read.open.length === 0) return shown(step === 'send' ? 'send' : 'check');
  if (step !== 'choose' && step !== 'search') return shown('organisation');
  if (step === 'choose' && organisation !== undefined && (await lookUp.exists(organisation)))
    return shown('check', { roles: atOrganisation(read, organisation) });
  if (words === undefined)
    return shown('organisation', { fault: { field: 'words', text: ROLE_STEP_SENTENCES.words } });
  const matches = await lookUp.named(words);
  if (matches.length === 0)
    return shown('organisation', { fault: { field: 'words', text: ROLE_STEP_SENTENCES.noMatch } });
  const fault = step === 'choose' ? { field: 'organisation', text: ROLE_STEP_SENTENCES.organisation } : null;
  return shown('organisation', { matches, fault });
}
