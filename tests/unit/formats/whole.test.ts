import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf } from '#src/features/formats/whole.ts';

const wholeIn = (text: string): string[] =>
  piecesOf(text).flatMap((piece) => (piece.isWhole ? piece.text : []));

test('phone numbers, references and postcodes are kept in one piece', () => {
  expect(
    wholeIn('Ring 01632 960001 or +44 (0)7700 900982, say FD-7KQM-3F2P-X. We are at MB1 1QG, from 10 to 12.'),
  ).toEqual(['01632 960001', '+44 (0)7700 900982', 'FD-7KQM-3F2P-X', 'MB1 1QG']);
});

test('prices, times and ordinary words are not', () => {
  expect(wholeIn('£0 50 or £3, 10am to 12 noon, on 24 November 2026, 5 to 16 years')).toEqual([]);
});

test('the pieces are the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', ' ', '01632', '960001', '-', 'FD', 'X', '£', 'MB1', '1QG')),
      (bits) => {
        const text = bits.join('');
        expect(
          piecesOf(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      },
    ),
  );
});
