import { describe, expect, test } from 'vitest';
import { presentTimeline } from '#src/features/requests/present/track/timeline.ts';
import { presentTrack } from '#src/features/requests/present/track/page.ts';
import type { RequestNote } from '#src/features/requests/queries/history.ts';
import { aHelper } from '../../../support/requests/answers.ts';
import { SAM, TODAY, aRecord, aReferral, someFacts, withSam } from '../../../support/requests/track.ts';

const person = { reader: 'person', today: TODAY } as const;
const helper = { reader: 'helper', today: TODAY } as const;

const aNote = (changes: Partial<RequestNote>): RequestNote => ({
  id: 'note-1',
  referralId: null,
  author: 'person',
  kind: 'addition',
  words: 'I moved to my sister',
  at: '2026-11-22T09:00:00.000Z',
  by: 'person',
  byName: null,
  ...changes,
});
const event = (kind: string, at = '2026-11-20T10:00:00.000Z', actorName: string | null = null) => ({
  at,
  actor: 'person',
  actorName,
  kind,
  fromState: null,
  toState: null,
  reason: 'a reason that is for the team',
});

describe('what happened', () => {
  test('stands with the newest first, each with its day', () => {
    const record = aRecord({
      events: [event('send'), event('take', '2026-11-21T09:00:00.000Z', 'Sam Rivers')],
      referrals: [aReferral('accepted')],
    });
    expect(
      presentTimeline(record, person).map(({ day, entries }) => [day, ...entries.map(({ text }) => text)]),
    ).toEqual([
      ['Sunday 22 November', 'Kettle Club said yes.'],
      ['Saturday 21 November', 'Kettle Club was asked to help.', 'Sam Rivers became your navigator.'],
      ['Friday 20 November', 'The request was sent to us.'],
    ]);
  });

  test.each([
    ['phone', 'no-answer', 'We rang you. There was no answer.'],
    ['phone', 'message-left', 'We rang you. We left a message.'],
    ['phone', 'spoke', 'We spoke with you.'],
    ['email', 'sent', 'We sent an email to you.'],
    ['text', 'wrong-details', 'We sent a text to you. The details we have do not seem to be right.'],
  ] as const)('a try by %s that ended with "%s"', (channel, outcome, text) => {
    const attempt = {
      id: 'attempt-1',
      at: '2026-11-21T09:00:00.000Z',
      by: SAM.id,
      byName: SAM.name,
      channel,
      outcome,
      note: 'sounded tired',
    };
    const entries = presentTimeline(aRecord({ attempts: [attempt] }), person);
    expect(entries.flatMap((day) => day.entries.map((entry) => entry.text))).toEqual([text]);
    expect(JSON.stringify(entries)).not.toContain('tired');
  });

  test('notes of navigators, questions of services and reasons for the team are never in it', () => {
    const notes = [
      aNote({ kind: 'note', author: 'navigator', words: 'ring the daughter first' }),
      aNote({ kind: 'question', author: 'service', words: 'does he drink' }),
      aNote({ kind: 'answer', author: 'navigator', words: 'not that we know' }),
    ];
    const text = JSON.stringify(
      presentTimeline(
        aRecord({ notes, events: [event('hand-over'), event('put-back'), event('close')] }),
        person,
      ),
    );
    expect(text).not.toMatch(/daughter|drink|not that we know|for the team/);
  });

  test('each reads their own words again, and of the other’s only that there are some', () => {
    const notes = [
      aNote({}),
      aNote({ id: 'note-2', author: 'helper', words: 'I worry about her son', by: 'helper' }),
    ];
    const forPerson = JSON.stringify(presentTimeline(aRecord({ notes }), person));
    expect(forPerson).toContain('I moved to my sister');
    expect(forPerson).not.toContain('her son');
    const forHelper = JSON.stringify(presentTimeline(aRecord({ notes }), helper));
    expect(forHelper).toContain('I worry about her son');
    expect(forHelper).not.toContain('my sister');
  });

  test('drafts, links and other works of ours are left out', () => {
    const events = ['start', 'save', 'pass-on', 'pick-up', 'attempt', 'note', 'addition'].map((kind) =>
      event(kind),
    );
    expect(presentTimeline(aRecord({ events }), person)).toEqual([]);
  });
});

describe('the whole page', () => {
  const now = new Date('2026-11-23T12:00:00.000Z');

  test('says to a helper for whom they filled it in, and to the person who did', () => {
    const record = aRecord({ request: withSam({ madeBy: 'helper' }), answers: aHelper() });
    expect(presentTrack(record, { reader: 'helper', now, team: 'Front Door' }).filledIn).toBe(
      'You filled this in for Ada Example.',
    );
    expect(presentTrack(record, { reader: 'person', now, team: 'Front Door' }).filledIn).toBe(
      'Nora Example filled this in for you.',
    );
    const own = presentTrack(aRecord({ request: someFacts() }), {
      reader: 'person',
      now,
      team: 'Front Door',
    });
    expect(own.filledIn).toBeNull();
  });

  test('shows who has looked, a service by its name, and leaves their own looks out', () => {
    const look = (by: string, byName: string | null, serviceName: string | null) => ({
      at: '2026-11-22T10:00:00.000Z',
      by,
      byName,
      serviceName,
      action: 'request.view' as const,
      reason: 'the reason is for the record',
    });
    const views = [
      look('person', null, null),
      look(SAM.id, SAM.name, null),
      look('referral-link', null, 'Kettle Club'),
      look('helper', null, null),
    ];
    const view = presentTrack(aRecord({ views }), { reader: 'person', now, team: 'Front Door' });
    expect(view.looks).toEqual([
      { day: '22 November 2026', who: 'Sam Rivers' },
      { day: '22 November 2026', who: 'Kettle Club' },
    ]);
  });
});
