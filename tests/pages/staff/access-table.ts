import type { Role } from '#src/features/accounts/roles.ts';

/**
 * Who may open each page, and do each thing, that is not for everybody. Written a second time, by hand: a change to the
 * permissions of features/accounts/roles.ts that nobody meant shows as a difference from this table.
 */
export type Who =
  | 'anybody' // signed out too
  | 'half-way' // whoever has proved something: a session that still needs its second step, or has it
  | 'signed-in'
  | readonly Role[];

export interface Access {
  route: string; // as in routes.json
  get: Who | null; // null: there is nothing to read at this address
  post: Who | null; // null: nothing can be done here
  askedBy?: 'a script'; // which cannot be sent to sign in: it is told no
}

const ADMINISTRATOR: readonly Role[] = ['administrator'];
const JOB_READERS: readonly Role[] = ['administrator', 'editor'];
const EDITOR: readonly Role[] = ['editor'];
const NAVIGATOR: readonly Role[] = ['navigator'];
const SOURCE_MANAGERS: readonly Role[] = ['editor', 'administrator'];
const TASK_HANDLERS: readonly Role[] = ['administrator', 'editor', 'navigator'];

/** Of an organisation's own page: its people, and the desk. */
const ITS_PEOPLE: readonly Role[] = ['organisation_manager', 'organisation_editor', 'referral_handler'];
const ITS_PEOPLE_AND_EDITOR: readonly Role[] = [...ITS_PEOPLE, 'editor'];
const ITS_MANAGER: readonly Role[] = ['organisation_manager'];

/** Of referrals: whoever answers them for an organisation. */
const HANDLER: readonly Role[] = ['referral_handler'];

/** Of a service's own pages: whoever may change it. */
const ITS_WRITERS: readonly Role[] = ['organisation_manager', 'organisation_editor', 'editor'];

