import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  triesInWords,
  triesMissing,
  shownAttempt,
  type Tried,
} from '#src/features/requests/present/workspace/attempts.ts';
import { canGiveUp } from '#src/features/requests/rules.ts';
import { CHANNELS, OUTCOMES, type Channel, type Outcome } from '#src/features/requests/workspace/choices.ts';

const tried = (day: number, channel: Channel = 'phone', outcome: Outcome = 'no-answer'): Tried => ({
  at: `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`,
  channel,
  outcome,
});

describe('tries to reach somebody', () => {
  test.each([
    [[], 'Nobody has tried to reach them yet.', 'Try on three more days.'],
    [
      [tried(2)],
      'Tried on 1 of 3 days, in one of two ways.',
      'Try on two more days, and in another way too.',
    ],
    [[tried(2), tried(2, 'text')], 'Tried on 1 of 3 days, in two ways.', 'Try on two more days.'],
    [
      [tried(2), tried(3)],
      'Tried on 2 of 3 days, in one of two ways.',
      'Try on one more day, and in another way too.',
    ],
    [
      [tried(2), tried(3), tried(4)],
      'Tried on three days, in one of two ways.',
      'Try in another way too, such as a letter.',
    ],
    [[tried(2), tried(3, 'letter', 'sent'), tried(4)], 'Tried on three days, in two ways.', null],
    [[tried(2), tried(3, 'phone', 'spoke')], 'We have spoken with them.', 'Try on three more days.'],
    [
      [tried(2, 'phone', 'spoke'), tried(3)],
      'Since we spoke: tried on 1 of 3 days, in one of two ways.',
      'Try on two more days, and in another way too.',
    ],
  ])('%j', (attempts, said, missing) => {
    expect([triesInWords(attempts), triesMissing(attempts)]).toEqual([said, missing]);
  });

  test('nothing is missing exactly when the rule lets us give up', () => {
    const any = fc.record({
      at: fc.integer({ min: 1, max: 6 }).map((day) => tried(day).at),
      channel: fc.constantFrom(...(Object.keys(CHANNELS) as Channel[])),
      outcome: fc.constantFrom(...(Object.keys(OUTCOMES) as Outcome[])),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (attempts) => {
        expect(triesMissing(attempts) === null).toBe(canGiveUp(attempts));
      }),
    );
  });

  test('a try is a line that reads as a sentence', () => {
    const line = shownAttempt({ ...tried(2, 'phone', 'message-left'), byName: 'Nina Navigator', note: null });
    expect(line).toMatchObject({ what: 'Phone call: I left a message', by: 'Nina Navigator' });
    expect(shownAttempt({ ...tried(2), byName: null, note: null }).what).toBe('Phone call: no answer');
  });
});
