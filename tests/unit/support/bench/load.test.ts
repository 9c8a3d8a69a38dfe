import { describe, expect, test } from 'vitest';
import { middle, shareOf } from '../../../bench/load.ts';

const load = (requestsPerSecond: number, workPerRequest: number) => ({ requestsPerSecond, workPerRequest });

describe('how quick a server is beside another', () => {
  test('is told by requests when both are asked more than they can answer', () => {
    expect(shareOf([load(750, 1)], [load(1000, 1)])).toBe(0.75);
  });

  test('is told by their work when the one who asks is the slowest and they look alike', () => {
    expect(shareOf([load(1000, 4)], [load(1000, 1)])).toBe(0.25);
  });

  test('is not told by one turn that the machine spoilt', () => {
    const spoilt = [load(1000, 1), load(10, 9), load(1000, 1)];
    expect(shareOf(spoilt, [load(1000, 1)])).toBe(1);
    expect(middle(spoilt)).toEqual(load(1000, 1));
  });
});
