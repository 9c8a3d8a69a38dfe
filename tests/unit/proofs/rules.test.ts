import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BIRTH_TRIES_A_DAY,
  CODES_A_DAY,
  CODE_TRIES,
  birthTriesOn,
  codeRefusal,
  compactCode,
  isSameHash,
  isSessionOpen,
  sendingRefusal,
  usedCodeExpiry,
  type SentCode,
} from '#src/features/proofs/rules.ts';

const AT = new Date('2026-11-23T12:00:00.000Z');
const ago = (seconds: number): string => new Date(AT.getTime() - seconds * 1000).toISOString();
const ahead = (seconds: number): string => ago(-seconds);

const aCode = (changes: Partial<SentCode> = {}) => ({
  codeHash: 'hash',
  expiresAt: ahead(600),
  tries: 0,
  sentAt: ago(1200),
  sentToday: 1,
  holder: 'person' as const,
  ...changes,
});

describe('typing a code', () => {
  test.each([
    ['204 713', '204713'],
    ['204-713', '204713'],
    [' 2 0 4 7 1 3 ', '204713'],
  ])('"%s" is read as %s', (typed, code) => {
    expect(compactCode(typed)).toBe(code);
  });

  test.each([
    ['none was sent', undefined, 'unknown'],
    ['only dates of birth were tried', aCode({ codeHash: null, expiresAt: null }), 'unknown'],
    ['it is fresh', aCode(), null],
    ['it ran out this second', aCode({ expiresAt: ago(0) }), 'expired'],
    ['four were wrong', aCode({ tries: CODE_TRIES - 1 }), null],
    ['five were wrong', aCode({ tries: CODE_TRIES }), 'too-many'],
    ['five were wrong and it ran out', aCode({ tries: CODE_TRIES, expiresAt: ago(1) }), 'too-many'],
  ])('when %s', (_when, code, refusal) => {
    expect(codeRefusal(code, AT)).toBe(refusal);
  });

  test('a code that was right runs out within a minute, and never later than it would have', () => {
    expect(usedCodeExpiry(ahead(600), AT)).toBe(ahead(60));
    expect(usedCodeExpiry(ahead(20), AT)).toBe(ahead(20));
  });
});

describe('sending a code', () => {
  test.each([
    ['none was sent yet', undefined, null],
    ['one was sent a while ago', aCode(), null],
    ['one was sent this moment', aCode({ sentAt: ago(2) }), 'just-sent'],
    ['one was sent this moment, and a wrong one was typed', aCode({ sentAt: ago(2), tries: 1 }), null],
    ['five went out today', aCode({ sentToday: CODES_A_DAY }), 'too-many'],
    ['the fifth went out this moment', aCode({ sentToday: CODES_A_DAY, sentAt: ago(2) }), 'just-sent'],
    ['five went out yesterday', aCode({ sentToday: CODES_A_DAY, sentAt: ago(86_400) }), null],
    ['the clock was set back', aCode({ sentAt: ahead(100) }), null],
  ])('when %s', (_when, code, refusal) => {
    expect(sendingRefusal(code, 'person', AT)).toBe(refusal);
  });

  test('the helper gets one although the person was sent one this moment, but not a sixth of the day', () => {
    expect(sendingRefusal(aCode({ sentAt: ago(2) }), 'helper', AT)).toBeNull();
    expect(sendingRefusal(aCode({ sentAt: ago(2), sentToday: 5 }), 'helper', AT)).toBe('too-many');
  });

  test('the day is England’s: half past midnight in summer is another day than eleven at night', () => {
    const lateAt = '2026-07-01T22:00:00.000Z'; // 11pm
    const code = aCode({ sentToday: CODES_A_DAY, sentAt: lateAt });
    expect(sendingRefusal(code, 'person', new Date('2026-07-01T22:30:00.000Z'))).toBe('too-many');
    expect(sendingRefusal(code, 'person', new Date('2026-07-01T23:30:00.000Z'))).toBeNull();
  });
});

test('wrong dates of birth count for the day on which they were tried', () => {
  expect(birthTriesOn(undefined, AT)).toBe(0);
  expect(birthTriesOn({ tries: BIRTH_TRIES_A_DAY, on: '2026-11-23' }, AT)).toBe(BIRTH_TRIES_A_DAY);
  expect(birthTriesOn({ tries: BIRTH_TRIES_A_DAY, on: '2026-11-22' }, AT)).toBe(0);
  expect(birthTriesOn({ tries: 0, on: null }, AT)).toBe(0);
});

describe('a session', () => {
  test.each([
    ['just opened', 0, 28_800, true],
    ['looked at 29 minutes ago', 1740, 600, true],
    ['looked at 30 minutes ago', 1800, 600, false],
    ['past its eight hours', 10, 0, false],
    ['seen an hour from now, after clocks were set back', -3600, 600, false],
  ])('that is %s', (_when, seenAgo, left, isOpen) => {
    expect(isSessionOpen({ seenAt: ago(seenAgo), expiresAt: ahead(left) }, AT)).toBe(isOpen);
  });
});

test('two texts are the same hash exactly when they are equal', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(isSameHash(one, one)).toBe(true);
      expect(isSameHash(one, other)).toBe(Buffer.from(one).equals(Buffer.from(other)));
    }),
  );
});
