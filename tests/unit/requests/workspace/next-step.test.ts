import { describe, expect, test } from 'vitest';
import type { ReferralState } from '#src/features/referrals/moves.ts';
import { nextStep } from '#src/features/requests/present/workspace/next-step.ts';

type Standing = Parameters<typeof nextStep>[0];

const NINA = { id: 'nina', name: 'Nina Navigator' };
const standing = (changes: Partial<Standing['request']> = {}, more: Partial<Standing> = {}): Standing => ({
  request: {
    state: 'with_navigator',
    navigator: NINA,
    contactDueOn: '2026-11-24',
    contactedAt: '2026-11-20T10:00:00.000Z',
    closedReason: null,
    sameDay: false,
    ...changes,
  },
  attempts: [],
  referrals: [],
  viewerId: 'nina',
  person: 'Ada',
  today: '2026-11-21',
  bankHolidays: new Set(),
  ...more,
});
const referral = (state: ReferralState, changes: Partial<Standing['referrals'][number]> = {}) => ({
  id: `of-${state}`,
  serviceName: 'Warm Rooms',
  state,
  escalatedAt: null,
  escalateOn: '2026-11-27',
  chaseOn: '2026-11-25',
  ...changes,
});
const withReferrals = (...referrals: Standing['referrals'][number][]): Standing =>
  standing({}, { referrals });
const tries = [20, 19, 18].map((day, index) => ({
  at: `2026-11-${day}T10:00:00.000Z`,
  channel: index === 0 ? ('letter' as const) : ('phone' as const),
  outcome: index === 0 ? ('sent' as const) : ('no-answer' as const),
}));

describe('what to do next', () => {
  test.each<[string, Standing, string, string | null]>([
    [
      'a new request is taken',
      standing({ state: 'sent', navigator: null }),
      'Nobody looks after this request yet',
      'take',
    ],
    [
      'a colleague’s is left alone',
      standing({ navigator: { id: 'omar', name: 'Omar' } }),
      'Omar looks after this request',
      null,
    ],
    [
      'a person is reached by the day that was promised',
      standing({ contactedAt: null }),
      'Get in touch with Ada. Do it by Tuesday 24 November',
      'attempts',
    ],
    [
      'after enough tries it may end',
      standing({ contactedAt: null }, { attempts: tries }),
      'You have tried often enough',
      'closure',
    ],
    ['then services are chosen', standing(), 'Choose services with Ada', 'services'],
    [
      'a question goes before everything',
      withReferrals(referral('sent'), referral('more_information_asked')),
      'Warm Rooms wants to know more',
      'referral',
    ],
    [
      'silence asks for the next best',
      withReferrals(referral('sent', { escalateOn: '2026-11-21' })),
      'Warm Rooms did not answer for 5 working days',
      'services',
    ],
    [
      'waiting is said to be waiting',
      withReferrals(referral('sent'), referral('opened')),
      'You wait for 2 services. We remind them, and tell you on Friday 27 November',
      null,
    ],
    [
      'help that goes on needs nothing',
      withReferrals(referral('started'), referral('declined')),
      '1 service helps Ada',
      null,
    ],
    [
      'a no asks for the next best',
      withReferrals(referral('declined')),
      'Choose the next best one',
      'services',
    ],
    [
      'what is finished is closed',
      withReferrals(referral('completed'), referral('declined')),
      'All referrals are over',
      'closure',
    ],
    [
      'what is closed is over',
      standing({ state: 'closed', closedReason: 'helped' }),
      'They got the help they asked for',
      null,
    ],
  ])('%s', (_, given, words, to) => {
    const step = nextStep(given);
    expect(step.text).toContain(words);
    expect(step.action?.to ?? null).toBe(to);
  });
});