export const ACCESS: readonly Access[] = [
  { route: '/sign-in', get: 'anybody', post: 'anybody' },
  { route: '/sign-in/link', get: 'anybody', post: 'anybody' },
  { route: '/sign-in/link/[token]', get: 'anybody', post: 'anybody' },
  { route: '/sign-in/link/sent', get: 'anybody', post: null },
  { route: '/sign-in/forgotten-password', get: 'anybody', post: 'anybody' },
  { route: '/sign-in/new-password/[token]', get: 'anybody', post: 'anybody' },
  { route: '/sign-in/oidc', get: null, post: 'anybody' },
  { route: '/sign-in/oidc/callback', get: 'anybody', post: null },
  { route: '/sign-in/second-step', get: 'anybody', post: 'anybody' },
  { route: '/sign-in/recovery-code', get: 'anybody', post: 'anybody' },
  { route: '/sign-out', get: 'anybody', post: 'anybody' },
  { route: '/invitations/[token]', get: 'anybody', post: 'anybody' },
  { route: '/account', get: 'signed-in', post: null },
  { route: '/account/name', get: 'signed-in', post: 'signed-in' },
  { route: '/account/email', get: 'signed-in', post: 'signed-in' },
  { route: '/account/email/[token]', get: 'signed-in', post: 'signed-in' },
  { route: '/account/password', get: 'signed-in', post: 'signed-in' },
  { route: '/account/second-step', get: 'half-way', post: 'half-way' },
  { route: '/account/second-step/new-app', get: 'signed-in', post: 'signed-in' },
  { route: '/account/recovery-codes', get: 'signed-in', post: 'signed-in' },
  { route: '/account/sessions', get: 'signed-in', post: 'signed-in' },
  { route: '/account/sessions/[id]/end', get: null, post: 'signed-in' },
  { route: '/account/sessions/renewal', get: null, post: 'signed-in', askedBy: 'a script' },
  { route: '/account/permissions', get: 'signed-in', post: null },
  { route: '/account/other-system', get: 'signed-in', post: 'signed-in' },
  { route: '/admin', get: TASK_HANDLERS, post: null },
  { route: '/admin/people', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/people/invitation', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/people/[id]', get: ADMINISTRATOR, post: null },
  { route: '/admin/people/[id]/roles', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/people/[id]/stop', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/people/[id]/return', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/people/[id]/sessions', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/people/[id]/invitation', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/people/[id]/second-step', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/records', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/records/[id]', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/records/[id]/erasure', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/records/[id]/export', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/records/[id]/hold', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/retention', get: ADMINISTRATOR, post: null },
  { route: '/admin/settings', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/audit', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/audit/[sequence]', get: ADMINISTRATOR, post: null },
  { route: '/admin/audit/export.csv', get: null, post: ADMINISTRATOR },
  { route: '/admin/messages', get: ADMINISTRATOR, post: null },
  { route: '/admin/messages/[id]', get: ADMINISTRATOR, post: null },
  { route: '/admin/messages/[id]/retry', get: null, post: ADMINISTRATOR },
  { route: '/admin/messages/[id]/bounce', get: ADMINISTRATOR, post: ADMINISTRATOR },
  { route: '/admin/jobs', get: JOB_READERS, post: null },
  { route: '/admin/jobs/[name]', get: JOB_READERS, post: null },
  { route: '/admin/jobs/[name]/run', get: null, post: ADMINISTRATOR },
  { route: '/admin/tasks', get: TASK_HANDLERS, post: null },
  { route: '/admin/tasks/[id]', get: TASK_HANDLERS, post: TASK_HANDLERS },
  { route: '/desk', get: EDITOR, post: null },
  { route: '/desk/reports', get: EDITOR, post: null },
  { route: '/desk/reports/[id]', get: EDITOR, post: EDITOR },
  { route: '/desk/services', get: EDITOR, post: null },
  { route: '/desk/services/change', get: EDITOR, post: EDITOR },
  { route: '/desk/undo', get: EDITOR, post: null },
  { route: '/desk/undo/[id]', get: EDITOR, post: EDITOR },
  { route: '/desk/sources', get: SOURCE_MANAGERS, post: null },
  { route: '/desk/sources/[id]', get: SOURCE_MANAGERS, post: SOURCE_MANAGERS },
  { route: '/desk/do-not-list', get: SOURCE_MANAGERS, post: SOURCE_MANAGERS },
  { route: '/desk/do-not-list/[id]', get: SOURCE_MANAGERS, post: SOURCE_MANAGERS },
  { route: '/partner/organisations/[id]/reports', get: ITS_WRITERS, post: ITS_WRITERS },
  { route: '/desk/duplicates', get: EDITOR, post: null },
  { route: '/desk/duplicates/search', get: null, post: EDITOR },
  { route: '/desk/duplicates/[first]/[second]', get: EDITOR, post: EDITOR },
  { route: '/desk/duplicates/[first]/[second]/difference', get: null, post: EDITOR },
  { route: '/desk/duplicates/organisations', get: EDITOR, post: null },
  { route: '/desk/duplicates/organisations/[first]/[second]', get: EDITOR, post: EDITOR },
  { route: '/desk/duplicates/organisations/[first]/[second]/difference', get: null, post: EDITOR },
  { route: '/desk/needs', get: EDITOR, post: EDITOR },
  { route: '/desk/needs/[slug]', get: EDITOR, post: EDITOR },
  { route: '/desk/needs/[slug]/word', get: null, post: EDITOR },
  { route: '/desk/needs/[slug]/text', get: EDITOR, post: EDITOR },
  { route: '/desk/needs/[slug]/services', get: EDITOR, post: EDITOR },
  { route: '/desk/reviews', get: EDITOR, post: null },
  { route: '/desk/reviews/[service]', get: EDITOR, post: EDITOR },
  { route: '/review/[token]', get: 'anybody', post: 'anybody' },
  { route: '/review/[token]/done', get: 'anybody', post: null },
  { route: '/review/[token]/new-link', get: null, post: 'anybody' },
  { route: '/review/[token]/[service]', get: 'anybody', post: null },
  { route: '/review/[token]/[service]/closed', get: 'anybody', post: 'anybody' },
  { route: '/review/[token]/[service]/[section]', get: 'anybody', post: 'anybody' },
  { route: '/claims/[token]', get: 'anybody', post: 'anybody' },
  { route: '/desk/claims', get: EDITOR, post: null },
  { route: '/desk/claims/[id]', get: EDITOR, post: EDITOR },
  { route: '/desk/evidence', get: EDITOR, post: null },
  { route: '/desk/evidence/[id]', get: EDITOR, post: EDITOR },
  { route: '/desk/organisations/[id]', get: EDITOR, post: EDITOR },
  { route: '/partner', get: 'signed-in', post: null },
  { route: '/partner/organisations/[id]', get: ITS_PEOPLE_AND_EDITOR, post: null },
  { route: '/partner/organisations/[id]/reviews', get: ITS_WRITERS, post: ITS_WRITERS },
  { route: '/partner/organisations/[id]/visits', get: ITS_PEOPLE_AND_EDITOR, post: null },
  { route: '/partner/organisations/[id]/team', get: ITS_PEOPLE_AND_EDITOR, post: null },
  { route: '/partner/organisations/[id]/team/invitation', get: ITS_MANAGER, post: ITS_MANAGER },
  { route: '/partner/organisations/[id]/team/[accountId]', get: ITS_MANAGER, post: ITS_MANAGER },
  { route: '/partner/organisations/[id]/leave', get: ITS_PEOPLE, post: ITS_PEOPLE },
  { route: '/partner/organisations/[id]/claims/[claimId]', get: ITS_MANAGER, post: ITS_MANAGER },
  { route: '/partner/organisations/[id]/evidence', get: ITS_MANAGER, post: ITS_MANAGER },
  { route: '/desk/proposals', get: EDITOR, post: null },
  { route: '/desk/proposals/[id]', get: EDITOR, post: EDITOR },
  { route: '/partner/referrals', get: HANDLER, post: null },
  { route: '/partner/referrals/[id]', get: HANDLER, post: null },
  { route: '/partner/referrals/[id]/[move]', get: HANDLER, post: HANDLER },
  { route: '/partner/services/[id]', get: ITS_WRITERS, post: null },
  { route: '/partner/services/[id]/sections/[section]', get: ITS_WRITERS, post: ITS_WRITERS },
  { route: '/partner/services/[id]/preview', get: ITS_WRITERS, post: null },
  { route: '/partner/services/[id]/send', get: ITS_WRITERS, post: ITS_WRITERS },
  { route: '/partner/services/[id]/discard', get: ITS_WRITERS, post: ITS_WRITERS },
  { route: '/partner/services/[id]/close', get: ITS_WRITERS, post: ITS_WRITERS },
  { route: '/partner/organisations/[id]/services/new', get: ITS_WRITERS, post: ITS_WRITERS },
  { route: '/partner/services/[id]/quick/[fact]', get: ITS_WRITERS, post: ITS_WRITERS },
  { route: '/partner/services/[id]/revisions', get: ITS_WRITERS, post: null },
  { route: '/partner/services/[id]/revisions/[number]', get: ITS_WRITERS, post: ITS_WRITERS },
  { route: '/workspace', get: NAVIGATOR, post: null },
  { route: '/workspace/find', get: NAVIGATOR, post: NAVIGATOR },
  { route: '/workspace/requests/[id]', get: NAVIGATOR, post: null },
  { route: '/workspace/requests/[id]/why', get: NAVIGATOR, post: NAVIGATOR },
  { route: '/workspace/requests/[id]/take', get: NAVIGATOR, post: NAVIGATOR },
  { route: '/workspace/requests/[id]/hand-over', get: NAVIGATOR, post: NAVIGATOR },
  { route: '/workspace/requests/[id]/put-back', get: NAVIGATOR, post: NAVIGATOR },
  { route: '/workspace/requests/[id]/attempts', get: NAVIGATOR, post: NAVIGATOR },
  { route: '/workspace/requests/[id]/notes', get: NAVIGATOR, post: NAVIGATOR },
  { route: '/workspace/requests/[id]/views', get: NAVIGATOR, post: null },
  { route: '/workspace/requests/[id]/closure', get: NAVIGATOR, post: NAVIGATOR },
  { route: '/workspace/requests/[id]/withdrawal', get: NAVIGATOR, post: NAVIGATOR },
  { route: '/workspace/requests/[id]/consents', get: NAVIGATOR, post: null },
  { route: '/workspace/requests/[id]/consents/new', get: NAVIGATOR, post: NAVIGATOR },
  { route: '/workspace/requests/[id]/consents/withdrawal', get: NAVIGATOR, post: NAVIGATOR },
  { route: '/workspace/requests/[id]/messages', get: NAVIGATOR, post: null },
  { route: '/workspace/requests/[id]/messages/[messageId]', get: NAVIGATOR, post: null },
  { route: '/workspace/requests/[id]/services', get: NAVIGATOR, post: null },
  { route: '/workspace/requests/[id]/referrals', get: NAVIGATOR, post: NAVIGATOR },
  { route: '/workspace/requests/[id]/referrals/[referralId]', get: NAVIGATOR, post: null },
  { route: '/workspace/requests/[id]/referrals/[referralId]/[move]', get: NAVIGATOR, post: NAVIGATOR },
];

/** Routes outside this table are for everybody, always. */
export const PUBLIC_ROUTE =
  /^\/($|404$|500$|about|accessibility|api\/|contact|cookies|covering-your-tracks|credits|data$|easy-read|feedback|get-help|leave$|logo|needs|no-access$|organisations|pictures|place\.css|privacy|referrals|robots\.txt|search|services|shortlist|sitemap\.xml|suggestions|track|urgent-help)/;
