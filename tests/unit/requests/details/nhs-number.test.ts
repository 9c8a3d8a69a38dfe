import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NHS_NUMBER_SENTENCES,
  checkDigitOf,
  formatNhsNumber,
  readNhsNumber,
} from '#src/features/requests/details/nhs-number.ts';

const read = (typed: string): string => {
  const result = readNhsNumber(typed);
  return result.ok ? result.value : result.error;
};

/**
 * Another way to the same answer: with its check digit, the weighted sum of all ten digits is a multiple of 11 (weights
 * 10 down to 1), counted here by adding up running totals instead of multiplying.
 */
function addsUp(ten: string): boolean {
  let running = 0;
  let total = 0;
  for (const digit of ten) {
    running += Number(digit);
    total += running;
  }
  return total % 11 === 0;
}

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const tenDigits = fc.array(digit, { minLength: 10, maxLength: 10 }).map((digits) => digits.join(''));
const sameDigits = /^(\d)\1+$/;

describe('an NHS number', () => {
  it.each([
    '9990000018',
    '9990000026',
    '9990000034',
    '9990000042',
    '9990000050',
    '9990000069',
    '9990000077',
    '9990000085',
    '9990000093',
    '9990000107',
    '9990000115',
  ])('%s of the range for tests is taken', (number) => {
    expect(read(number)).toBe(number);
  });

  it.each([
    ['999 000 0018', 'spaces'],
    ['999-000-0018', 'hyphens'],
    ['999–000—0018', 'dashes'],
    ['999.000.0018', 'dots'],
    ['(999) 000/0018', 'brackets and a slash'],
    ['  9 9 9 0 0 0 0 0 1 8\t', 'a space after each'],
    ['999\u00a0000\u20090018', 'spaces of a word processor'],
    ['９９９ ０００ ００１８', 'wide digits'],
    ['NHS number: 999 000 0018', 'its name before it'],
    ['nhs no. 9990000018', 'its short name before it'],
  ])('is read from "%s" (%s)', (typed) => {
    expect(read(typed)).toBe('9990000018');
  });

  it.each([
    ['485 777 3456', 'check'],
    ['987 654 4321', 'check'],
    ['999 000 0019', 'check'],
    ['999 000 018', 'too-short'],
    ['', 'too-short'],
    ['999 000 0018 1', 'too-long'],
    ['999 000 OO18', 'letters'],
    ['my number', 'letters'],
    ['٩٩٩٠٠٠٠٠١٨', 'letters'],
    ['QQ 12 34 56 C', 'national-insurance'],
    ['qq123456c', 'national-insurance'],
    ['QQ123456', 'national-insurance'],
  ])('"%s" is refused: %s', (typed, problem) => {
    expect(read(typed)).toBe(problem);
  });

  it('whose check digit would be 10 does not exist, whatever it ends with', () => {
    expect(checkDigitOf('999123456')).toBe(10);
    for (let last = 0; last <= 9; last += 1) expect(read(`999 123 456${last}`)).toBe('check');
  });

  it('of one digit ten times is refused though it adds up', () => {
    for (let value = 0; value <= 9; value += 1) {
      const number = String(value).repeat(10);
      expect(addsUp(number), number).toBe(true);
      expect(read(number)).toBe('same-digits');
    }
  });

  it('is taken exactly when its digits add up to a multiple of 11 by another way of counting', () => {
    fc.assert(
      fc.property(tenDigits, (number) => {
        fc.pre(!sameDigits.test(number));
        expect(read(number) === number).toBe(addsUp(number));
      }),
      { numRuns: 2000 },
    );
  });

  it('is taken with whatever stands between its digits, and refused with one digit mistyped', () => {
    const separators = fc.array(fc.constantFrom(' ', '-', '.', '/', '\u00a0', '–', ' - ', ''), {
      minLength: 9,
      maxLength: 9,
    });
    fc.assert(
      fc.property(
        tenDigits,
        separators,
        fc.nat(9),
        fc.integer({ min: 1, max: 9 }),
        (number, between, at, by) => {
          const nine = number.slice(0, 9);
          const check = checkDigitOf(nine);
          fc.pre(check !== 10);
          const whole = `${nine}${check}`;
          fc.pre(!sameDigits.test(whole));
          const typed = [...whole].map((one, index) => one + (between[index] ?? '')).join('');
          expect(read(typed)).toBe(whole);
          const wrong = [...whole]
            .map((one, index) => (index === at ? String((Number(one) + by) % 10) : one))
            .join('');
          expect(read(wrong)).not.toBe(wrong);
        },
      ),
    );
  });

  it('with two neighbouring digits changed round is refused', () => {
    fc.assert(
      fc.property(tenDigits, fc.nat(8), (number, at) => {
        const check = checkDigitOf(number.slice(0, 9));
        fc.pre(check !== 10 && number[at] !== number[at + 1]);
        const whole = `${number.slice(0, 9)}${check}`;
        fc.pre(whole[at] !== whole[at + 1]);
        const swapped = `${whole.slice(0, at)}${whole[at + 1]}${whole[at]}${whole.slice(at + 2)}`;
        expect(read(swapped)).not.toBe(swapped);
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => void readNhsNumber(typed)));
  });

  it('is shown as people read it out', () => {
    expect(formatNhsNumber('9990000018')).toBe('999 000 0018');
  });

  it('has a sentence for each refusal that says what to do', () => {
    for (const sentence of Object.values(NHS_NUMBER_SENTENCES))
      expect(sentence).not.toMatch(/valid|please|sorry|required/i);
  });
});
