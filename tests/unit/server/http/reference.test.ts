import { expect, test } from 'vitest';
import { newReference } from '#src/server/http/reference.ts';

const references = Array.from({ length: 20_000 }, newReference);

test('references are easy to read out and do not repeat', () => {
  expect(new Set(references).size).toBe(references.length);
  for (const reference of references)
    expect(reference).toMatch(/^[2-9BCDFGHJKMPQRTVWXY]{4}-[2-9BCDFGHJKMPQRTVWXY]{4}$/);
});

test('every letter is as likely as any other, at every place', () => {
  for (const place of [0, 1, 3, 5, 8]) {
    const counts = new Map<string, number>();
    for (const reference of references) {
      const letter = reference.charAt(place);
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect(counts.size).toBe(25);
    // 800 are expected of each; seven standard deviations are 194.
    for (const count of counts.values()) expect(Math.abs(count - 800)).toBeLessThan(194);
  }
});
