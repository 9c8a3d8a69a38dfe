import { describe, expect, test } from 'vitest';
import { DECLINE_REASONS, REFERRAL_STATES, type DeclineReason } from '#src/features/referrals/moves.ts';
import { hasSeenDetails, presentReferral } from '#src/features/requests/present/track/referral.ts';
import { TODAY, aReferral } from '../../../support/requests/track.ts';

const person = { reader: 'person', today: TODAY, navigator: 'Sam Rivers' } as const;
const helper = { ...person, reader: 'helper' } as const;
const words = (...args: Parameters<typeof presentReferral>): string => {
  const { status, sentences } = presentReferral(...args);
  return `${status}. ${sentences.join(' ')}`;
};

describe('a referral in plain words', () => {
  test.each([
    [
      'sent',
      'Waiting for an answer. We asked them on Saturday 21 November. They have until Friday 27 November to answer.',
    ],
    [
      'opened',
      'Waiting for an answer. We asked them on Saturday 21 November. They have until Friday 27 November to answer.',
    ],
    [
      'more_information_asked',
      'They asked a question. We asked them on Saturday 21 November. They need to know more before they can answer. Sam Rivers is looking into it.',
    ],
    ['accepted', 'They said yes. They said yes on Sunday 22 November. They will get in touch with you next.'],
    ['declined', 'They said no. They said no on Sunday 22 November. Sam Rivers looks for other help.'],
    ['contacted', 'In touch. They got in touch with you on Sunday 22 November.'],
    ['started', 'Help has begun. Their help began on Sunday 22 November.'],
    ['completed', 'Finished. Their help came to its end on Sunday 22 November.'],
    [
      'could_not_contact',
      'They could not reach you. They tried to reach you and could not. Ring us, and we ask them to try again.',
    ],
    [
      'person_declined',
      'You said no. You said no to their help on Sunday 22 November. Have things changed? Ring us.',
    ],
    ['withdrawn', 'Stopped. We stopped asking them on Sunday 22 November, and told them.'],
  ] as const)('that is %s', (state, expected) => {
    expect(words(aReferral(state), person)).toBe(expected);
  });

  test.each(REFERRAL_STATES)('that is %s is never told to a helper as if it were about them', (state) => {
    expect(words(aReferral(state), helper)).not.toMatch(/\byou\b/i);
  });

  test('a reminder is told, and an answer that never came is told as it is', () => {
    const reminded = aReferral('sent', { chasedAt: '2026-11-25T09:00:00.000Z' });
    expect(words(reminded, { ...person, today: '2026-11-25' })).toContain(
      'We reminded them on Wednesday 25 November. They have until Friday 27 November to answer.',
    );
    expect(words(reminded, { ...person, today: '2026-11-28' })).toContain(
      'They should have answered by Friday 27 November, and have not. Sam Rivers is looking for other help.',
    );
  });

  test.each(Object.keys(DECLINE_REASONS) as DeclineReason[])(
    'a no because of "%s" is told without our own words for it',
    (declineReason) => {
      const text = words(aReferral('declined', { declineReason }), person);
      expect(text).not.toContain(DECLINE_REASONS[declineReason]);
      expect(text).not.toMatch(/\bWe (are|do|cannot|have|support)\b/);
    },
  );

  test('a service that is no longer in the directory has no link', () => {
    expect(presentReferral(aReferral('sent', { serviceSlug: null }), person).href).toBeNull();
    expect(presentReferral(aReferral('sent'), person).href).toBe('/services/kettle-club');
  });

  test('a service has seen details from its yes on, and for ever after', () => {
    const seen = REFERRAL_STATES.filter((state) => hasSeenDetails(aReferral(state)));
    expect(seen).toEqual([
      'accepted',
      'contacted',
      'started',
      'completed',
      'could_not_contact',
      'person_declined',
    ]);
    const stopped = aReferral('withdrawn', {
      events: [
        { at: '2026-11-21T12:00:00.000Z', toState: 'accepted' },
        { at: '2026-11-22T12:00:00.000Z', toState: 'withdrawn' },
      ],
    });
    expect(hasSeenDetails(stopped)).toBe(true);
  });
});
