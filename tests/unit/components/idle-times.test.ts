import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockWords, idleStateOf, idleWords } from '#src/components/enhance/idle-times.ts';

const LONG = 10 * 3600;

describe('how a session stands', () => {
  test.each([
    [0, 30, LONG, 'quiet'],
    [24 * 60 - 1, 30, LONG, 'quiet'],
    [24 * 60, 30, LONG, 'idle-soon'],
    [29 * 60 - 1, 30, LONG, 'idle-soon'],
    [29 * 60, 30, LONG, 'over'],
    [0, 30, 301, 'quiet'],
    [0, 30, 300, 'end-soon'],
    [28 * 60, 30, 59, 'end-soon'],
    [28 * 60, 30, 61, 'idle-soon'],
    [0, 30, 0, 'over'],
    [0, 30, -5, 'over'],
  ] as const)('%i quiet seconds of %i minutes with %i seconds left: %s', (quiet, idle, left, kind) => {
    expect(idleStateOf(quiet, idle, left).kind).toBe(kind);
  });

  test('the server never ends it before the page says so, though it notes a click up to a minute late', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 15, max: 60 }),
        fc.integer({ min: -120, max: 120 }),
        fc.nat(60),
        fc.integer({ min: 1, max: LONG }),
        (idle, aroundEnd, late, left) => {
          const quiet = idle * 60 + aroundEnd;
          const isEnded = quiet + late >= idle * 60;
          if (isEnded) expect(idleStateOf(quiet, idle, left).kind).toBe('over');
        },
      ),
    );
  });

  test('there are five minutes between the warning and the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 15, max: 60 }), fc.nat(4000), fc.nat(LONG), (idle, quiet, left) => {
        const { kind, inSeconds } = idleStateOf(quiet, idle, left);
        expect(kind === 'quiet').toBe(inSeconds > 300);
        expect(kind === 'over').toBe(inSeconds === 0);
      }),
    );
  });
});

test.each([
  [0, 5, '12:05am'],
  [4, 0, '4am'],
  [12, 0, '12pm'],
  [16, 30, '4:30pm'],
  [23, 59, '11:59pm'],
])('%i and %i minutes is %s', (hours, minutes, words) => {
  expect(clockWords(hours, minutes)).toBe(words);
});

test('only a quiet session has nothing to say; the others say when, or what becomes of the words typed', () => {
  expect(idleWords('quiet', '4pm')).toBe('');
  expect(idleWords('idle-soon', '4pm')).toContain('at 4pm');
  expect(idleWords('end-soon', '4pm')).toContain('at 4pm');
  expect(idleWords('over', '4pm')).toContain('kept');
});
