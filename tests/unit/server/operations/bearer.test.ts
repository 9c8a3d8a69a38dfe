import { expect, test } from 'vitest';
import { bringsToken } from '#src/server/operations/bearer.ts';

const TOKEN = 'a-token-of-more-than-twenty-letters';

test.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`, `Bearer   ${TOKEN}  `])(
  '"%s" brings the token',
  (header) => {
    expect(bringsToken(header, TOKEN)).toBe(true);
  },
);

test.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  TOKEN,
  `Basic ${TOKEN}`,
  `Bearer ${TOKEN} x`,
  `Bearer ${TOKEN.toUpperCase()}`,
  `Bearer ${TOKEN}\0`,
])('%s does not', (header) => {
  expect(bringsToken(header, TOKEN)).toBe(false);
});

test('nobody brings an empty token', () => {
  expect(bringsToken('Bearer ', '')).toBe(false);
  expect(bringsToken(undefined, '')).toBe(false);
});
