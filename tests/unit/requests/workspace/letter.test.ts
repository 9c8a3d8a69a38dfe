import { describe, expect, test } from 'vitest';
import { brailleText } from '#src/features/formats/braille.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import {
  letterOf,
  letterSheet,
  linkToFollow,
  pointsFor,
} from '#src/features/requests/present/workspace/letter.ts';

type Communication = NonNullable<Answers['communication']>;
const asked = (
  formats: Communication['formats'],
  printPoints: number | null = null,
): Pick<Answers, 'communication'> => ({
  communication: {
    methods: [],
    formats,
    printPoints,
    professionals: [],
    support: [],
    language: null,
    other: null,
  },
});

describe('the words of a letter', () => {
  test('are as large as the person asked', () => {
    for (const points of [16, 18, 20, 24, 28]) expect(pointsFor(asked(['large-print'], points))).toBe(points);
  });

  test('are our large print when no size was named, and easy read is never small', () => {
    expect(pointsFor(asked(['large-print', 'easy-read']))).toBe(20);
    expect(pointsFor(asked(['easy-read']))).toBeGreaterThanOrEqual(16);
    expect([pointsFor({}), pointsFor(asked(['braille']))]).toEqual([14, 14]);
  });
});

describe('the code on a letter', () => {
  const SITE = 'https://directory.example.org';

  test('opens the first page of ours that the letter names, without the full stop after it', () => {
    const text = `See ${SITE}/track/q3Jk0v9XyTz1LmN8bWc2Rg.\n\nThis letter was sent by us, ${SITE}`;
    expect(linkToFollow(text, SITE)).toBe(`${SITE}/track/q3Jk0v9XyTz1LmN8bWc2Rg`);
  });

  test('is absent where it would open another website or only the beginning of ours', () => {
    expect(linkToFollow(`${SITE}, ${SITE}/ and https://evil.example/${SITE}/x`, SITE)).toBeNull();
    expect(linkToFollow(`${SITE}.evil.example/track/x`, SITE)).toBeNull();
  });
});

test('a letter in braille has its day and its words, and no address of the person', () => {
  const letter = letterOf(
    'Ada Example\nMarlbridge',
    'Hello,\n\nRing 0808 157 0150.\nWe answer.',
    '2026-11-24T09:00:00Z',
  );
  expect(brailleText(letterSheet('A letter from Front Door', letter))).toBe(
    'A letter from Front Door\n\n24 November 2026\n\nHello,\n\nRing 0808 157 0150.\nWe answer.\n',
  );
});
