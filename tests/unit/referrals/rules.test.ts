import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referralLinkExpires, referralLinkRefusal } from '#src/features/referrals/links.ts';
import {
  DECLINE_REASONS,
  OPEN_STATES,
  REFERRAL_MOVE_NAMES,
  REFERRAL_MOVES,
  REFERRAL_STATES,
  type ReferralMoveName,
  type ReferralMover,
  type ReferralState,
} from '#src/features/referrals/moves.ts';
import {
  ageGroupOn,
  canGiveUp,
  isDeclineReason,
  isOpenReferral,
  mayReadFacts,
  moveRefusal,
} from '#src/features/referrals/rules.ts';

const MOVERS = ['service', 'navigator', 'person'] as const satisfies readonly ReferralMover[];

/** The table a second time, by hand: from, to, and who. */
const ALLOWED: Readonly<Record<ReferralMoveName, string>> = {
  open: 'sent -> opened: service',
  accept: 'sent opened more_information_asked -> accepted: service navigator',
  decline: 'sent opened more_information_asked -> declined: service navigator',
  'ask-more': 'sent opened -> more_information_asked: service navigator',
  'tell-more': 'more_information_asked -> opened: navigator',
  contact: 'accepted -> contacted: service navigator',
  start: 'accepted contacted -> started: service navigator',
  complete: 'started -> completed: service navigator',
  'give-up': 'accepted contacted started -> could_not_contact: service navigator',
  'person-declines': 'accepted contacted started -> person_declined: service navigator person',
  withdraw: 'sent opened accepted more_information_asked contacted started -> withdrawn: navigator person',
};

const parsed = (move: ReferralMoveName) => {
  const [from = '', rest = ''] = ALLOWED[move].split(' -> ');
  const [to = '', by = ''] = rest.split(': ');
  return { from: from.split(' '), to, by: by.split(' ') };
};
const said = (move: ReferralMoveName, by: ReferralMover) =>
  ({ move, by, code: 'full', words: 'Because of this' }) as const;

describe('every move from every state by everybody', () => {
  const all = REFERRAL_MOVE_NAMES.flatMap((move) =>
    REFERRAL_STATES.flatMap((state) => MOVERS.map((by) => ({ move, state, by }))),
  );

  test.each(all)('$move from $state by the $by is as the table says', ({ move, state, by }) => {
    const { from, to, by: movers } = parsed(move);
    const isAllowed = from.includes(state) && movers.includes(by);
    const isRepeat = !isAllowed && movers.includes(by) && state === to && move !== 'tell-more';
    expect(moveRefusal(said(move, by), state)).toBe(
      isAllowed ? null : isRepeat ? 'made-already' : 'not-allowed',
    );
    expect(REFERRAL_MOVES[move].to).toBe(to);
  });

  test('nothing leads out of a referral that is over, and something out of every open one', () => {
    for (const state of REFERRAL_STATES) {
      const ways = all.filter(
        (each) => each.state === state && moveRefusal(said(each.move, each.by), state) === null,
      );
      expect(ways.length > 0).toBe(isOpenReferral(state));
    }
    expect(REFERRAL_STATES.filter(isOpenReferral)).toEqual([...OPEN_STATES]);
  });
});

