import { describe, expect, test } from 'vitest';
import { CLOSING_REASONS } from '#src/features/requests/rules.ts';
import { snomedFor } from '#src/features/telling/snomed.ts';

/** Verhoeff's check digit, which every identifier of SNOMED CT ends with. */
function passesVerhoeff(code: string): boolean {
  const turn = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  const times = (a: number, b: number): number =>
    a < 5 ? (b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5) : b < 5 ? ((a - b + 5) % 5) + 5 : (a - b + 5) % 5;
  const turned = (digit: number, times: number): number =>
    times === 0 ? digit : turned(turn[digit] ?? 0, times - 1);
  return [...code].reverse().reduce((sum, digit, at) => times(sum, turned(Number(digit), at % 8)), 0) === 0;
}

const DECLINED = '871711000000103';
const CLOSED = '1362721000000106';
const endings = CLOSING_REASONS.flatMap((reason) =>
  [0, 2].flatMap((referrals) => [true, false].map((wasReached) => ({ reason, referrals, wasReached }))),
);

describe('what a practice codes', () => {
  test.each(endings)(
    'of $reason, $referrals referrals, reached: $wasReached are codes that pass the check',
    (ending) => {
      const terms = snomedFor(ending);
      expect(terms.every(({ code }) => passesVerhoeff(code))).toBe(true);
      expect(terms.at(-1)?.code).toBe(CLOSED);
      expect(terms.length).toBeLessThanOrEqual(2);
    },
  );

  test('is "declined" only for somebody who was spoken with and said no', () => {
    for (const ending of endings)
      expect(snomedFor(ending).some(({ code }) => code === DECLINED)).toBe(
        ending.reason === 'not-wanted' && ending.wasReached,
      );
  });

  test.each([
    ['helped', 2, true, 'Referral to social prescribing service'],
    ['helped', 0, true, 'Signposting to social prescribing service'],
    ['no-service', 3, true, 'Referral to social prescribing service'],
    ['no-service', 0, true, 'Seen by social prescribing link worker'],
    ['not-wanted', 0, true, 'Social prescribing declined'],
    ['could-not-contact', 0, false, 'Social prescribing case closed'],
  ] as const)(
    'begins, closed as %s with %i referrals, with %s "%s"',
    (reason, referrals, wasReached, term) => {
      expect(snomedFor({ reason, referrals, wasReached })[0]?.term).toBe(term);
    },
  );

  test('a wrong digit would not pass', () => {
    expect(passesVerhoeff('871711000000104')).toBe(false);
  });
});
