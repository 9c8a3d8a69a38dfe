import { describe, expect, test } from 'vitest';
import { REFERRAL_MOVES, REFERRAL_STATES, mayMoveReferral } from '#src/features/referrals/moves.ts';
import { AttemptForm, ConsentForm, WhyForm } from '#src/features/requests/forms/workspace.ts';
import { chosenFacts, consentsShown } from '#src/features/requests/present/workspace/consents.ts';
import { recordHead } from '#src/features/requests/present/workspace/head.ts';
import { actorInWords, viewLines } from '#src/features/requests/present/workspace/history.ts';
import { letterOf, withoutSecrets } from '#src/features/requests/present/workspace/letter.ts';
import { shownRow } from '#src/features/requests/present/workspace/queue.ts';
import {
  REFERRAL_STATE_WORDS,
  navigatorMove,
  navigatorMoves,
} from '#src/features/requests/present/workspace/referrals.ts';
import { ageOn, helperTold, personTold, storyTold } from '#src/features/requests/present/workspace/story.ts';
import { ADA, aHelper, anAnswers } from '../../../support/requests/answers.ts';

const NAMES = { need: (slug: string) => `Need ${slug}`, today: '2026-11-21' };
const KEY = '01900000-0000-7000-8000-000000000000';

describe('what was told', () => {
  test('the story comes first, and each answer is there once', () => {
    expect(storyTold(anAnswers(), NAMES)[0]).toEqual({
      label: 'What matters to them, in their words',
      lines: [ADA.story],
    });
    const all = JSON.stringify([
      storyTold(aHelper(), NAMES),
      personTold(aHelper(), NAMES),
      helperTold(aHelper()),
    ]);
    for (const words of [
      'Need loneliness',
      'A neighbour shops for me',
      'They have a carer',
      '999 000 0018',
      'Loom Street Surgery',
      'Nora Example',
      'Daughter',
    ])
      expect(all.split(words)).toHaveLength(2);
  });

  test('what was not answered is not there', () => {
    expect([storyTold({}, NAMES), personTold({}, NAMES), helperTold({})]).toEqual([[], [], []]);
  });

  test.each([
    ['1950-03-14', 76],
    ['2000-11-21', 26],
    ['2000-11-22', 25],
    ['2026-11-22', null],
    ['unknown', null],
  ])('somebody born on %s is %s years old', (born, age) => {
    expect(ageOn(born, '2026-11-21')).toBe(age);
  });

  test('the browser’s title tells nobody who it is', () => {
    const head = recordHead({ reference: 'FD-7KQM-3F2P-X' }, anAnswers());
    expect(head.title).toBe('Request FD-7KQM-3F2P-X');
    expect(head).toMatchObject({ fullName: 'Ada Example', called: 'Ada', needs: ['Large print, 18 point'] });
  });
});

