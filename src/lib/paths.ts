/** Every web address of the product is built here, so none is typed twice and a rename is one edit. */

type Query = Record<string, string | number | readonly string[] | null | undefined>;

/** `path?a=1&b=2` with empty values left out and lists repeated. */
export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const item of items)
      if (item !== null && item !== undefined && item !== '') params.append(name, String(item));
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

const part = encodeURIComponent;

/** The lists of the Open Referral UK feed, in the words of the standard. */
export type FeedList =
  'services' | 'service_at_locations' | 'organizations' | 'taxonomies' | 'taxonomy_terms';

export const paths = {
  home: () => '/',
  search: (query: Query = {}) => withQuery('/search', query),
  suggestions: () => '/suggestions',
  searchApi: (query: Query = {}) => withQuery('/api/search', query),
  needs: () => '/needs',
  need: (slug: string) => `/needs/${part(slug)}`,
  service: (slug: string, query: Query = {}) => withQuery(`/services/${part(slug)}`, query),
  serviceCalendar: (slug: string) => `/services/${part(slug)}/calendar.ics`,
  organisation: (slug: string) => `/organisations/${part(slug)}`,
  shortlist: (query: Query = {}) => withQuery('/shortlist', query),
  shortlistPrint: (query: Query = {}) => withQuery('/shortlist/print', query),
  shortlistBraille: () => '/shortlist/braille.txt',
  shortlistItems: () => '/shortlist/items',
  shortlistRemovals: () => '/shortlist/removals',
  shortlistShares: () => '/shortlist/shares',
  shortlistWithdrawals: () => '/shortlist/withdrawals',
  sharedShortlist: (token: string) => `/shortlist/shared/${part(token)}`,
  sharedShortlistPrint: (token: string, query: Query = {}) =>
    withQuery(`/shortlist/shared/${part(token)}/print`, query),
  sharedShortlistBraille: (token: string) => `/shortlist/shared/${part(token)}/braille.txt`,
  urgentHelp: () => '/urgent-help',
  about: () => '/about',
  contact: () => '/contact',
  feedback: () => '/feedback',
  feedbackThanks: () => '/feedback/thanks',
  accessibility: () => '/accessibility',
  privacy: () => '/privacy',
  cookies: () => '/cookies',
  credits: () => '/credits',
  data: () => '/data',
  feed: () => '/api/open-referral/v3',
  feedList: (list: FeedList, query: Query = {}) => withQuery(`/api/open-referral/v3/${list}`, query),
  feedItem: (list: FeedList, id: string) => `/api/open-referral/v3/${list}/${part(id)}`,
  feedOpenApi: () => '/api/open-referral/v3/openapi.json',
  placeStyles: (version: string) => `/place.css?v=${version}`,
  sitemap: () => '/sitemap.xml',
  noAccess: () => '/no-access',
  signIn: (query: Query = {}) => withQuery('/sign-in', query),
  signInLink: (query: Query = {}) => withQuery('/sign-in/link', query),
  signInLinkSent: () => '/sign-in/link/sent',
  signInByLink: (token: string) => `/sign-in/link/${part(token)}`,
  signInWithOther: () => '/sign-in/oidc',
  signInWithOtherDone: () => '/sign-in/oidc/callback',
  secondStep: (query: Query = {}) => withQuery('/sign-in/second-step', query),
  secondStepSetUp: (query: Query = {}) => withQuery('/account/second-step', query),
  recoveryCode: (query: Query = {}) => withQuery('/sign-in/recovery-code', query),
  forgottenPassword: () => '/sign-in/forgotten-password',
  newPassword: (token: string) => `/sign-in/new-password/${part(token)}`,
  signOut: () => '/sign-out',
  invitation: (token: string) => `/invitations/${part(token)}`,
  account: () => '/account',
  accountName: () => '/account/name',
  accountPassword: () => '/account/password',
  accountEmail: () => '/account/email',
  accountEmailChange: (token: string) => `/account/email/${part(token)}`,
  accountSecondStep: () => '/account/second-step',
  accountNewAuthenticator: () => '/account/second-step/new-app',
  accountRecoveryCodes: () => '/account/recovery-codes',
  accountSessions: () => '/account/sessions',
  accountSessionEnd: (id: string) => `/account/sessions/${part(id)}/end`,
  accountSessionRenewal: () => '/account/sessions/renewal',
  accountPermissions: () => '/account/permissions',
  accountOtherSystem: () => '/account/other-system',
  admin: () => '/admin',
  adminPeople: (query: Query = {}) => withQuery('/admin/people', query),
  adminInvitation: () => '/admin/people/invitation',
  adminPerson: (id: string) => `/admin/people/${part(id)}`,
  adminPersonRoles: (id: string) => `/admin/people/${part(id)}/roles`,
  adminPersonStop: (id: string) => `/admin/people/${part(id)}/stop`,
  adminPersonReturn: (id: string) => `/admin/people/${part(id)}/return`,
  adminPersonSessions: (id: string) => `/admin/people/${part(id)}/sessions`,
  adminPersonInvitation: (id: string) => `/admin/people/${part(id)}/invitation`,
  adminPersonSecondStep: (id: string) => `/admin/people/${part(id)}/second-step`,
  adminSettings: () => '/admin/settings',
  adminAudit: (query: Query = {}) => withQuery('/admin/audit', query),
  adminAuditEvent: (sequence: number) => `/admin/audit/${sequence}`,
  adminAuditExport: (query: Query = {}) => withQuery('/admin/audit/export.csv', query),
  adminMessages: (query: Query = {}) => withQuery('/admin/messages', query),
  adminMessage: (id: string) => `/admin/messages/${part(id)}`,
  adminMessageRetry: (id: string) => `/admin/messages/${part(id)}/retry`,
  adminMessageBounce: (id: string) => `/admin/messages/${part(id)}/bounce`,
  adminJobs: () => '/admin/jobs',
  adminJob: (name: string) => `/admin/jobs/${part(name)}`,
  adminJobRun: (name: string) => `/admin/jobs/${part(name)}/run`,
  adminTasks: (query: Query = {}) => withQuery('/admin/tasks', query),
  adminTask: (id: string) => `/admin/tasks/${part(id)}`,
  partner: () => '/partner',
  partnerOrganisation: (id: string) => `/partner/organisations/${part(id)}`,
  partnerTeam: (id: string) => `/partner/organisations/${part(id)}/team`,
  partnerTeamInvitation: (id: string) => `/partner/organisations/${part(id)}/team/invitation`,
  partnerTeamMember: (id: string, accountId: string) =>
    `/partner/organisations/${part(id)}/team/${part(accountId)}`,
  partnerClaim: (id: string, claimId: string) => `/partner/organisations/${part(id)}/claims/${part(claimId)}`,
  partnerLeave: (id: string) => `/partner/organisations/${part(id)}/leave`,
  partnerEvidence: (id: string) => `/partner/organisations/${part(id)}/evidence`,
  partnerVisits: (id: string) => `/partner/organisations/${part(id)}/visits`,
  partnerReviews: (id: string, query: Query = {}) =>
    withQuery(`/partner/organisations/${part(id)}/reviews`, query),
  partnerNewService: (organisationId: string) =>
    `/partner/organisations/${part(organisationId)}/services/new`,
  partnerService: (id: string, query: Query = {}) => withQuery(`/partner/services/${part(id)}`, query),
  partnerSection: (id: string, section: string) => `/partner/services/${part(id)}/sections/${part(section)}`,
  partnerPreview: (id: string, query: Query = {}) =>
    withQuery(`/partner/services/${part(id)}/preview`, query),
  partnerSend: (id: string) => `/partner/services/${part(id)}/send`,
  partnerDiscard: (id: string) => `/partner/services/${part(id)}/discard`,
  partnerClose: (id: string) => `/partner/services/${part(id)}/close`,
  partnerQuick: (id: string, fact: string) => `/partner/services/${part(id)}/quick/${part(fact)}`,
  partnerRevisions: (id: string, query: Query = {}) =>
    withQuery(`/partner/services/${part(id)}/revisions`, query),
  partnerRevision: (id: string, number: number, query: Query = {}) =>
    withQuery(`/partner/services/${part(id)}/revisions/${number}`, query),
  partnerReports: (organisationId: string, query: Query = {}) =>
    withQuery(`/partner/organisations/${part(organisationId)}/reports`, query),
  review: (token: string) => `/review/${part(token)}`,
  reviewDone: (token: string) => `/review/${part(token)}/done`,
  reviewNewLink: (token: string) => `/review/${part(token)}/new-link`,
  reviewService: (token: string, serviceId: string) => `/review/${part(token)}/${part(serviceId)}`,
  reviewClosed: (token: string, serviceId: string) => `/review/${part(token)}/${part(serviceId)}/closed`,
  reviewSection: (token: string, serviceId: string, section: string) =>
    `/review/${part(token)}/${part(serviceId)}/${part(section)}`,
  claimOrganisation: (slug: string) => `/organisations/${part(slug)}/claim`,
  claim: (token: string) => `/claims/${part(token)}`,
  reportService: (slug: string) => `/services/${part(slug)}/report`,
  reportThanks: (slug: string) => `/services/${part(slug)}/report/thanks`,
  picture: (id: string, width: number) => `/pictures/${part(id)}-${width}.webp`,
  desk: () => '/desk',
  deskProposals: (query: Query = {}) => withQuery('/desk/proposals', query),
  deskProposal: (id: string) => `/desk/proposals/${part(id)}`,
  deskReports: (query: Query = {}) => withQuery('/desk/reports', query),
  deskReport: (id: string) => `/desk/reports/${part(id)}`,
  deskReviews: (query: Query = {}) => withQuery('/desk/reviews', query),
  deskReview: (serviceId: string) => `/desk/reviews/${part(serviceId)}`,
  deskDuplicates: (query: Query = {}) => withQuery('/desk/duplicates', query),
  deskDuplicate: (firstId: string, secondId: string, query: Query = {}) =>
    withQuery(`/desk/duplicates/${part(firstId)}/${part(secondId)}`, query),
  deskDuplicateDifference: (firstId: string, secondId: string) =>
    `/desk/duplicates/${part(firstId)}/${part(secondId)}/difference`,
  deskDuplicateSearch: () => '/desk/duplicates/search',
  deskOrganisationDuplicates: (query: Query = {}) => withQuery('/desk/duplicates/organisations', query),
  deskOrganisationDuplicate: (firstId: string, secondId: string, query: Query = {}) =>
    withQuery(`/desk/duplicates/organisations/${part(firstId)}/${part(secondId)}`, query),
  deskOrganisationDifference: (firstId: string, secondId: string) =>
    `/desk/duplicates/organisations/${part(firstId)}/${part(secondId)}/difference`,
  deskClaims: (query: Query = {}) => withQuery('/desk/claims', query),
  deskClaim: (id: string) => `/desk/claims/${part(id)}`,
  deskEvidence: (query: Query = {}) => withQuery('/desk/evidence', query),
  deskEvidenceItem: (id: string) => `/desk/evidence/${part(id)}`,
  deskOrganisation: (id: string) => `/desk/organisations/${part(id)}`,
  deskServices: (query: Query = {}) => withQuery('/desk/services', query),
  deskServicesChange: (query: Query = {}) => withQuery('/desk/services/change', query),
  deskNeeds: (query: Query = {}) => withQuery('/desk/needs', query),
  deskNeed: (slug: string, query: Query = {}) => withQuery(`/desk/needs/${part(slug)}`, query),
  deskNeedWord: (slug: string) => `/desk/needs/${part(slug)}/word`,
  deskNeedText: (slug: string) => `/desk/needs/${part(slug)}/text`,
  deskNeedServices: (slug: string, query: Query = {}) =>
    withQuery(`/desk/needs/${part(slug)}/services`, query),
  deskSources: () => '/desk/sources',
  deskSource: (id: string) => `/desk/sources/${part(id)}`,
  deskDoNotList: () => '/desk/do-not-list',
  deskDoNotListEntry: (id: string) => `/desk/do-not-list/${part(id)}`,
  deskUndoItem: (id: string) => `/desk/undo/${part(id)}`,
  easyRead: () => '/easy-read',
  easyReadPage: (slug: string, screen = 1) => `/easy-read/${part(slug)}${screen > 1 ? `/${screen}` : ''}`,
  easyReadFind: (query: Query = {}) => withQuery('/easy-read/find', query),
  easyReadFindWhere: (query: Query = {}) => withQuery('/easy-read/find/where', query),
  easyReadFindWho: (query: Query = {}) => withQuery('/easy-read/find/who', query),
  easyReadResults: (query: Query = {}) => withQuery('/easy-read/results', query),
  easyReadService: (slug: string, query: Query = {}) => withQuery(`/easy-read/services/${part(slug)}`, query),
  easyReadUrgentHelp: (query: Query = {}) => withQuery('/easy-read/urgent-help', query),
  easyReadHardWords: () => '/easy-read/hard-words',
  /** Asking for help, and what happens with it, are the same pages in both forms. */
  easyReadGetHelp: (query: Query = {}) => withQuery('/easy-read/get-help', query),
  easyReadTrack: () => '/easy-read/track',
  servicePrint: (slug: string, query: Query = {}) => withQuery(`/services/${part(slug)}/print`, query),
  serviceBraille: (slug: string) => `/services/${part(slug)}/braille.txt`,
  coveringYourTracks: () => '/covering-your-tracks',
  leave: () => '/leave',
  getHelp: (query: Query = {}) => withQuery('/get-help', query),
  getHelpQuestion: (question: string, query: Query = {}) => withQuery(`/get-help/${part(question)}`, query),
  getHelpCheck: () => '/get-help/check',
  getHelpUrgent: () => '/get-help/urgent',
  getHelpStayingSafe: () => '/get-help/staying-safe',
  getHelpSend: () => '/get-help/send',
  getHelpSent: () => '/get-help/sent',
  getHelpSaved: () => '/get-help/saved',
  getHelpDiscard: () => '/get-help/discard',
  getHelpAway: () => '/get-help/away',
  getHelpHandOver: () => '/get-help/hand-over',
  getHelpContinue: (token: string) => `/get-help/continue/${part(token)}`,
  getHelpCannotSend: () => '/get-help/cannot-send',
  trackIndex: () => '/track',
  trackLinkSent: () => '/track/link-sent',
  track: (token: string, query: Query = {}) => withQuery(`/track/${part(token)}`, query),
  trackCode: (token: string) => `/track/${part(token)}/code`,
  trackAdd: (token: string) => `/track/${part(token)}/add`,
  trackSharing: (token: string, query: Query = {}) => withQuery(`/track/${part(token)}/sharing`, query),
  trackWithdraw: (token: string) => `/track/${part(token)}/withdraw`,
  trackCopy: (token: string, query: Query = {}) => withQuery(`/track/${part(token)}/copy`, query),
  trackLeave: (token: string, query: Query = {}) => withQuery(`/track/${part(token)}/leave`, query),
  requestFeedback: (token: string) => `/track/feedback/${part(token)}`,
  referral: (token: string) => `/referrals/${part(token)}`,
  referralAnswer: (token: string, answer: string) => `/referrals/${part(token)}/${part(answer)}`,
  referralCode: (token: string) => `/referrals/${part(token)}/code`,
  referralDetails: (token: string) => `/referrals/${part(token)}/details`,
  partnerReferrals: (query: Query = {}) => withQuery('/partner/referrals', query),
  partnerReferral: (id: string, query: Query = {}) => withQuery(`/partner/referrals/${part(id)}`, query),
  partnerReferralMove: (id: string, move: string) => `/partner/referrals/${part(id)}/${part(move)}`,
  workspace: (query: Query = {}) => withQuery('/workspace', query),
  workspaceFind: (query: Query = {}) => withQuery('/workspace/find', query),
  workspaceRequest: (id: string, query: Query = {}) => withQuery(`/workspace/requests/${part(id)}`, query),
  workspaceWhy: (id: string, query: Query = {}) => withQuery(`/workspace/requests/${part(id)}/why`, query),
  workspaceTake: (id: string) => `/workspace/requests/${part(id)}/take`,
  workspaceHandOver: (id: string) => `/workspace/requests/${part(id)}/hand-over`,
  workspacePutBack: (id: string) => `/workspace/requests/${part(id)}/put-back`,
  workspaceAttempts: (id: string) => `/workspace/requests/${part(id)}/attempts`,
  workspaceNotes: (id: string) => `/workspace/requests/${part(id)}/notes`,
  workspaceConsents: (id: string, query: Query = {}) =>
    withQuery(`/workspace/requests/${part(id)}/consents`, query),
  workspaceNewConsent: (id: string, query: Query = {}) =>
    withQuery(`/workspace/requests/${part(id)}/consents/new`, query),
  workspaceConsentEnd: (id: string, query: Query = {}) =>
    withQuery(`/workspace/requests/${part(id)}/consents/withdrawal`, query),
  workspaceMessages: (id: string) => `/workspace/requests/${part(id)}/messages`,
  workspaceViews: (id: string) => `/workspace/requests/${part(id)}/views`,
  workspaceClosure: (id: string) => `/workspace/requests/${part(id)}/closure`,
  workspaceWithdrawal: (id: string) => `/workspace/requests/${part(id)}/withdrawal`,
  workspaceChoose: (id: string, query: Query = {}) =>
    withQuery(`/workspace/requests/${part(id)}/services`, query),
  workspaceRefer: (id: string, query: Query = {}) =>
    withQuery(`/workspace/requests/${part(id)}/referrals`, query),
  workspaceReferral: (id: string, referralId: string) =>
    `/workspace/requests/${part(id)}/referrals/${part(referralId)}`,
  workspaceReferralMove: (id: string, referralId: string, move: string) =>
    `/workspace/requests/${part(id)}/referrals/${part(referralId)}/${part(move)}`,
  workspaceLetter: (id: string, messageId: string, query: Query = {}) =>
    withQuery(`/workspace/requests/${part(id)}/messages/${part(messageId)}`, query),
  adminRecords: (query: Query = {}) => withQuery('/admin/records', query),
  adminRecord: (id: string) => `/admin/records/${part(id)}`,
  adminRecordExport: (id: string) => `/admin/records/${part(id)}/export`,
  adminRecordErasure: (id: string) => `/admin/records/${part(id)}/erasure`,
  adminRecordHold: (id: string) => `/admin/records/${part(id)}/hold`,
  adminRetention: () => '/admin/retention',
  deskUndo: (query: Query = {}) => withQuery('/desk/undo', query),
} as const;

/**
 * A path of this site that a form brought along to return to; anything else (another site, a protocol-relative
 * address, a backslash trick) becomes the fallback, so no form can be made to send a visitor elsewhere.
 */
export function safeReturnPath(candidate: unknown, fallback: string): string {
  if (typeof candidate !== 'string' || candidate.length > 2000) return fallback;
  if (!candidate.startsWith('/') || candidate.startsWith('//') || /[\\\p{Cc}]/u.test(candidate))
    return fallback;
  return candidate;
}
