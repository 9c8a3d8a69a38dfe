import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canBeSentTo, maskedAddress } from '#src/features/messages/addresses.ts';

describe('an address in a list', () => {
  test.each([
    ['email', 'ann.example@example.org', 'a***@example.org'],
    ['email', 'a@example.org', 'a***@example.org'],
    ['text', '+44 7700 900123', '07*** ***123'],
    ['letter', 'Ann Example\n1 High Street\nmb11qg', 'MB1, by post'],
  ] as const)('%s: %j is shown as %j', (kind, to, shown) => {
    expect(maskedAddress(kind, to)).toBe(shown);
  });

  test('never shows more of a name than its first letter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z.]{4,20}$/), (name) => {
        expect(maskedAddress('email', `${name}@example.org`)).toBe(`${name[0]}***@example.org`);
      }),
    );
  });
});

test.each([
  [true, 'email', 'ann@example.org'],
  [true, 'email', 'o’neill@example.org'],
  [false, 'email', 'ann'],
  [false, 'email', 'Ann <ann@example.org>'],
  [false, 'email', `${'a'.repeat(250)}@example.org`],
  [true, 'text', '07700 900123'],
  [false, 'text', '999'],
  [true, 'letter', 'Ann\n1 High Street\nMB1 1QG'],
  [true, 'letter', 'a\nb\nc\nd\ne\nf\nMB1 1QG'],
] as const)('%s: a message can go by %s to %j', (can, kind, to) => {
  expect(canBeSentTo(kind, to)).toBe(can);
});
