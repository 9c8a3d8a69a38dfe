import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRouteWords } from '#src/server/http/route-words.ts';
import { ROOT } from '../../../support/server.ts';

test('the words of our own addresses are known, the places of names and numbers are not', () => {
  const words = readRouteWords(join(ROOT, 'src', 'pages'));
  for (const word of ['services', 'calendar.ics', 'feedback', 'thanks', 'v3', 'metrics'])
    expect(words).toContain(word);
  expect([...words].filter((word) => /[[\]]|\.astro|\.ts$/.test(word))).toEqual([]);
  expect(words.has('doris-oakapple')).toBe(false);
});

test('without a folder of pages, only what has no page is known', () => {
  expect([...readRouteWords(join(ROOT, 'nowhere'))]).toEqual(['health', 'metrics', 'ready']);
});
