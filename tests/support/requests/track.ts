import type { Consent } from '#src/features/consents/rules.ts';
import type { ReferralState } from '#src/features/referrals/moves.ts';
import type { RequestFacts } from '#src/features/requests/queries/requests.ts';
import type { TrackRecord, TrackReferral } from '#src/features/requests/queries/track.ts';
import { anAnswers } from './answers.ts';

export const TODAY = '2026-11-23'; // a Monday

export const someFacts = (overrides: Partial<RequestFacts> = {}): RequestFacts => ({
  id: 'request-1',
  reference: 'FD-7KQM-3F2P-X',
  state: 'sent',
  madeBy: 'self',
  area: 'MB1',
  sameDay: false,
  redFlags: 0,
  filledInBy: null,
  navigator: null,
  createdBy: null,
  createdAt: '2026-11-20T09:00:00.000Z',
  sentAt: '2026-11-20T10:00:00.000Z',
  takenAt: null,
  contactDueOn: '2026-11-24',
  contactedAt: null,
  closedAt: null,
  closedReason: null,
  feedbackGivenAt: null,
  isErased: false,
  isOnHold: false,
  version: 1,
  ...overrides,
});

export const SAM = { id: 'account-sam', name: 'Sam Rivers' };

/** With Sam, who has spoken with the person. */
export const withSam = (overrides: Partial<RequestFacts> = {}): RequestFacts =>
  someFacts({
    state: 'with_navigator',
    navigator: SAM,
    takenAt: '2026-11-20T11:00:00.000Z',
    contactedAt: '2026-11-21T11:00:00.000Z',
    ...overrides,
  });

export const aReferral = (state: ReferralState, overrides: Partial<TrackReferral> = {}): TrackReferral => ({
  id: `referral-${state}`,
  reference: 'FD-2222-2222-2',
  serviceId: `service-${state}`,
  serviceName: 'Kettle Club',
  serviceSlug: 'kettle-club',
  organisationName: 'Marl Valley Friends',
  state,
  shared: ['name', 'contact'],
  sentAt: '2026-11-21T12:00:00.000Z',
  answerDueOn: '2026-11-27',
  chasedAt: null,
  escalatedAt: null,
  declineReason: null,
  events: [
    { at: '2026-11-21T12:00:00.000Z', toState: 'sent' },
    ...(state === 'sent' ? [] : [{ at: '2026-11-22T12:00:00.000Z', toState: state }]),
  ],
  ...overrides,
});

export const aConsent = (overrides: Partial<Consent> = {}): Consent => ({
  id: 'consent-1',
  purpose: 'service',
  serviceId: 'service-sent',
  recipient: 'Marl Valley Friends: Kettle Club',
  shared: ['name', 'contact'],
  decision: 'given',
  givenBy: 'self',
  method: 'online',
  wordingId: 'sharing-1',
  wording: 'Can we tell them?',
  reason: null,
  at: '2026-11-20T10:00:00.000Z',
  recordedBy: 'person',
  ...overrides,
});

export const aRecord = (overrides: Partial<TrackRecord> = {}): TrackRecord => ({
  request: someFacts(),
  answers: anAnswers(),
  consents: [],
  attempts: [],
  notes: [],
  events: [],
  referrals: [],
  views: [],
  ...overrides,
});
