import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSubject, makeDirectory, removeSubject } from '#src/features/duplicates/directory.ts';
import { weigh } from '#src/features/duplicates/evidence.ts';
import { findLikeIn, findPairs } from '#src/features/duplicates/rules.ts';
import type { Subject } from '#src/features/duplicates/types.ts';
import { pairsOf, placeAt, subject } from './subjects.ts';

const word = fc.constantFrom(
  'Elmside',
  'Oakside',
  'Library',
  'Church',
  'Hall',
  'Lunch',
  'Club',
  'Pagoda',
  'St',
  '1st',
);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const place = fc
  .tuple(
    fc.constantFrom('MB1 1QG', 'MB1 2AB', 'AL2 3XY', null),
    fc.constantFrom(null, 52.4, 52.4004, 52.41, 53),
  )
  .map(([postcode, latitude]) => placeAt(postcode, { latitude, longitude: latitude === null ? null : -2.9 }));
const some = <T>(...values: T[]): fc.Arbitrary<T[]> => fc.subarray(values, { maxLength: 2 });
const facts: fc.Arbitrary<Omit<Subject, 'id'>> = fc.record({
  names: fc.array(name, { minLength: 1, maxLength: 2 }),
  organisationId: fc.constantFrom('club', 'council', null),
  organisationName: fc.constantFrom('Kettle and Co', 'Elmside Hall', null),
  sourceId: fc.constantFrom('one', 'two', null),
  places: fc.array(place, { maxLength: 2 }),
  phones: some('01632 960123', '0300 123 4567'),
  websites: some('https://kettle.example', 'https://kettle.example/a', 'https://facebook.com/a'),
  charityNumbers: some('1123456', '1123457'),
  days: fc.constantFrom(0, 1, 4, 5),
});
const services: fc.Arbitrary<Subject[]> = fc
  .array(facts, { minLength: 2, maxLength: 12 })
  .map((list) => list.map((each, at) => ({ ...each, id: `s${String(at).padStart(2, '0')}` })));

describe('any services', () => {
  test('are weighed alike whichever stands first', () => {
    fc.assert(
      fc.property(services, (all) => {
        const directory = makeDirectory('service', all);
        const [a, b] = [...directory.subjects.values()];
        if (a === undefined || b === undefined) return;
        expect(weigh(directory, a, b)).toEqual(weigh(directory, b, a));
      }),
    );
  });

  test('make the same pairs with their ids the other way round', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const there = pairsOf({ ...one, id: 'a' }, { ...other, id: 'b' })[0];
        const back = pairsOf({ ...one, id: 'b' }, { ...other, id: 'a' })[0];
        expect(back?.level).toBe(there?.level);
        expect(back?.score ?? 0).toBeCloseTo(there?.score ?? 0);
        expect(back?.reasons.map(({ kind }) => kind).sort()).toEqual(
          there?.reasons.map(({ kind }) => kind).sort(),
        );
      }),
    );
  });

  test('make the same pairs in whatever order they come', () => {
    fc.assert(
      fc.property(
        services.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(findPairs(makeDirectory('service', shuffled))).toEqual(
            findPairs(makeDirectory('service', all)),
          );
        },
      ),
    );
  });

  test('make the same pairs after one was added and removed, or added twice', () => {
    fc.assert(
      fc.property(services, (all) => {
        const directory = makeDirectory('service', all);
        const [first] = all;
        if (first === undefined) return;
        addSubject(directory, subject('zz', 'Wigwam Xylophone', { places: [placeAt('ZE1 0AA')] }));
        addSubject(directory, { ...first, names: ['Trampoline'], places: [placeAt('ZE1 0AB')] });
        addSubject(directory, first);
        removeSubject(directory, 'zz');
        removeSubject(directory, 'nobody');
        const fresh = makeDirectory('service', all);
        expect(findPairs(directory)).toEqual(findPairs(fresh));
        expect(directory.carriers).toEqual(fresh.carriers);
      }),
    );
  });

  test('never make a pair of one, nor one pair twice', () => {
    fc.assert(
      fc.property(services, (all) => {
        const keys = pairsOf(...all).map(({ firstId, secondId }) => `${firstId} ${secondId}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of keys) {
          const [first = '', second = ''] = key.split(' ');
          expect(first < second).toBe(true);
        }
      }),
    );
  });

  test('keep their evidence when a service with nothing in common is added', () => {
    const stranger = subject('zz', 'Wigwam Xylophone', { places: [placeAt('ZE1 0AA', { town: 'Farther' })] });
    fc.assert(
      fc.property(services, (all) => {
        expect(pairsOf(...all, stranger)).toEqual(pairsOf(...all));
      }),
    );
  });

  test('are found for one being added just as they make pairs with it', () => {
    fc.assert(
      fc.property(services, (all) => {
        const [added, ...others] = all;
        if (added === undefined) return;
        const like = findLikeIn(makeDirectory('service', all), added, 100);
        const paired = pairsOf(...all).filter(({ firstId }) => firstId === added.id);
        expect(like.map(({ id }) => id).sort()).toEqual(paired.map(({ secondId }) => secondId).sort());
        expect(others.length).toBeGreaterThan(0);
      }),
    );
  });

  test('are ranked the surest first', () => {
    const order = ['same', 'likely', 'possible'];
    fc.assert(
      fc.property(services, (all) => {
        const levels = pairsOf(...all).map(({ level }) => order.indexOf(level));
        expect(levels).toEqual(levels.toSorted());
      }),
    );
  });
});
