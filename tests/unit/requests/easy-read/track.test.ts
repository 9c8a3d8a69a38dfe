import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { plainWordsOf, readHardWords } from '#src/features/easy-read/rules.ts';
import { countWords, sentencesOf } from '#src/features/readability/rules.ts';
import type { ReferralState } from '#src/features/referrals/moves.ts';
import { readsEasily } from '#src/features/requests/easy-read/reads-easily.ts';
import type { EasyIdea } from '#src/features/requests/easy-read/words/types.ts';
import { CLOSED_REASONS } from '#src/features/requests/moves.ts';
import {
  easyDone,
  easyHas,
  easyStops,
  easyTimeline,
} from '#src/features/requests/present/easy-read/details.ts';
import { easyMessages, easyNextSteps } from '#src/features/requests/present/easy-read/sent.ts';
import { easyStanding } from '#src/features/requests/present/easy-read/standing.ts';
import { presentRecipients } from '#src/features/requests/present/track/recipients.ts';
import { presentTimeline } from '#src/features/requests/present/track/timeline.ts';
import { ROOT } from '../../../support/server.ts';
import { aHelper, anAnswers } from '../../../support/requests/answers.ts';
import { TODAY, aConsent, aRecord, aReferral, someFacts, withSam } from '../../../support/requests/track.ts';

const { pictures } = parse(readFileSync(join(ROOT, 'content/pictures/pictures.yaml'), 'utf8')) as {
  pictures: Record<string, string>;
};
const person = { reader: 'person', today: TODAY } as const;
const helper = { reader: 'helper', today: TODAY } as const;
const STATES: readonly ReferralState[] = [
  ...(['sent', 'opened', 'more_information_asked', 'accepted', 'declined', 'contacted', 'started'] as const),
  ...(['completed', 'could_not_contact', 'person_declined', 'withdrawn'] as const),
];
const said = (ideas: readonly EasyIdea[]): string => ideas.map(({ words }) => plainWordsOf(words)).join(' ');

/** Short, each with a picture that there is, and no hard word without its meaning. */
function expectEasy(ideas: readonly EasyIdea[]): void {
  for (const { picture, words } of ideas) {
    expect(pictures).toHaveProperty(picture);
    for (const sentence of sentencesOf(plainWordsOf(words)))
      expect(countWords(sentence)).toBeLessThanOrEqual(15);
  }
  expect(readHardWords(ideas).filter(({ means }) => means === null)).toEqual([]);
}

describe('where a request stands', () => {
  test('just sent: who reads it, and by when they get in touch, in the way that was asked for', () => {
    const { now, next } = easyStanding(aRecord(), person);
    expectEasy([...now, ...next]);
    expect(said(now)).toBe('We have the request.');
    expect(said(next)).toContain('They will ring you by Tuesday 24 November.');
  });

  test('a way that is not safe is not named', () => {
    const answers = anAnswers();
    const unsafe = anAnswers({
      safe: {
        phone: 'no',
        message: 'no',
        text: null,
        email: 'yes',
        letter: null,
        times: null,
        instead: null,
      },
    });
    expect(said(easyStanding(aRecord({ answers }), person).next)).toContain('ring you');
    expect(said(easyStanding(aRecord({ answers: unsafe }), person).next)).toContain(
      'They will talk to you by',
    );
  });

  test('late: it says so, and that they can ring', () => {
    const record = aRecord({ request: someFacts({ contactDueOn: '2026-11-20' }) });
    const { now, next } = easyStanding(record, person);
    expectEasy([...now, ...next]);
    expect(said(now)).toContain('We did not do that yet.');
    expect(said(next)).toContain('You can ring us now.');
  });

  test('with a navigator: their name, and what that is', () => {
    const { now, next } = easyStanding(aRecord({ request: withSam({ contactedAt: null }) }), person);
    expectEasy([...now, ...next]);
    expect(said(now)).toContain('Sam Rivers is your navigator.');
    expect(said(next)).toContain('Sam Rivers will ring you');
    const spoken = easyStanding(aRecord({ request: withSam() }), person);
    expect(said(spoken.now)).toContain('We have talked with you.');
    expect(said(spoken.next)).toContain('We look for more help.');
  });

  test.each(Object.keys(CLOSED_REASONS) as (keyof typeof CLOSED_REASONS)[])(
    'over, because: %s',
    (closedReason) => {
      const record = aRecord({ request: someFacts({ state: 'closed', closedReason }) });
      for (const setting of [person, helper]) {
        const { now, next } = easyStanding(record, setting);
        expectEasy(now);
        expect(next).toEqual([]);
        // Of a death nothing is said by machine.
        expect(now).toHaveLength(closedReason === 'died' ? 1 : 2);
      }
    },
  );

  test.each(STATES)('a service that was asked: %s', (state) => {
    const record = aRecord({ request: withSam(), referrals: [aReferral(state)] });
    for (const setting of [person, helper]) {
      const [referral, ...others] = easyStanding(record, setting).referrals;
      expect(others).toEqual([]);
      expect(referral?.service).toBe('Kettle Club');
      expect(referral?.href).toBe('/services/kettle-club');
      expectEasy(referral?.ideas ?? []);
      expect(referral?.ideas.length).toBeGreaterThan(0);
    }
    expect(said(easyStanding(record, helper).referrals[0]?.ideas ?? [])).not.toMatch(/\byou\b/);
  });

  test('an answer that is waited for has its day; one that did not come is told as that', () => {
    const ideas = (overrides: Parameters<typeof aReferral>[1]) =>
      said(
        easyStanding(aRecord({ request: withSam(), referrals: [aReferral('sent', overrides)] }), person)
          .referrals[0]?.ideas ?? [],
      );
    expect(ideas({})).toContain('They must answer by Friday 27 November.');
    expect(ideas({ chasedAt: '2026-11-23T10:00:00.000Z' })).toContain('We asked them again.');
    expect(ideas({ answerDueOn: '2026-11-20' })).toContain('They did not answer by');
    expect(ideas({ escalatedAt: '2026-11-23T10:00:00.000Z' })).toContain('Sam Rivers looks for other help.');
  });
});

