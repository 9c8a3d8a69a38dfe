import { describe, expect, test } from 'vitest';
import { makeDirectory } from '#src/features/duplicates/directory.ts';
import { findPairs } from '#src/features/duplicates/rules.ts';
import type { Subject } from '#src/features/duplicates/types.ts';
import { organisation, placeAt } from './subjects.ts';

const levelOf = (...subjects: Subject[]): string =>
  findPairs(makeDirectory('organisation', subjects)).pairs[0]?.level ?? 'none';
const charity = { charityNumbers: ['1123456'] };
const far = { places: [placeAt('AL2 3XY', { latitude: 53, longitude: -1 })] };

describe('two organisations', () => {
  test('of one charity number are the same, wherever their services are', () => {
    const first = organisation('a', 'Kettle and Co', charity);
    expect(levelOf(first, organisation('b', 'Kettle & Co Ltd', { ...charity, ...far }))).toBe('same');
    expect(levelOf(first, organisation('b', 'Kettle & Co Ltd', far))).not.toBe('same');
  });

  test('of one charity number and different names are likely the same', () => {
    const first = organisation('a', 'Kettle and Co', charity);
    expect(levelOf(first, organisation('b', 'Warm Hearts Mission', charity))).toBe('likely');
  });

  test('of a charity with many branches are not the same for its number', () => {
    const branches = Array.from({ length: 40 }, (_, at) =>
      organisation(`b${at}`, `Branch ${'abcdefghijklmnopqrst'[at % 20]}${at}x`, { ...charity, places: [] }),
    );
    expect(levelOf(...branches)).toBe('none');
  });

  test('of one name in one place are the same', () => {
    expect(levelOf(organisation('a', 'Kettle and Co'), organisation('b', 'Kettle & Co'))).toBe('same');
  });

  test('of one website are possibly the same, whatever their names', () => {
    const site = { websites: ['https://kettle.example'] };
    const first = organisation('a', 'Kettle and Co', site);
    expect(levelOf(first, organisation('b', 'Warm Hearts Mission', site))).toBe('possible');
    expect(levelOf(first, organisation('b', 'Warm Hearts Mission'))).toBe('none');
  });
});
