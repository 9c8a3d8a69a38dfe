import { join } from 'node:path';
import { readConsentWords } from '#src/features/consents/content.ts';
import type { NamedService, QuestionContext } from '#src/features/requests/questions/question.ts';
import { ROOT } from '../server.ts';

const { current } = readConsentWords(join(ROOT, 'content'));

/** A service that anybody may ask, with space; parts can be changed. */
export const aNamedService = (overrides: Partial<NamedService> = {}): NamedService => ({
  id: '01900000-0000-7000-8000-000000000001',
  slug: 'tea-and-talk',
  name: 'Tea and Talk',
  organisation: 'Marl Neighbours',
  sector: 'voluntary',
  isHealth: false,
  deliveries: ['venue'],
  joinings: ['self_referral', 'professional_referral'],
  minimumAge: null,
  maximumAge: null,
  notFor: null,
  capacity: 'open',
  waitingWeeks: null,
  pausedUntil: null,
  ...overrides,
});

export const aClinic = (overrides: Partial<NamedService> = {}): NamedService =>
  aNamedService({
    id: '01900000-0000-7000-8000-000000000002',
    slug: 'memory-clinic',
    name: 'Memory clinic',
    organisation: 'Aldershire Community Health',
    sector: 'statutory',
    isHealth: true,
    deliveries: ['venue', 'home'],
    joinings: ['gp_referral'],
    ...overrides,
  });

/** What a question is asked with: somebody for themselves, with nothing said yet. `known`: services by their own ids. */
export const aContext = ({
  known = [],
  ...overrides
}: Partial<QuestionContext> & { known?: readonly NamedService[] } = {}): QuestionContext => ({
  madeBy: 'self',
  answers: {},
  facts: { asks: [] },
  today: '2026-11-21',
  at: '2026-11-21T10:00:00.000Z',
  account: null,
  needs: [
    { slug: 'meeting-people', name: 'Meeting people', parent: null },
    { slug: 'loneliness', name: 'Feeling lonely', parent: 'meeting-people' },
    { slug: 'food', name: 'Food', parent: null },
    { slug: 'hot-meal', name: 'A hot meal', parent: 'food' },
  ],
  services: new Map(known.map((service) => [service.id, service])),
  saved: [],
  wording: current,
  siteName: 'Front Door',
  ...overrides,
});
