import { describe, expect, test } from 'vitest';
import { warmUp } from '#src/server/http/kept/warm-up.ts';

/** A clock that moves only when a page is visited, by what `costs` says of each visit in turn. */
function course(costs: (visit: number) => number) {
  let now = 1_000;
  const visited: string[] = [];
  return {
    clock: () => now,
    visited,
    visit: (address: string): Promise<boolean> => {
      now += costs(visited.push(address) - 1);
      return Promise.resolve(address !== '/broken');
    },
  };
}

describe('warming up', () => {
  test('visits every address in turn, and ends once it gets no quicker', async () => {
    const { visit, visited, clock } = course((nth) => (nth < 2 ? 40 : nth < 4 ? 10 : 2));
    const rounds = await warmUp(['/', '/search'], visit, clock, 700);
    // Quicker in the second and in the third round, then three times no more.
    expect(rounds).toBe(6);
    expect(visited).toEqual(Array.from({ length: rounds }, () => ['/', '/search']).flat());
  });

  test('ends when its time is over, in the middle of a round if need be', async () => {
    const { visit, visited, clock } = course(() => 100);
    await warmUp(['/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h', '/i'], visit, clock, 700);
    expect(visited).toEqual(['/a', '/b', '/c', '/d', '/e', '/f', '/g']);
  });

  test('keeps on while pages get quicker', async () => {
    const { visit, clock } = course((nth) => Math.max(1, 100 * 0.8 ** nth));
    expect(await warmUp(['/'], visit, clock, 700)).toBeGreaterThan(15);
  });

  test('with nothing to visit ends at once', async () => {
    const { visit, visited, clock } = course(() => 1);
    await warmUp([], visit, clock, 700);
    expect(visited).toEqual([]);
  });

  test('does not visit a page again that failed', async () => {
    const { visit, visited, clock } = course(() => 10);
    expect(await warmUp(['/', '/broken', '/search'], visit, clock, 700)).toBeGreaterThan(1);
    expect(visited.filter((address) => address === '/broken')).toHaveLength(1);
  });

  test('does not hide that a page threw', async () => {
    await expect(warmUp(['/'], () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
