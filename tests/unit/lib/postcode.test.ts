import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseOutcode, normalisePostcode } from '#src/lib/postcode.ts';

const letters = (allowed: string) => fc.constantFrom(...allowed);
const outcode = fc
  .tuple(
    fc.string({ unit: letters('ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: 1, maxLength: 2 }),
    fc.integer({ min: 0, max: 9 }),
    letters(' 0123456789ABCDEFGHJKMNPRSTUVWXY'),
  )
  .map(([area, digit, last]) => `${area}${digit}${last.trim()}`);
const inward = fc
  .tuple(fc.integer({ min: 0, max: 9 }), letters('ABDEFGHJLNPQRSTUWXYZ'), letters('ABDEFGHJLNPQRSTUWXYZ'))
  .map((parts) => parts.join(''));
const postcode = fc.tuple(outcode, inward).map(([out, rest]) => `${out} ${rest}`);

/** The text with its letters in any case and anything people put between them. */
const typedAs = (text: string) =>
  fc
    .array(
      fc.tuple(fc.boolean(), fc.constantFrom('', '', '', ' ', '  ', '.', '-', '(', ')', '\t', '\u00a0')),
      {
        minLength: text.length,
        maxLength: text.length,
      },
    )
    .map((how) =>
      how.map(([lower, after], at) => (lower ? (text[at] ?? '').toLowerCase() : text[at]) + after).join(''),
    );

describe('a full postcode', () => {
  test.each([
    'SW1A 1AA',
    'EC1A 1BB',
    'W1A 0AX',
    'M1 1AE',
    'CR2 6XH',
    'DN55 1PT',
    'MB1 1QG',
    'GIR 0AA',
    'BFPO 1',
    'BFPO 5420',
  ])('%s is one as it stands', (text) => {
    expect(normalisePostcode(text)).toBe(text);
  });

  test.each([
    ['sw1a1aa', 'SW1A 1AA'],
    ['  m11ae ', 'M1 1AE'],
    ['M 1 1 A E', 'M1 1AE'],
    ['(dn55-1pt).', 'DN55 1PT'],
    ['gir0aa', 'GIR 0AA'],
    ['bfpo-12', 'BFPO 12'],
  ])('"%s" means %s', (typed, meant) => {
    expect(normalisePostcode(typed)).toBe(meant);
  });

  test.each([
    '',
    'SW1A',
    'MB1',
    'Marlbridge',
    'M1 1A',
    'M1 1AEE',
    'M1 1CA',
    'M1 1AV',
    'M1 IAE',
    '11 1AE',
    'MMM1 1AE',
    'BFPO',
    'BFPO 12345',
    'GIR 0AB',
  ])('"%s" is none', (text) => {
    expect(normalisePostcode(text)).toBeNull();
  });

  test.each([...'CIKMOV'])('%s does not stand in the inward half', (letter) => {
    expect(normalisePostcode(`M1 1A${letter}`)).toBeNull();
    expect(normalisePostcode(`M1 1${letter}A`)).toBeNull();
  });

  test('however it is typed it is the same postcode', () => {
    const typed = postcode.chain((text) => fc.tuple(fc.constant(text), typedAs(text)));
    fc.assert(
      fc.property(typed, ([text, variant]) => {
        expect(normalisePostcode(variant)).toBe(text);
      }),
    );
  });

  test('normalising again changes nothing, whatever was typed', () => {
    fc.assert(
      fc.property(fc.oneof(postcode, fc.string({ unit: 'grapheme', maxLength: 12 })), (text) => {
        const once = normalisePostcode(text);
        if (once !== null) expect(normalisePostcode(once)).toBe(once);
      }),
    );
  });
});

describe('the first half', () => {
  test.each([
    ['mb1', 'MB1'],
    ['sw1a', 'SW1A'],
    ['M1 1AE', 'M1'],
    ['dn551pt', 'DN55'],
    [' EC1A ', 'EC1A'],
  ])('of "%s" is %s', (text, half) => {
    expect(normaliseOutcode(text)).toBe(half);
  });

  test.each(['', 'Marlbridge', '12', 'MBB1', 'MB123', 'MB'])('"%s" has none', (text) => {
    expect(normaliseOutcode(text)).toBeNull();
  });

  test('of a full postcode it is what stands before the space', () => {
    fc.assert(
      fc.property(postcode, (text) => {
        expect(normaliseOutcode(text)).toBe(text.split(' ')[0]);
      }),
    );
  });
});
