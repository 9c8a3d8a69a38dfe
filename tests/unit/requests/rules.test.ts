import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers, MadeBy } from '#src/features/requests/answers.ts';
import {
  canGiveUp,
  CLOSING_REASONS,
  communicationFlags,
  contactDueOn,
  isInvolved,
  isOverdue,
  isReady,
  whatIsMissing,
  type Attempt,
} from '#src/features/requests/rules.ts';
import { isWorkingDay } from '#src/features/working-days/rules.ts';
import { addDays, londonNow } from '#src/lib/dates.ts';
import { aHelper, anAnswers } from '../../support/requests/answers.ts';

describe('what must be there before a request is sent', () => {
  test('is there for somebody who asks for themselves, and for whoever asks for them with their agreement', () => {
    expect(isReady(anAnswers(), 'self')).toBe(true);
    expect(isReady(aHelper(), 'helper')).toBe(true);
    expect(isReady(aHelper(), 'professional')).toBe(true);
    expect(isReady(aHelper({ helper: undefined }), 'navigator')).toBe(true);
  });

  test.each<[string, MadeBy, Partial<Answers>, string]>([
    ['a name', 'self', { name: undefined }, 'name'],
    ['a name that is more than spaces', 'self', { name: { full: '  ', called: null } }, 'name'],
    ['a way to reach them', 'self', { reach: undefined }, 'reach'],
    [
      'a number or an address behind the way',
      'self',
      { reach: { phone: null, email: ' ', ways: ['phone'], preferred: 'phone' } },
      'reach',
    ],
    [
      'an address for letters',
      'self',
      { reach: { phone: null, email: null, ways: ['letter'], preferred: 'letter' }, address: undefined },
      'reach',
    ],
    ['a story or needs', 'self', { story: { words: ' ' }, needs: { slugs: [], other: null } }, 'story'],
    ['a yes to navigators', 'self', { sharing: undefined }, 'sharing'],
    ['the agreement of the person', 'helper', { agreement: undefined }, 'agreement'],
    ['the agreement, of a professional too', 'professional', { agreement: undefined }, 'agreement'],
    ['the agreement, of a navigator too', 'navigator', { agreement: undefined }, 'agreement'],
    [
      'the reason of a best-interests decision',
      'helper',
      { agreement: { agrees: 'cannot', reason: ' ', method: 'phone' } },
      'agreement',
    ],
    ['who asks', 'helper', { helper: undefined }, 'helper'],
  ])('misses %s (%s)', (_, madeBy, overrides, part) => {
    expect(whatIsMissing(aHelper(overrides), madeBy)).toEqual([part]);
    expect(isReady(aHelper(overrides), madeBy)).toBe(false);
  });

  test('a no to navigators stops it', () => {
    const { sharing } = anAnswers();
    if (sharing === undefined) throw new Error('no sharing');
    expect(isReady(anAnswers({ sharing: { ...sharing, navigator: 'no' } }), 'self')).toBe(false);
  });

  test('needs alone are enough, in a word of their own too, and so is a letter to an address', () => {
    expect(isReady(anAnswers({ story: undefined, needs: { slugs: ['money'], other: null } }), 'self')).toBe(
      true,
    );
    expect(isReady(anAnswers({ story: undefined, needs: { slugs: [], other: 'A ramp' } }), 'self')).toBe(
      true,
    );
    const letter = { phone: null, email: null, ways: ['letter' as const], preferred: 'letter' as const };
    expect(isReady(anAnswers({ reach: letter }), 'self')).toBe(true);
  });

  test('what is missing stands in the order of the journey', () => {
    expect(whatIsMissing({}, 'helper')).toEqual(['name', 'helper', 'agreement', 'reach', 'story', 'sharing']);
  });
});

const tried = (
  day: string,
  channel: Attempt['channel'],
  outcome: Attempt['outcome'] = 'no-answer',
): Attempt => ({
  at: `${day}T11:00:00.000Z`,
  channel,
  outcome,
});

describe('the honest ending', () => {
  const enough = [
    tried('2026-11-16', 'phone'),
    tried('2026-11-17', 'phone'),
    tried('2026-11-19', 'letter', 'sent'),
  ];

  test('comes after three attempts over two channels on different days', () => {
    expect(canGiveUp(enough)).toBe(true);
    expect(canGiveUp(enough.toReversed())).toBe(true);
  });

  test.each<[string, Attempt[]]>([
    ['no attempt', []],
    ['two attempts', enough.slice(1)],
    ['one channel', enough.map((attempt) => ({ ...attempt, channel: 'phone' as const }))],
    ['all on one day', enough.map((attempt) => ({ ...attempt, at: '2026-11-16T11:00:00.000Z' }))],
    ['a talk since', [...enough, tried('2026-11-20', 'phone', 'spoke')]],
    [
      'two days only, by the clock of England',
      [
        { ...tried('', 'phone'), at: '2026-07-01T22:59:00.000Z' },
        { ...tried('', 'text'), at: '2026-07-01T23:01:00.000Z' },
        { ...tried('', 'phone'), at: '2026-07-02T22:59:00.000Z' },
      ],
    ],
  ])('does not come after %s', (_, attempts) => {
    expect(canGiveUp(attempts)).toBe(false);
  });

  test('one more attempt that failed never takes it away', () => {
    const attempt = fc.record({
      at: fc
        .date({ min: new Date('2026-11-01'), max: new Date('2026-12-01'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      channel: fc.constantFrom('phone' as const, 'text' as const, 'letter' as const),
      outcome: fc.constantFrom('no-answer' as const, 'message-left' as const, 'sent' as const),
    });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 8 }), attempt, (attempts, more) => {
        fc.pre(canGiveUp(attempts));
        expect(canGiveUp([...attempts, more])).toBe(true);
      }),
    );
  });
});

