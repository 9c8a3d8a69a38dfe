import { describe, expect, test } from 'vitest';
import { LARGEST_BLOCK } from '#src/features/duplicates/candidates.ts';
import { makeDirectory } from '#src/features/duplicates/directory.ts';
import { findLikeIn, findPairs } from '#src/features/duplicates/rules.ts';
import type { Subject } from '#src/features/duplicates/types.ts';
import { placeAt, subject } from './subjects.ts';

const many = (count: number, make: (at: number) => Subject): Subject[] =>
  Array.from({ length: count }, (_, at) => make(at));
/** A word of its own for each number, unlike any other by more than two letters. */
const wordFor = (at: number): string => {
  const letters = 'bcdfghjklmnpqrtvwxz';
  const pick = (by: number): string => letters.charAt(Math.floor(at / by) % letters.length);
  return `${pick(1)}a${pick(19)}o${pick(361)}u`.repeat(3);
};
const search = (subjects: readonly Subject[]) => findPairs(makeDirectory('service', subjects));

describe('looking for pairs', () => {
  test('does not compare services that have nothing in common', () => {
    const strangers = many(300, (at) =>
      subject(`s${at}`, wordFor(at), { places: [placeAt(`MB${at} 1AB`, { town: null })] }),
    );
    expect(search(strangers).compared).toBe(0);
  });

  test('grows with the number of services, not with its square', () => {
    const inOneTown = (count: number): Subject[] =>
      many(count, (at) =>
        subject(`s${at}`, `${wordFor(at)} Community Hall`, {
          websites: ['https://council.example/list'],
          places: [placeAt(`MB${at % 9}${at % 7} ${at % 10}AB`)],
        }),
      );
    const [less, more] = [search(inOneTown(500)).compared, search(inOneTown(2000)).compared];
    expect(more).toBeLessThan(less * 8);
  });

  test('bounds a block that is too large, says so, and still finds those of like names in it', () => {
    const host = 'https://council.example';
    const crowd = many(LARGEST_BLOCK * 3, (at) =>
      subject(`s${String(at).padStart(3, '0')}`, wordFor(at), {
        websites: [host],
        places: [placeAt('MB1 1QG')],
      }),
    );
    const twice = [
      subject('x', 'Kettle Pagoda', { websites: [host] }),
      subject('a', 'Kettle Pagoda', { websites: [host] }),
    ];
    const { pairs, compared, largeBlocks } = search([...crowd, ...twice]);
    const count = crowd.length + twice.length;
    expect(compared).toBeLessThan((count * (count - 1)) / 4);
    expect(largeBlocks).toEqual([
      { key: 'host council.example', carriers: count },
      { key: 'page council.example', carriers: count },
      { key: 'postcode MB1 1QG', carriers: count },
    ]);
    expect(pairs.map(({ firstId, secondId }) => [firstId, secondId])).toEqual([['a', 'x']]);
  });

  test('compares each with each in a block just large enough, and says nothing', () => {
    const crowd = many(LARGEST_BLOCK, (at) => subject(`s${at}`, wordFor(at)));
    const { compared, largeBlocks } = search(crowd);
    expect(compared).toBe((LARGEST_BLOCK * (LARGEST_BLOCK - 1)) / 2);
    expect(largeBlocks).toEqual([]);
  });

  test('leaves a crowded spot without postcodes to the names, and says so', () => {
    const spot = { latitude: 52.4001, longitude: -2.8999 };
    const crowd = many(LARGEST_BLOCK * 4, (at) =>
      subject(`s${at}`, wordFor(at), { places: [placeAt(null, spot)] }),
    );
    const twice = ['x', 'a'].map((id) => subject(id, 'Kettle Pagoda', { places: [placeAt(null, spot)] }));
    const { pairs, compared, largeBlocks } = search([...crowd, ...twice]);
    expect(compared).toBeLessThan(crowd.length);
    expect(largeBlocks).toMatchObject([{ carriers: crowd.length + 2 }]);
    expect(pairs).toMatchObject([{ firstId: 'a', secondId: 'x', level: 'same' }]);
  });

  test('finds a neighbour across the edge of a cell, though its words are common', () => {
    const crowd = ['Kettle', 'Pagoda'].flatMap((word) =>
      many(45, (at) =>
        subject(`${word}${at}`, `${word} ${wordFor(at)}`, {
          places: [placeAt(`${word} 1AB`)],
          sourceId: word,
        }),
      ),
    );
    const at = (id: string, name: string, latitude: number): Subject =>
      subject(id, name, { places: [placeAt(null, { latitude, longitude: -2.9001 })] });
    const { pairs } = search([
      ...crowd,
      at('a', 'Kettle Pagoda', 52.39999),
      at('b', 'Kettle Pagoda Hub', 52.40001),
    ]);
    expect(pairs.map(({ firstId, secondId }) => [firstId, secondId])).toEqual([['a', 'b']]);
  });
});

describe('looking for what one service is like', () => {
  const directory = makeDirectory('service', [
    subject('a', 'Kettle Pagoda'),
    subject('b', 'Kettle Pagoda and Hub'),
    subject('c', 'Elmside Library'),
  ]);
  const candidate = subject('', 'Kettle Pagoda');

  test('ranks, limits and leaves its own record out', () => {
    expect(findLikeIn(directory, candidate, 5).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(findLikeIn(directory, candidate, 1).map(({ id }) => id)).toEqual(['a']);
    expect(findLikeIn(directory, { ...candidate, id: 'a' }, 5).map(({ id }) => id)).toEqual(['b']);
  });

  test('finds nothing like something new', () => {
    expect(findLikeIn(directory, subject('', 'Wigwam Xylophone'), 5)).toEqual([]);
  });
});
