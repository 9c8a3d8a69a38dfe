import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newReference, normaliseReference, REFERENCE_ALPHABET } from '#src/features/requests/reference.ts';

/** The nine characters that count, without prefix and dashes. */
const bare = (reference: string): string => reference.replaceAll('-', '').slice(2);
/** A fresh reference in each run. */
const reference = fc.constant(null).map(newReference);
const place = fc.nat(8);
const character = fc.constantFrom(...REFERENCE_ALPHABET);

describe('a reference', () => {
  test('is written in groups that can be read out, without characters that are taken for one another', () => {
    fc.assert(
      fc.property(reference, (made) => {
        expect(made).toMatch(/^FD-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]$/);
        expect(bare(made)).not.toMatch(/[0O1IL]/);
      }),
    );
  });

  test('is another one each time', () => {
    expect(new Set(Array.from({ length: 500 }, newReference)).size).toBe(500);
  });

  test('is found again as it is', () => {
    fc.assert(fc.property(reference, (made) => normaliseReference(made) === made));
  });

  test('is known however it is typed', () => {
    const noise = fc.constantFrom('', ' ', '-', ' - ', '.', '–', '\t');
    fc.assert(
      fc.property(reference, fc.boolean(), fc.boolean(), noise, (made, isSmall, hasPrefix, between) => {
        const text = (hasPrefix ? 'FD' : '') + bare(made);
        const typed = [...text].join(between);
        expect(normaliseReference(isSmall ? typed.toLowerCase() : typed)).toBe(made);
      }),
    );
  });

  test('tells every single wrong character', () => {
    fc.assert(
      fc.property(reference, place, character, (made, at, wrong) => {
        const right = bare(made);
        fc.pre(right[at] !== wrong);
        expect(normaliseReference(right.slice(0, at) + wrong + right.slice(at + 1))).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test('tells every swap of two characters, neighbours or not', () => {
    fc.assert(
      fc.property(reference, place, place, (made, one, other) => {
        const right = [...bare(made)];
        fc.pre(right[one] !== right[other]);
        const swapped = right.with(one, right[other] ?? '').with(other, right[one] ?? '');
        expect(normaliseReference(swapped.join(''))).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test('takes a look-alike for what fits the check, and only then', () => {
    const round = `FD-2222-222D-${checkOf('2222222D')}`;
    expect(normaliseReference(round.replace('222D', '2220'))).toBe(round);
    expect(normaliseReference(round.replace('222D', '222o'))).toBe(round);
    const seven = `FD-2222-2227-${checkOf('22222227')}`;
    expect(normaliseReference(seven.replace('2227', '222l'))).toBe(seven);
    expect(normaliseReference(seven.replace('2227', '2220'))).toBeNull();
  });

  test('with a look-alike is never taken for another reference that looks different', () => {
    fc.assert(
      fc.property(reference, place, fc.constantFrom('0', 'O', '1', 'I', 'L'), (made, at, alike) => {
        const right = bare(made);
        const read = normaliseReference(right.slice(0, at) + alike + right.slice(at + 1));
        if (read === null) return;
        expect(bare(read).slice(0, at) + bare(read).slice(at + 1)).toBe(
          right.slice(0, at) + right.slice(at + 1),
        );
        expect('0O'.includes(alike) ? 'DQ' : '7J').toContain(bare(read)[at]);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['', 'FD', 'FD-7KQM', 'hello there', 'FD-7KQM-3F2P-X-2', 'OOOOOOOOO', '07700 900 123', '💙'])(
    '“%s” is none',
    (typed) => {
      expect(normaliseReference(typed)).toBeNull();
    },
  );
});

/** The check character that makes a reference of these eight, found by trying. */
function checkOf(body: string): string {
  const found = [...REFERENCE_ALPHABET].filter((check) => normaliseReference(body + check) !== null);
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}
