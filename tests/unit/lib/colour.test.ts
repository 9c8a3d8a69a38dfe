import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contrastRatio, isHexColour } from '#src/lib/colour.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('contrast of two colours', () => {
  test('black on white is the greatest there is, 21 to 1', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
  });

  test.each([
    ['#777777', 4.48], // the well-known grey that just fails WCAG AA
    ['#767676', 4.54], // and the one that just passes
    ['#0f5257', 8.88],
    ['#c8553d', 4.35],
    ['#ffff00', 1.07],
  ])('%s on white is %d to 1', (colour, ratio) => {
    expect(contrastRatio(colour, '#ffffff')).toBeCloseTo(ratio, 2);
  });

  test('a colour does not differ from itself', () => {
    fc.assert(
      fc.property(hex, (colour) => {
        expect(contrastRatio(colour, colour)).toBe(1);
      }),
    );
  });

  test('it does not matter which of the two stands in front', () => {
    fc.assert(
      fc.property(hex, hex, (one, other) => {
        expect(contrastRatio(one, other)).toBe(contrastRatio(other, one));
      }),
    );
  });

  test('it lies between 1 and 21 for all colours', () => {
    fc.assert(
      fc.property(hex, hex, (one, other) => {
        expect(contrastRatio(one, other)).toBeGreaterThanOrEqual(1);
        expect(contrastRatio(one, other)).toBeLessThanOrEqual(21.0001);
      }),
    );
  });
});

describe('reading a colour', () => {
  test.each(['#0f5257', '#ABCDEF', '#000000'])('%s is a colour', (text) => {
    expect(isHexColour(text)).toBe(true);
  });

  test.each(['0f5257', '#fff', '#0f52571', '#0f525g', 'teal', '', '#0f5257;color:red'])(
    '"%s" is not',
    (text) => {
      expect(isHexColour(text)).toBe(false);
    },
  );
});
