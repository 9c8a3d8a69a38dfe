import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameWords, readyName } from '#src/features/duplicates/name-words.ts';
import { compareNames, type NameLikeness } from '#src/features/duplicates/names.ts';

const NOTHING: ReadonlySet<string> = new Set();
/** Every word as rare as can be, none of them local. */
const compare = (first: string, second: string, local: readonly string[] = []): NameLikeness =>
  compareNames(readyName(first), readyName(second), {
    bitsOf: () => 12,
    isLocal: (word) => local.includes(word),
    firstAddress: () => NOTHING,
    secondAddress: () => NOTHING,
  });

describe('a name before it is compared', () => {
  test.each([
    ["Saint Mary's Church", 'St. Mary\u2019s Church'],
    ['Bread & Soup', 'Bread and Soup'],
    ['Bread + Soup', 'Bread and Soup'],
    ['The Elm Centre', 'Elm Center'],
    ['Kettle & Co Ltd', 'Kettle & Co C.I.C.'],
    ['Kettle Limited', 'Kettle'],
    ['First Elm Scouts', '1st Elm Scouts'],
    ['Elm Libraries', 'Elm Library'],
    ['Elm URC', 'Elm United Reformed Church'],
    ['Caf\u00e9 Elm', 'CAFE ELM'],
  ])('%s is written as %s is', (one, other) => {
    expect(nameWords(one)).toEqual(nameWords(other));
  });

  test.each([
    ['Elm Foodbank', 'Elm Food Bank'],
    ['Elm Hill Top', 'Elm Hilltop'],
    ['South Elm Community Library (SECL)', 'South Elm Community Library'],
  ])('%s and %s are one name', (one, other) => {
    expect(readyName(one).key).toBe(readyName(other).key);
  });

  test.each([
    ['1st Elm Scouts', '2nd Elm Scouts'],
    ['Elm Glass', 'Elm Glas'],
    ['Bus', 'Bu'],
    ['St John', 'St Joan'],
  ])('%s and %s are two', (one, other) => {
    expect(readyName(one).key).not.toBe(readyName(other).key);
  });

  test('a name of nothing but what is left out keeps its words', () => {
    expect(nameWords('The Charity')).toEqual(['the', 'charity']);
    expect(nameWords('\u2013')).toEqual([]);
  });

  test('made ready twice is made ready once', () => {
    const word = fc.constantFrom(
      'The',
      'St',
      'Saints',
      'Elm',
      "Mary's",
      'C.I.C.',
      'U R C',
      '1st',
      'Cities',
      '&',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, (name) => {
        const once = nameWords(name);
        const twice = nameWords(once.join(' '));
        // What is left of a name of nothing but left-out words is such a name again.
        expect(nameWords(twice.join(' '))).toEqual(twice);
        expect(new Set(once).size).toBe(once.length);
      }),
    );
  });

  test('the venue of "Lunch club at Elm Hall" is known from the rest', () => {
    expect([...readyName('Lunch club at Elm Hall').venueWords]).toEqual(['elm', 'hall']);
    expect([...readyName('Lunch club @ Elm Hall').venueWords]).toEqual(['elm', 'hall']);
    expect(readyName('Elm Hall').venueWords.size).toBe(0);
  });
});

describe('two names', () => {
  test('are as alike one way round as the other', () => {
    const word = fc.constantFrom(
      'elm',
      'oakwood',
      'oakwod',
      'library',
      'church',
      'lunch',
      '1st',
      '2nd',
      'at',
      'st',
    );
    const name = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(name, name, (one, other) => {
        const there = compare(one, other);
        const back = compare(other, one);
        expect(back.alike).toBeCloseTo(there.alike);
        expect(back.bits).toBeCloseTo(there.bits);
        expect({ ...back, alike: 0, bits: 0 }).toEqual({ ...there, alike: 0, bits: 0 });
        expect(there.alike).toBeGreaterThanOrEqual(0);
        expect(there.alike).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('that are one are wholly alike', () => {
    expect(compare("St Mary's Church", 'Saint Marys Church')).toMatchObject({ alike: 1, exact: true });
  });

  test('that share nothing are not alike at all', () => {
    expect(compare('Elm Bakers', 'Oak Menders')).toMatchObject({ alike: 0, exact: false, sharedWords: 0 });
  });

  test('are still alike when a letter is wrong, but not when a figure is', () => {
    expect(compare('Oakwood Menders', 'Oakwod Menders').alike).toBeGreaterThan(0.9);
    expect(compare('Route 10115', 'Route 10116').alike).toBeLessThan(0.6);
  });

  test('are less alike when what they share is the name of the town', () => {
    const abroad = compare('Marlbridge Bakers', 'Marlbridge Menders');
    const athome = compare('Marlbridge Bakers', 'Marlbridge Menders', ['marlbridge']);
    expect(athome.alike).toBeLessThan(abroad.alike - 0.1);
  });

  test('are less alike when what they share is common everywhere', () => {
    const common = compare('Elmside Community Centre', 'Oakside Community Centre');
    const rare = compare('Elmside Wigwam Pagoda', 'Oakside Wigwam Pagoda');
    expect(common.alike).toBeLessThan(rare.alike - 0.2);
  });

  test('of which one holds the other and only common words more are nearly one', () => {
    expect(compare('Elmside Library', 'Elmside Library and Community Hub')).toMatchObject({
      isContained: true,
    });
    expect(compare('Elmside Library', 'Elmside Library Pagoda').isContained).toBe(false);
    expect(compare('Library', 'Elmside Library Pagoda').isContained).toBe(false);
  });

  test('differ in what happens there', () => {
    expect(compare('Elm Hall', 'Elm Hall Knitting Group').differsIn).toEqual(['group', 'knitting']);
    expect(compare('Elm Hall', 'Elm Hall Knitting Group').isContained).toBe(false);
    expect(compare('Elm Knitting Group', 'The Elm Knitting Group CIC').differsIn).toEqual([]);
  });

  test.each([
    ['Elm Library', 'Elm Church'],
    ['Elm Chapel', 'Elm Swimming Pool'],
    ['1st Elm Scouts', '2nd Elm Scouts'],
    ['Soup at Elm Hall', 'Soup at Oak Hut'],
  ])('%s and %s are others', (one, other) => {
    expect(compare(one, other).areOthers).toBe(true);
  });

  test.each([
    ['Elm Library', 'Elm Library and Community Centre'],
    ['Elm Methodist Church', 'Elm Chapel'],
    ['Elm Library', 'Elm Hub'],
    ['1st Elm Scouts', 'Elm Scouts'],
    ['Soup at Elm Hall', 'Soup'],
  ])('%s and %s need not be others', (one, other) => {
    expect(compare(one, other).areOthers).toBe(false);
  });
});
