import { expect, test } from 'vitest';
import { easyWarnings, onPaperFacts } from '#src/features/formats/easy.ts';
import { otherPapers, paperSizeOf, pointsOf } from '#src/features/formats/sizes.ts';

const sizeOf = (query: string) => paperSizeOf(new URLSearchParams(query));

test('an address that asks for no size, or for one we do not make, gets plain print', () => {
  expect(['', 'size=', 'size=huge', 'size=constructor', 'size=plain'].map(sizeOf)).toEqual(
    Array(5).fill('plain'),
  );
  expect(['size=large', 'size=easy-read'].map(sizeOf)).toEqual(['large', 'easy-read']);
});

test('plain print is 14 point, large print at least 18, easy read at least 16', () => {
  expect(pointsOf('plain')).toBe(14);
  expect(pointsOf('large')).toBeGreaterThanOrEqual(18);
  expect(pointsOf('easy-read')).toBeGreaterThanOrEqual(16);
});

test('each paper leads to the two others', () => {
  const links = otherPapers('large', ({ size }) => `/print${size === null ? '' : `?size=${size}`}`);
  expect(links).toEqual([
    { text: 'Plain print', href: '/print' },
    { text: 'Easy read', href: '/print?size=easy-read' },
  ]);
});

test('on easy-read paper no day is called today', () => {
  expect(onPaperFacts({ now: { day: '2026-12-01', time: '10:00' }, a: 1 })).toEqual({
    now: { day: '2026-11-29', time: '10:00' },
    a: 1,
  });
});

test('what to know first is said in easy words, with what can be done', () => {
  const nothing = { alert: null, isOverdue: false, isMissing: false, canPhone: true };
  expect(easyWarnings(nothing)).toEqual([]);
  expect(easyWarnings({ ...nothing, isOverdue: true })).toEqual(['This page may be old. Phone first.']);
  expect(easyWarnings({ alert: 'We moved.', isOverdue: true, isMissing: true, canPhone: false })).toEqual([
    'There is news. The service says: “We moved.”',
    'This service may have ended. Ask first.',
  ]);
});
