import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNeeds } from '#src/features/needs/content.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';
import { wordsOf } from '#src/lib/stem.ts';
import { TOWNS, venueAt } from '../../../bench/corpus/place.ts';
import { sentenceSearches } from '../../../bench/corpus/questions.ts';
import { seeded } from '../../../bench/corpus/random.ts';
import { benchServices, harshWords, toTextDocument } from '../../../bench/corpus/services.ts';
import { wordAt, zipfian } from '../../../bench/corpus/words.ts';

const needs = readNeeds('content');
const services = [...benchServices(needs, 1500)];
const wordSets = services.map((service) => wordsOf(Object.values(toTextDocument(service)).join(' ')));

describe('chance', () => {
  test('is the same for the same seed, and stays within its limits', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1000 }), (seed, limit) => {
        const [one, two] = [seeded(seed), seeded(seed)];
        const drawn = Array.from({ length: 20 }, () => one.below(limit));
        expect(Array.from({ length: 20 }, () => two.below(limit))).toEqual(drawn);
        expect(drawn.every((number) => number >= 0 && number < limit)).toBe(true);
      }),
    );
  });

  test('takes some of a list without taking one twice', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(12), (seed, count) => {
        const taken = seeded(seed).some([1, 2, 3, 4, 5], count);
        expect(new Set(taken).size).toBe(taken.length);
        expect(taken).toHaveLength(Math.min(5, count));
      }),
    );
  });

  test('has nothing to pick from an empty list', () => {
    expect(() => seeded(1).pick([])).toThrow(RangeError);
  });
});

describe('made-up words', () => {
  test('are all different', () => {
    expect(new Set(Array.from({ length: 100_000 }, (_, number) => wordAt(number))).size).toBe(100_000);
  });

  test('are drawn by Zipf: the first about twice as often as the second, ten times as often as the tenth', () => {
    const source = zipfian(1000);
    const random = seeded(3);
    const counts = new Map<string, number>();
    for (let turn = 0; turn < 100_000; turn += 1) {
      const word = source.draw(random);
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const first = counts.get(wordAt(0)) ?? 0;
    expect(first / (counts.get(wordAt(1)) ?? 1)).toBeCloseTo(2, 0);
    expect(first / (counts.get(wordAt(9)) ?? 1)).toBeGreaterThan(8);
    expect(first / (counts.get(wordAt(9)) ?? 1)).toBeLessThan(12);
  });
});

describe('the made-up services', () => {
  test('are the same each time', () => {
    expect([...benchServices(needs, 5)]).toEqual([...benchServices(needs, 5)]);
    expect(new Set(services.map((service) => service.id)).size).toBe(services.length);
  });

  test('have 120 to 250 words', () => {
    const lengths = wordSets.map((words) => words.length);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(120);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(250);
  });

  test('make harsh questions: one word is in about 22 % of them, any of three in about 55 %', () => {
    const sets = wordSets.map((words) => new Set(words));
    const words = harshWords(40);
    const share = (wanted: string[]): number =>
      sets.filter((set) => wanted.some((word) => set.has(word))).length / sets.length;
    const mean = (shares: number[]): number => shares.reduce((a, b) => a + b, 0) / shares.length;
    expect(mean(words.map((word) => share([word])))).toBeCloseTo(0.22, 1);
    const random = seeded(1);
    const three = mean(Array.from({ length: 40 }, () => share(random.some(words, 3))));
    expect(three).toBeGreaterThan(0.48);
    expect(three).toBeLessThan(0.6);
  });

  test('use the words of their needs', () => {
    for (const { needs: own, description } of services.slice(0, 50))
      for (const need of own) expect(description.toLowerCase()).toContain(need.name.toLowerCase());
  });

  test('are at postcodes that are well formed and of an area that does not exist', () => {
    for (let number = 0; number < 200; number += 1) {
      const { postcode } = venueAt(number);
      expect(normalisePostcode(postcode)).toBe(postcode);
      expect(postcode).toMatch(/^ZB\d/);
    }
  });
});

test('sentences name a town, a day and three needs, and are never cut short', () => {
  const names = TOWNS.map((town) => town.name);
  for (const search of sentenceSearches(needs, 50)) {
    const q = search.get('q') ?? '';
    expect(q.length).toBeLessThanOrEqual(300);
    expect(names.some((name) => q.includes(` in ${name} on `))).toBe(true);
    expect(q).toMatch(/ on [a-z]+day [a-z]{4}$/);
    expect(search.getAll('need')).toHaveLength(3);
  }
});
