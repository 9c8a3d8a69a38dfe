import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildGazetteer, type Place } from '#src/features/places/rules.ts';
import { findPlaceWords } from '#src/search/understanding/place-words.ts';

const place = (name: string, kind: Place['kind'] = 'town'): Place => ({
  name,
  kind,
  latitude: 52.4,
  longitude: -2.9,
  areaName: 'Aldershire',
});
const gazetteer = buildGazetteer(
  ['Tarnbury', 'Reading', 'Street', "St Ann's", 'Newton le Moors', 'Newton', 'Ely']
    .map((name) => place(name))
    .concat(place('MB1', 'outcode')),
  [],
);
const ORDINARY = new Set(['reading', 'street']);
const find = (text: string) => findPlaceWords(text.split(' '), gazetteer, ORDINARY);
/** The words that were taken for a place, as they stand in the sentence. */
const takenFrom = (text: string): string | null => {
  const found = find(text);
  return found === null ? null : text.split(' ').slice(found.start, found.end).join(' ');
};

describe('a place in a sentence', () => {
  test.each([
    ['food bank tarnbury', 'tarnbury', 'tarnbury'],
    ['tarnbury food bank', 'tarnbury', 'tarnbury'],
    ['food bank in tarnbury please', 'in tarnbury', 'tarnbury'],
    ['food near tarnbury', 'near tarnbury', 'tarnbury'],
    ['food close to tarnbury', 'close to tarnbury', 'tarnbury'],
    ['food nr tarnbury', 'nr tarnbury', 'tarnbury'],
    ['food to tarnbury', 'tarnbury', 'tarnbury'],
    ['food in newton le moors', 'in newton le moors', 'newton le moors'],
    ['food in newton', 'in newton', 'newton'],
    ['a lift from newton to tarnbury', 'tarnbury', 'tarnbury'],
    ['lunch in st anns', 'in st anns', 'st anns'],
    ['lunch in ely', 'in ely', 'ely'],
  ])('%s', (text, taken, resolved) => {
    expect(takenFrom(text)).toBe(taken);
    expect(find(text)?.text).toBe(resolved);
  });

  test.each(['', 'food bank', 'in', 'near me', 'the', 'in the', 'newtonlemoors'])(
    '"%s" names none',
    (text) => {
      expect(takenFrom(text)).toBeNull();
    },
  );

  test.each([
    ['reading group', null],
    ['reading', null],
    ['street dance', null],
    ['help with reading', null],
    ['group in reading', 'in reading'],
    ['dance near street', 'near street'],
    ['debt advice round reading', 'round reading'],
    ['reading group in tarnbury', 'in tarnbury'],
    ['reading group in reading', 'in reading'],
  ])('a name that is also a word: "%s" means %s', (text, taken) => {
    expect(takenFrom(text)).toBe(taken);
  });
});

describe('a postcode in a sentence', () => {
  test.each([
    ['food mb1 1qg', 'mb1 1qg', 'MB1 1QG'],
    ['food near mb11qg now', 'near mb11qg', 'MB1 1QG'],
    ['mb1 1qg', 'mb1 1qg', 'MB1 1QG'],
    ['food in tarnbury mb1 1qg', 'mb1 1qg', 'MB1 1QG'],
    ['food mb1', 'mb1', 'MB1'],
    ['food around mb1', 'around mb1', 'MB1'],
    ['food bfpo 12', 'bfpo 12', 'BFPO 12'],
    ['food bfpo12', 'bfpo12', 'BFPO 12'],
  ])('%s', (text, taken, resolved) => {
    expect(takenFrom(text)).toBe(taken);
    expect(find(text)?.text).toBe(resolved);
  });

  test('goes before a name, wherever it stands', () => {
    expect(takenFrom('mb1 1qg or tarnbury')).toBe('mb1 1qg');
  });

  test.each(['vitamin b12', 'm25 traffic', 'a1', 'covid 19', '4 x 4', 'mb1x 1qg9'])(
    'the first half of none that is known: "%s"',
    (text) => {
      expect(takenFrom(text)).toBeNull();
    },
  );
});

test('for any words, what is taken lies within them and is a postcode or a name of the gazetteer', () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...'in near close to tarnbury reading newton le moors mb1 1qg st anns street food'.split(' '),
    ),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      const found = findPlaceWords(words, gazetteer, ORDINARY);
      if (found === null) return;
      expect(found.start).toBeGreaterThanOrEqual(0);
      expect(found.end).toBeGreaterThan(found.start);
      expect(found.end).toBeLessThanOrEqual(words.length);
      expect(
        /^[A-Z]{1,4}\d/.test(found.text) ||
          gazetteer.byName.has(found.text) ||
          found.text.includes(' ') ||
          /^[A-Z]+ \d+$/.test(found.text),
      ).toBe(true);
    }),
  );
});