describe('the day by which somebody gets in touch', () => {
  const holidays = new Set(['2026-12-25', '2026-12-28']);
  test.each([
    ['2026-11-24T10:00:00Z', false, '2026-11-26'], // Tuesday
    ['2026-11-26T23:30:00Z', false, '2026-11-30'], // Thursday night
    ['2026-11-21T10:00:00Z', false, '2026-11-24'], // Saturday
    ['2026-12-24T10:00:00Z', false, '2026-12-30'], // Christmas and the Monday after it are holidays
    ['2026-11-24T10:00:00Z', true, '2026-11-24'],
    ['2026-11-24T02:00:00Z', true, '2026-11-24'], // before the day begins
    ['2026-11-24T17:00:00Z', true, '2026-11-25'],
    ['2026-07-01T16:30:00Z', true, '2026-07-02'], // half past five in England
    ['2026-11-27T20:00:00Z', true, '2026-11-30'], // Friday evening
    ['2026-11-21T10:00:00Z', true, '2026-11-23'],
    ['2026-12-25T10:00:00Z', true, '2026-12-29'],
  ])('of what was sent at %s (same day: %s) is %s', (sentAt, isSameDay, day) => {
    expect(contactDueOn(new Date(sentAt), isSameDay, holidays)).toBe(day);
  });

  test('is a working day, not before it was sent, and sooner for what cannot wait', () => {
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (at) => {
        const soon = contactDueOn(at, true, holidays);
        const later = contactDueOn(at, false, holidays);
        expect([soon, later].every((day) => isWorkingDay(day, holidays))).toBe(true);
        expect(soon >= londonNow(at).day && soon < later).toBe(true);
      }),
    );
  });

  test('has passed only while nobody has spoken with the person, and on the day after it', () => {
    const request = { state: 'sent' as const, contactDueOn: '2026-11-24', contactedAt: null };
    expect(isOverdue(request, '2026-11-24')).toBe(false);
    expect(isOverdue(request, addDays('2026-11-24', 1))).toBe(true);
    expect(isOverdue({ ...request, state: 'with_navigator' }, '2026-11-25')).toBe(true);
    expect(isOverdue({ ...request, contactedAt: '2026-11-25T10:00:00.000Z' }, '2026-11-26')).toBe(false);
    expect(isOverdue({ ...request, state: 'closed' }, '2026-11-26')).toBe(false);
    expect(isOverdue({ ...request, contactDueOn: null }, '2026-11-26')).toBe(false);
  });
});

describe('who is involved', () => {
  const request = {
    state: 'with_navigator' as const,
    navigator: { id: 'nina' },
    filledInBy: { id: 'noor' },
    createdBy: 'rob',
  };
  test('is whose it is, who filled it in and who began it, and nobody else', () => {
    expect(['nina', 'noor', 'rob'].map((id) => isInvolved(request, id))).toEqual([true, true, true]);
    expect(isInvolved(request, 'olga')).toBe(false);
    expect(isInvolved({ ...request, navigator: null, filledInBy: null, createdBy: null }, 'olga')).toBe(
      false,
    );
  });

  test('is every navigator while it waits to be taken, and not once it is over', () => {
    expect(isInvolved({ ...request, state: 'sent' }, 'olga')).toBe(true);
    expect(isInvolved({ ...request, state: 'closed' }, 'olga')).toBe(false);
  });
});

describe('what a list says of how to talk and write', () => {
  test('begins with what must not be done', () => {
    const safe = {
      phone: 'no',
      message: null,
      text: 'no',
      email: 'no',
      letter: 'no',
      times: null,
      instead: null,
    } as const;
    expect(communicationFlags({ safe })).toEqual([
      'Do not phone',
      'Do not text',
      'Do not email',
      'Do not write',
    ]);
    expect(
      communicationFlags({
        safe: { ...safe, phone: 'yes', message: 'no', text: null, email: null, letter: null },
      }),
    ).toEqual(['Leave no message']);
  });

  test('names interpreters, formats and support once, in words', () => {
    const communication = {
      methods: ['text-relay', 'phone'],
      formats: ['makaton', 'easy-read'],
      printPoints: null,
      professionals: ['bsl-interpreter'],
      support: ['makaton'],
      language: 'Polish',
      other: 'Ring twice',
    } satisfies Answers['communication'];
    expect(communicationFlags({ communication })).toEqual([
      'Interpreter: Polish',
      'BSL interpreter',
      'Text relay',
      'Makaton',
      'Easy read',
      'Something else',
    ]);
  });

  test('is nothing where nothing is needed', () => {
    expect(communicationFlags({})).toEqual([]);
  });
});

test('a navigator closes with every reason but the one that is the person’s own', () => {
  expect(CLOSING_REASONS).toContain('could-not-contact');
  expect(CLOSING_REASONS).not.toContain('withdrawn');
});