describe('what a navigator can note about a referral', () => {
  test('is what the table of moves allows, in each state, with words for each', () => {
    for (const state of REFERRAL_STATES) {
      const moves = navigatorMoves(state);
      for (const { move, link, title, button } of moves) {
        expect(mayMoveReferral(move, state, 'navigator')).toBe(true);
        expect([link, title, button].every((words) => words !== '')).toBe(true);
      }
      const allowed = Object.keys(REFERRAL_MOVES).filter((move) =>
        mayMoveReferral(move as keyof typeof REFERRAL_MOVES, state, 'navigator'),
      );
      expect(moves.map(({ move }) => move)).toEqual(allowed);
      expect(REFERRAL_STATE_WORDS[state].text).not.toBe('');
    }
  });

  test('a move that only services make, or that nobody makes, has no page', () => {
    expect([navigatorMove('open'), navigatorMove('toString'), navigatorMove('')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a line of a queue', () => {
  const row = {
    id: 'r1',
    reference: 'FD-7KQM-3F2P-X',
    personName: 'Ada',
    needs: ['loneliness'],
    area: null,
    sameDay: false,
    state: 'with_navigator' as const,
    sentAt: '2026-11-20T10:00:00.000Z',
    contactDueOn: '2026-11-24',
    isOverdue: false,
    contactedAt: null,
    navigator: { id: 'nina', name: 'Nina' },
    communicationFlags: ['BSL interpreter'],
    openReferrals: 0,
    unansweredReferrals: 0,
  };
  const shown = (changes: Partial<typeof row> | { contactedAt: string }) =>
    shownRow(
      { ...row, ...changes },
      { viewerId: 'nina', needName: NAMES.need, clock: { today: '2026-11-21', bankHolidays: new Set() } },
    );

  test.each([
    [{}, ['Get in touch by Tuesday 24 November']],
    [{ contactedAt: '2026-11-20T11:00:00.000Z' }, ['Choose services, or close it']],
    [
      { contactedAt: '2026-11-20T11:00:00.000Z', openReferrals: 3, unansweredReferrals: 2 },
      ['Waiting for 2 services', '1 service helping'],
    ],
    [{ state: 'closed' as never }, ['Closed']],
  ])('%j', (changes, timers) => {
    expect(shown(changes).timers.map(({ text }) => text)).toEqual(timers);
  });

  test('says whose it is and what is not known', () => {
    expect(shown({})).toMatchObject({
      who: 'You',
      area: 'Not said',
      needs: 'Need loneliness',
      since: 'Sent yesterday',
    });
    expect(shown({ navigator: null as never, needs: [] })).toMatchObject({
      who: 'Nobody yet',
      needs: 'Not said',
    });
  });
});

describe('who has looked', () => {
  const view = {
    at: '2026-11-21T10:00:10.000Z',
    by: 'nina',
    byName: 'Nina',
    serviceName: null,
    action: 'request.view' as const,
    reason: null,
  };
  test('looks of the same minute are one line, and a reason is a line of its own', () => {
    const lines = viewLines([
      view,
      { ...view, at: '2026-11-21T10:00:40.000Z' },
      { ...view, reason: 'I cover' },
    ]);
    expect(lines.map(({ words }) => words)).toEqual([[], ['Because: I cover']]);
  });

  test('whoever has no account is said to be who they are', () => {
    expect(actorInWords('referral-link', null)).toBe('The service, by its link');
    expect(actorInWords('gone', null)).toBe('Somebody who has no account now');
  });
});

describe('agreement', () => {
  const consent = {
    id: 'a',
    purpose: 'gp' as const,
    serviceId: null,
    recipient: 'Surgery',
    shared: ['name' as const],
    decision: 'given' as const,
    givenBy: 'self' as const,
    method: 'phone' as const,
    wordingId: 'sharing-1',
    wording: 'One.\n\nTwo.',
    reason: null,
    at: '2026-11-20T10:00:00.000Z',
    recordedBy: 'nina',
  };
  test('the latest counts, and what was said before stays readable', () => {
    const { now, before } = consentsShown([consent, { ...consent, id: 'b', decision: 'withdrawn' }]);
    expect(now).toMatchObject([{ id: 'b', isGiven: false, wording: ['One.', 'Two.'] }]);
    expect(before.map(({ id }) => id)).toEqual(['a']);
    expect(now[0]?.how).toMatch(/^On the phone: the person themselves, 20 November 2026/);
  });

  test('only what can be chosen is taken from a form', () => {
    expect(chosenFacts({ choices: ['name', 'story'] }, ['story', 'gp', 'x'])).toEqual(['story']);
  });
});

describe('letters and messages', () => {
  test('the secret of a link is hidden from colleagues, the rest stays', () => {
    expect(withoutSecrets('See https://example.org/track/abcdefghijklmnopqrst now')).toBe(
      'See https://example.org/track/(hidden) now',
    );
    expect(withoutSecrets('See https://example.org/contact')).toBe('See https://example.org/contact');
  });

  test('a letter keeps its lines and paragraphs', () => {
    expect(
      letterOf('Ada Example\n\nMarlbridge', 'Hello.\n\nOne\nTwo\n\n', '2026-11-21T23:30:00.000Z'),
    ).toEqual({
      to: ['Ada Example', 'Marlbridge'],
      on: '21 November 2026',
      paragraphs: [['Hello.'], ['One', 'Two']],
    });
  });
});

describe('the forms', () => {
  const sentence = (parsed: {
    success: boolean;
    error?: { issues: { message: string }[] } | undefined;
  }): string | undefined => parsed.error?.issues[0]?.message;

  test('a reason in words is asked for when none of the others is', () => {
    expect(sentence(WhyForm.safeParse({ why: 'other' }))).toBe('Write why you look at this request');
    expect(WhyForm.safeParse({ why: 'cover' }).success).toBe(true);
  });

  test.each([
    ['phone', 'sent', false],
    ['letter', 'no-answer', false],
    ['letter', 'sent', true],
    ['visit', 'message-left', true],
  ])('a try by %s that ended "%s" can be: %s', (channel, outcome, can) => {
    expect(AttemptForm.safeParse({ channel, outcome, key: KEY }).success).toBe(can);
  });

  test('a yes to a service names what is shared; a no does not', () => {
    const said = { about: 'service:s1', givenBy: 'self', method: 'phone', key: KEY };
    expect(sentence(ConsentForm.safeParse({ ...said, decision: 'given' }))).toBe(
      'Tick what they agree to share',
    );
    expect(ConsentForm.safeParse({ ...said, decision: 'refused' }).success).toBe(true);
    expect(ConsentForm.safeParse({ ...said, decision: 'given', shared: 'name' }).data?.shared).toEqual([
      'name',
    ]);
  });
});
