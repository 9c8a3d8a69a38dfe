import { describe, expect, test } from 'vitest';
import { CLOSED_REASONS, type ClosedReason } from '#src/features/requests/moves.ts';
import { contactWords, presentStanding } from '#src/features/requests/present/track/standing.ts';
import { anAnswers } from '../../../support/requests/answers.ts';
import { SAM, TODAY, aRecord, aReferral, someFacts, withSam } from '../../../support/requests/track.ts';

const person = { reader: 'person', today: TODAY } as const;
const helper = { reader: 'helper', today: TODAY } as const;
const reach = (preferred: 'phone' | 'text' | 'email' | 'letter') => ({
  phone: '07700 900 123',
  email: 'ada@example.org',
  ways: [preferred],
  preferred,
});

describe('how we say that we get in touch', () => {
  test.each([
    ['phone', 'ring you'],
    ['text', 'text you'],
    ['email', 'email you'],
    ['letter', 'write to you'],
  ] as const)('by %s: "%s"', (way, words) => {
    expect(contactWords(anAnswers({ reach: reach(way), safe: undefined }), 'person')).toBe(words);
  });

  test('never in a way that is not safe', () => {
    const safe = {
      phone: 'no' as const,
      message: null,
      text: null,
      email: null,
      letter: null,
      times: null,
      instead: null,
    };
    expect(contactWords(anAnswers({ reach: reach('phone'), safe }), 'person')).toBe('get in touch with you');
    expect(contactWords(anAnswers({ reach: undefined }), 'helper')).toBe('get in touch with them');
  });
});

describe('where things stand', () => {
  const lead = (
    record: Parameters<typeof presentStanding>[0],
    setting = person as typeof person | typeof helper,
  ) => presentStanding(record, setting).lead;

  test('sent: somebody will ring, by when', () => {
    expect(lead(aRecord())).toBe('We have your request. A navigator will ring you by Tuesday 24 November.');
    expect(lead(aRecord(), helper)).toBe(
      'We have the request. A navigator will ring them by Tuesday 24 November.',
    );
  });

  test('taken: who it is, and by when they ring', () => {
    const record = aRecord({ request: withSam({ contactedAt: null }) });
    expect(lead(record)).toBe('Sam Rivers is your navigator and will ring you by Tuesday 24 November.');
  });

  test('late: what was promised is said as it is, and on the day itself it is not late', () => {
    const request = withSam({ contactedAt: null, contactDueOn: '2026-11-20' });
    expect(lead(aRecord({ request }))).toBe(
      'We said that we would ring you by Friday 20 November. We have not done that yet.',
    );
    expect(lead(aRecord({ request: { ...request, contactDueOn: TODAY } }))).toContain('will ring you by');
    expect(lead(aRecord({ request: { ...request, contactedAt: '2026-11-22T10:00:00.000Z' } }))).not.toContain(
      'have not done',
    );
  });

  test.each([
    [['sent'], 'We asked 1 service and wait for its answer.'],
    [['sent', 'opened'], 'We asked 2 services and wait for their answers.'],
    [['more_information_asked'], 'We asked 1 service and wait for its answer.'],
    [['accepted', 'sent'], '1 service said yes. We wait for the answer of 1 other service.'],
    [['contacted', 'declined'], '1 service said yes.'],
    [['started', 'accepted'], 'Help has begun from 1 service.'],
    [['completed'], 'The help that was arranged has come to its end.'],
    [['declined', 'withdrawn', 'could_not_contact', 'person_declined'], 'looks for the right help.'],
    [[], 'Sam Rivers has spoken with you, and looks for the right help.'],
  ] as const)('with referrals that are %s', (states, words) => {
    const referrals = states.map((state) => aReferral(state));
    const text = lead(aRecord({ request: withSam(), referrals }));
    expect(text).toMatch(/^Sam Rivers is your navigator\. /);
    expect(text).toContain(words);
  });

  test('put back to the team after they spoke, nobody is named', () => {
    const request = someFacts({ contactedAt: '2026-11-21T11:00:00.000Z' });
    expect(lead(aRecord({ request }))).toContain('We have your request. A navigator has spoken with you');
    expect(JSON.stringify(presentStanding(aRecord({ request }), person))).not.toContain(SAM.name);
  });
});

describe('what happens next', () => {
  const next = (states: Parameters<typeof aReferral>[0][], changes = {}) =>
    presentStanding(
      aRecord({ request: withSam(), referrals: states.map((state) => aReferral(state, changes)) }),
      person,
    ).next;

  test('a service answers by its day; once that has passed somebody looks for other help', () => {
    expect(next(['sent'])).toEqual(['Kettle Club has until Friday 27 November to answer.']);
    const late = 'Kettle Club has not answered. Sam Rivers looks for other help and tells you.';
    expect(next(['opened'], { answerDueOn: '2026-11-20' })).toEqual([late]);
    expect(next(['sent'], { escalatedAt: '2026-11-23T08:00:00.000Z' })).toEqual([late]);
  });

  test('a service that said yes gets in touch; its question is answered by the navigator', () => {
    expect(next(['accepted'])).toEqual(['Kettle Club gets in touch with you.']);
    expect(next(['more_information_asked'])).toEqual(['Sam Rivers answers the question of Kettle Club.']);
  });

  test('when nothing is open the navigator looks for something else', () => {
    expect(next(['declined'])).toEqual([
      'Sam Rivers looks at what else could help, and gets in touch with you.',
    ]);
  });
});

describe('closed', () => {
  const closed = (reason: ClosedReason, setting: typeof person | typeof helper) =>
    presentStanding(aRecord({ request: someFacts({ state: 'closed', closedReason: reason }) }), setting);

  test.each(Object.keys(CLOSED_REASONS) as ClosedReason[])('as "%s", in words for each reader', (reason) => {
    for (const setting of [person, helper]) {
      const { lead, next } = closed(reason, setting);
      expect(lead).toMatch(/^This request is closed\./);
      expect(next).toEqual([]);
      expect(/\byou\b/i.test(lead) && setting.reader === 'helper').toBe(false);
    }
  });

  test('of a death nothing is said to anybody', () => {
    expect(closed('died', person).lead).toBe('This request is closed.');
    expect(closed('died', helper).lead).toBe('This request is closed.');
  });
});
