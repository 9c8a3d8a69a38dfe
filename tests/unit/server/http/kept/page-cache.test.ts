import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPageCache } from '#src/server/http/kept/page-cache.ts';

const KB = 1024;
/** Small enough to be full soon: about ten pages of 10 kB with what each costs beside. */
const smallCache = () => {
  const cache = createPageCache<string>(130 * KB, 40 * KB);
  cache.find('/', 'now');
  return cache;
};

describe('a kept page', () => {
  test('is found under its address until the generation is another', () => {
    const cache = smallCache();
    expect(cache.keep('/a', 'now', 'page', KB)).toBe(true);
    expect(cache.find('/a', 'now')).toBe('page');
    expect(cache.find('/b', 'now')).toBeUndefined();
    expect(cache.find('/a', 'later')).toBeUndefined();
    expect(cache.size()).toEqual({ pages: 0, nicknames: 0, bytes: 0 });
  });

  test('made for a generation that has passed is not kept, however late it comes', () => {
    const cache = smallCache();
    cache.find('/a', 'later');
    expect(cache.keep('/a', 'now', 'old page', KB)).toBe(false);
    expect(cache.find('/a', 'later')).toBeUndefined();
  });

  test('is replaced by the next one of its address, and counted once', () => {
    const cache = smallCache();
    cache.keep('/a', 'now', 'one', 10 * KB);
    const before = cache.size();
    cache.keep('/a', 'now', 'two', 10 * KB);
    expect(cache.find('/a', 'now')).toBe('two');
    expect(cache.size()).toEqual(before);
  });

  test('larger than its share is not kept, from the start or once it has grown', () => {
    const cache = smallCache();
    expect(cache.keep('/a', 'now', 'huge', 41 * KB)).toBe(false);
    cache.keep('/b', 'now', 'grows', 30 * KB);
    cache.grow('/b', 'grows', 20 * KB);
    expect([cache.find('/a', 'now'), cache.find('/b', 'now')]).toEqual([undefined, undefined]);
    expect(cache.size().bytes).toBe(0);
  });

  test('does not grow by what a page before it at the same address gained', () => {
    const cache = smallCache();
    cache.keep('/a', 'now', 'new', KB);
    const before = cache.size().bytes;
    cache.grow('/a', 'old', 10 * KB);
    expect(cache.size().bytes).toBe(before);
  });

  test('that was used least recently goes first', () => {
    const cache = smallCache();
    for (let i = 0; i < 10; i++) cache.keep(`/${i}`, 'now', String(i), 10 * KB);
    cache.find('/0', 'now');
    cache.keep('/10', 'now', '10', 10 * KB);
    expect(cache.find('/0', 'now')).toBe('0');
    expect(cache.find('/1', 'now')).toBeUndefined();
  });
});

describe('another way to write an address', () => {
  test('leads to the page, and goes with it', () => {
    const cache = smallCache();
    cache.keep('/a?x=1', 'now', 'page', 10 * KB);
    cache.nickname('/a?y=&x=1', '/a?x=1');
    expect(cache.find('/a?y=&x=1', 'now')).toBe('page');
    for (let i = 0; i < 12; i++) cache.keep(`/${i}`, 'now', String(i), 10 * KB);
    expect(cache.find('/a?y=&x=1', 'now')).toBeUndefined();
    expect(cache.size().nicknames).toBe(0);
  });

  test('counts as use of the page', () => {
    const cache = smallCache();
    cache.keep('/a', 'now', 'page', 10 * KB);
    cache.nickname('/A', '/a');
    for (let i = 0; i < 30; i++) {
      cache.find('/A', 'now');
      cache.keep(`/${i}`, 'now', String(i), 10 * KB);
    }
    expect(cache.find('/a', 'now')).toBe('page');
  });

  test('is not remembered without end, nor when it is very long', () => {
    const cache = smallCache();
    cache.keep('/a', 'now', 'page', KB);
    for (let i = 0; i < 1_000; i++) cache.nickname(`/a?made=${i}`, '/a');
    expect(cache.size().nicknames).toBeLessThan(20);
    cache.keep('/b', 'now', 'page', KB);
    cache.nickname(`/b?${'x'.repeat(1_000)}`, '/b');
    expect(cache.find(`/b?${'x'.repeat(1_000)}`, 'now')).toBeUndefined();
  });

  test('of a page that is not kept is not remembered', () => {
    const cache = smallCache();
    cache.nickname('/A', '/a');
    expect(cache.size().nicknames).toBe(0);
  });
});

type Move =
  | { do: 'keep'; address: string; generation: string; kilobytes: number }
  | { do: 'find'; address: string; generation: string }
  | { do: 'grow'; address: string; kilobytes: number }
  | { do: 'nickname'; written: string; address: string };

const address = fc.constantFrom('/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h');
const generation = fc.constantFrom('1', '1', '1', '1', '2');
const kilobytes = fc.integer({ min: 0, max: 50 });
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ do: fc.constant('keep' as const), address, generation, kilobytes }),
  fc.record({ do: fc.constant('find' as const), address, generation }),
  fc.record({ do: fc.constant('grow' as const), address, kilobytes }),
  fc.record({
    do: fc.constant('nickname' as const),
    written: address.map((it) => it.toUpperCase()),
    address,
  }),
);

test('whatever happens, it stays within its bytes and gives only what was kept for that address and moment', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 80 }), (moves) => {
      const cache = createPageCache<{ made: string }>(130 * KB, 40 * KB);
      const latest = new Map<string, { made: string }>();
      const meant = new Map<string, string>();
      for (const step of moves) {
        if (step.do === 'keep') {
          const page = { made: `${step.address} ${step.generation}` };
          if (cache.keep(step.address, step.generation, page, step.kilobytes * KB))
            latest.set(step.address, page);
        } else if (step.do === 'grow') {
          const page = latest.get(step.address);
          if (page) cache.grow(step.address, page, step.kilobytes * KB);
        } else if (step.do === 'nickname') {
          // One way of writing means one address, as it does for the real ones.
          if ((meant.get(step.written) ?? step.address) !== step.address) continue;
          meant.set(step.written, step.address);
          cache.nickname(step.written, step.address);
        }
        if (step.do === 'find') {
          const page = cache.find(step.address, step.generation);
          if (page) expect(page).toEqual({ made: `${step.address} ${step.generation}` });
          const named = cache.find(step.address.toUpperCase(), step.generation);
          if (named)
            expect(named.made).toBe(`${meant.get(step.address.toUpperCase()) ?? ''} ${step.generation}`);
        }
        const size = cache.size();
        expect(size.bytes).toBeLessThanOrEqual(130 * KB);
        expect(size.bytes).toBeGreaterThanOrEqual(0);
        if (size.pages === 0) expect(size).toEqual({ pages: 0, nicknames: 0, bytes: 0 });
      }
    }),
    { numRuns: 300 },
  );
});
