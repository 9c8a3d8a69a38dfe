import { describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { readNeeds } from '#src/features/needs/content.ts';
import { isSensitiveAbout } from '#src/features/needs/sensitive.ts';
import { ROOT } from '../../support/server.ts';

const tree = readNeeds(join(ROOT, 'content'));

describe('what somebody could be put in danger by', () => {
  test.each(['domestic-abuse', 'safety-and-abuse'])('%s is sensitive', (slug) => {
    expect(isSensitiveAbout(tree, [slug])).toBe(true);
  });

  test('one sensitive need among others is enough', () => {
    expect(isSensitiveAbout(tree, ['food-banks', 'domestic-abuse'])).toBe(true);
  });

  test('everyday needs, none at all and needs that do not exist are not', () => {
    expect(isSensitiveAbout(tree, ['food-banks', 'loneliness'])).toBe(false);
    expect(isSensitiveAbout(tree, [])).toBe(false);
    expect(isSensitiveAbout(tree, ['toString', 'no-such-need'])).toBe(false);
  });
});