describe('what a move needs', () => {
  const refusal = (move: ReferralMoveName, typed: { code?: string; words?: string }, state: ReferralState) =>
    moveRefusal(
      {
        move,
        by: 'navigator',
        words: typed.words ?? '',
        ...(isDeclineReason(typed.code) && { code: typed.code }),
      },
      state,
    );

  test.each([
    ['decline', {}, 'sent', 'needs-reason'],
    ['decline', { code: 'made up' }, 'sent', 'needs-reason'],
    ['decline', { code: 'full' }, 'sent', null],
    ['decline', { code: 'other' }, 'sent', 'needs-reason'],
    ['decline', { code: 'other', words: ' \n ' }, 'sent', 'needs-reason'],
    ['decline', { code: 'other', words: 'We moved' }, 'sent', null],
    ['ask-more', {}, 'opened', 'needs-reason'],
    ['ask-more', { words: 'Can they climb stairs?' }, 'opened', null],
    ['tell-more', {}, 'more_information_asked', 'needs-reason'],
    ['give-up', { words: ' ' }, 'contacted', 'needs-reason'],
    ['withdraw', {}, 'sent', 'needs-reason'],
    ['accept', {}, 'sent', null],
  ] as const)('%s with %o from %s: %s', (move, typed, state, expected) => {
    expect(refusal(move, typed, state)).toBe(expected);
  });

  test('every reason of a no is a code', () => {
    for (const code of Object.keys(DECLINE_REASONS)) expect(isDeclineReason(code)).toBe(true);
    expect([null, undefined, '', 'toString'].some(isDeclineReason)).toBe(false);
  });
});

describe('giving up', () => {
  test.each([
    ['never tried', [], false],
    ['twice', ['2026-11-23T10:00:00Z', '2026-11-24T10:00:00Z'], false],
    [
      'three times on one day',
      ['2026-11-23T08:00:00Z', '2026-11-23T12:00:00Z', '2026-11-23T20:00:00Z'],
      false,
    ],
    [
      'three times on two days',
      ['2026-11-23T08:00:00Z', '2026-11-23T12:00:00Z', '2026-11-24T08:00:00Z'],
      true,
    ],
    // Midnight in England, not in Greenwich: both of these are the 2nd of July.
    [
      'three times on a summer night',
      ['2026-07-01T23:10:00Z', '2026-07-01T23:30:00Z', '2026-07-02T08:00:00Z'],
      false,
    ],
  ])('after %s', (_words, tries, expected) => {
    expect(canGiveUp(tries)).toBe(expected);
  });

  test('once allowed, one more try never forbids it', () => {
    const moment = fc
      .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString());
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 6 }), moment, (tries, another) => {
        if (canGiveUp(tries)) expect(canGiveUp([...tries, another])).toBe(true);
      }),
    );
  });
});

describe('who may read what was shared', () => {
  test('only the service that said yes, until the referral is over', () => {
    expect(REFERRAL_STATES.filter(mayReadFacts)).toEqual(['accepted', 'contacted', 'started']);
  });

  test.each([
    ['1950-03-14', '65 or over'],
    ['1961-11-23', '65 or over'],
    ['1961-11-24', '45 to 64'],
    ['2001-11-24', '18 to 24'],
    ['2008-11-24', 'under 18'],
    ['2027-01-01', null],
  ])('somebody born on %s is %s on 23 November 2026', (born, expected) => {
    expect(ageGroupOn(born, '2026-11-23')).toBe(expected);
  });
});

describe('a link', () => {
  const at = new Date('2026-11-23T10:00:00Z');
  const link = { expiresAt: referralLinkExpires('answer', at).toISOString(), usedAt: null };

  test.each(REFERRAL_STATES.map((state) => [state]))('to a referral that is %s', (state) => {
    const expected: Partial<Record<ReferralState, string>> = {
      declined: 'used',
      completed: 'closed',
      could_not_contact: 'closed',
      person_declined: 'closed',
      withdrawn: 'withdrawn',
    };
    expect(referralLinkRefusal(link, state, at)).toBe(expected[state] ?? null);
  });

  test('runs out after 60 days, and one for progress after a year', () => {
    const later = (days: number): Date => new Date(at.getTime() + days * 86_400_000);
    expect(referralLinkRefusal(link, 'sent', later(59))).toBeNull();
    expect(referralLinkRefusal(link, 'sent', later(60))).toBe('expired');
    const progress = { ...link, expiresAt: referralLinkExpires('progress', at).toISOString() };
    expect(referralLinkRefusal(progress, 'started', later(364))).toBeNull();
    expect(referralLinkRefusal(progress, 'started', later(365))).toBe('expired');
  });

  test('that nobody sent opens nothing', () => {
    expect(referralLinkRefusal(undefined, undefined, at)).toBe('unknown');
  });
});