describe('who has the details', () => {
  const rows = [null, ...STATES].flatMap((state) =>
    (['given', 'withdrawn'] as const).flatMap((decision) =>
      presentRecipients(
        aRecord({
          request: withSam(),
          consents: [
            aConsent({ decision }),
            aConsent({
              id: 'c2',
              purpose: 'gp',
              serviceId: null,
              recipient: 'Loom Street Surgery',
              decision,
            }),
            aConsent({ id: 'c3', purpose: 'navigator', serviceId: null }),
          ],
          referrals: state === null ? [] : [aReferral(state, { serviceId: 'service-sent' })],
        }),
        { ...person, team: 'Front Door' },
      ),
    ),
  );

  test('is said in easy words of everybody there may be', () => {
    expect(new Set(rows.map(({ has }) => has)).size).toBe(8);
    for (const row of rows) {
      expectEasy([easyHas(row)]);
      // None is the standard sentence with a full stop.
      expect(easyHas(row).words).not.toBe(`${row.has}.`);
    }
  });

  test('stopping says what it stops, where there is something to stop', () => {
    for (const row of rows) {
      const stops = easyStops(row);
      expect(stops === null).toBe(row.stops === null);
      if (stops !== null) expectEasy([{ picture: 'stop', words: stops }]);
    }
    expect(easyStops({ has: 'Not asked yet', stops: 'Something' })).toBe('Then we do not ask them.');
  });
});

test('what happened comes day by day, each with a picture of it', () => {
  const record = aRecord({
    request: withSam(),
    attempts: [
      { channel: 'phone', outcome: 'no-answer', at: '2026-11-22T10:00:00.000Z' },
    ] as unknown as ReturnType<typeof aRecord>['attempts'],
    referrals: [aReferral('accepted')],
  });
  const days = easyTimeline(presentTimeline(record, person));
  const entries = days.flatMap((day) => day.entries);
  expect(entries.map(({ idea }) => [idea.picture, idea.words])).toContainEqual([
    'phone',
    'We rang you. There was no answer.',
  ]);
  expect(entries.map(({ idea }) => idea.picture)).toContain('yes');
  for (const { idea } of entries) expectEasy([idea]);
});

test('what was just done is said; a word that nobody knows says nothing', () => {
  for (const done of ['added', 'stopped', 'withdrawn']) {
    const idea = easyDone(done);
    expect(idea).not.toBeNull();
    expectEasy(idea === null ? [] : [idea]);
  }
  expect(easyDone('constructor')).toBeNull();
  expect(easyDone(null)).toBeNull();
});

describe('what was sent', () => {
  const facts = { madeBy: 'self', contactDueOn: '2026-11-24', today: TODAY } as const;

  test('says what happens next, and by when', () => {
    for (const madeBy of ['self', 'helper'] as const) {
      const ideas = easyNextSteps({ ...facts, madeBy, answers: anAnswers() });
      expectEasy(ideas);
      expect(said(ideas)).toContain(`ring ${madeBy === 'self' ? 'you' : 'them'} by Tuesday 24 November`);
    }
    expect(said(easyNextSteps({ ...facts, answers: {} }))).toContain('talk to you by Tuesday 24 November');
  });

  test('says who gets which message, and nobody’s address', () => {
    const self = easyMessages({ ...facts, answers: anAnswers() });
    expectEasy(self);
    expect(said(self)).toContain('You get an email.');
    expect(said(self)).not.toContain('@');
    const nobody = anAnswers({
      safe: {
        phone: 'yes',
        message: 'no',
        text: 'no',
        email: 'no',
        letter: 'no',
        times: null,
        instead: null,
      },
    });
    expect(said(easyMessages({ ...facts, answers: nobody }))).toContain('You get no message now.');
    const forSomebody = easyMessages({ ...facts, madeBy: 'helper', answers: aHelper() });
    expectEasy(forSomebody);
    expect(said(forSomebody)).toContain('The person gets');
    expect(easyMessages({ ...facts, answers: {} })).toEqual([]);
  });
});

test('whoever reads in easy read, or said that they need it, is sent easy read', () => {
  const { communication } = anAnswers();
  const needsIt = communication && { ...communication, formats: ['easy-read' as const] };
  expect(readsEasily({ form: 'easy-read' }, {})).toBe(true);
  expect(readsEasily({ form: 'standard' }, { communication: needsIt })).toBe(true);
  expect(readsEasily({ form: 'standard' }, { communication })).toBe(false);
});
