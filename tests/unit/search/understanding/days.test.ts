import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterWordsAt } from '#src/search/understanding/days.ts';

/** What the first filter words of a sentence ask for, and how many words they are; [] when there are none. */
function firstOf(text: string): [words: number, ...filters: string[]] | [] {
  const words = text.split(' ');
  for (let at = 0; at < words.length; at += 1) {
    const found = filterWordsAt(words, at);
    if (found !== null) return [found.length, ...found.filters.map(({ name, value }) => `${name}=${value}`)];
  }
  return [];
}

describe('days', () => {
  test.each([
    ['monday', 'MO'],
    ['mondays', 'MO'],
    ['mon', 'MO'],
    ['tues', 'TU'],
    ['wednesday', 'WE'],
    ['weds', 'WE'],
    ['wensday', 'WE'],
    ['thurs', 'TH'],
    ['fri', 'FR'],
    ['fridays', 'FR'],
    ['saturday', 'SA'],
    ['sundays', 'SU'],
    ['today', 'today'],
    ['tomorrow', 'tomorrow'],
    ['tommorow', 'tomorrow'],
  ])('%s', (word, day) => {
    expect(firstOf(`group ${word}`)).toEqual([1, `day=${day}`]);
  });

  test.each(['sun', 'sat', 'wed', 'marry', 'mayday', 'constructor', '__proto__', 'tostring', ''])(
    '"%s" is no day: it is a word of its own, or none',
    (word) => {
      expect(firstOf(`the ${word}`)).toEqual([]);
    },
  );

  test('a weekend is both its days', () => {
    expect(firstOf('weekend')).toEqual([1, 'day=SA', 'day=SU']);
    expect(firstOf('at the weekends')).toEqual([3, 'day=SA', 'day=SU']);
  });

  test('tonight is this evening', () => {
    expect(firstOf('tonight')).toEqual([1, 'day=today', 'part=evening']);
  });

  test.each([
    ['on monday', 2, 'day=MO'],
    ['every monday', 2, 'day=MO'],
    ['on a monday', 3, 'day=MO'],
    ['open today', 2, 'day=today'],
    ['this evening', 2, 'part=evening'],
    ['in the mornings', 3, 'part=morning'],
    ['in the afternoon', 3, 'part=afternoon'],
  ])('the small words of "%s" go with it', (text, length, filter) => {
    expect(firstOf(text)).toEqual([length, filter]);
  });

  test.each([
    'on the bus',
    'in debt',
    'this winter',
    'open door',
    'every little helps',
    'at',
    'on the',
    'in a',
  ])('the small words of "%s" stay where they are', (text) => {
    expect(firstOf(text)).toEqual([]);
  });
});

describe('parts of the day', () => {
  test.each(['coffee morning', 'coffee mornings', 'good morning'])('"%s" is the name of a thing', (text) => {
    expect(firstOf(text)).toEqual([]);
  });
  test('coffee in the morning is not', () => {
    expect(firstOf('coffee in the morning')).toEqual([3, 'part=morning']);
  });
});

describe('open now', () => {
  test.each([
    ['open now', 2],
    ['open right now', 3],
  ])('%s', (text, length) => {
    expect(firstOf(text)).toEqual([length, 'open_now=on']);
  });
  test.each(['open', 'now', 'open right', 'right now', 'open and now'])('"%s" alone is not', (text) => {
    expect(firstOf(text)).toEqual([]);
  });
});

describe('free', () => {
  test.each(['free food', 'food for free', 'is it free'])('"%s" asks for what costs nothing', (text) => {
    expect(firstOf(text)).toEqual([1, 'cost=free']);
  });
  test.each([
    'smoke free',
    'drug free',
    'gluten free cooking',
    'step free',
    'interest free loan',
    'free school meals',
    'free from pain',
    'free time',
    'free bus pass',
    'free church',
    'feel free',
  ])('"%s" does not', (text) => {
    expect(firstOf(text)).toEqual([]);
  });
});

test('wherever it looks, in any words, it takes only words that are there', () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...'on in the a this every open right now free school smoke monday weekend tonight morning'.split(' '),
    ),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), fc.integer({ min: -1, max: 9 }), (words, at) => {
      const found = filterWordsAt(words, at);
      if (found === null) return;
      expect(found.length).toBeGreaterThan(0);
      expect(found.filters.length).toBeGreaterThan(0);
      expect(at + found.length).toBeLessThanOrEqual(words.length);
    }),
  );
});

describe('a day on which trouble comes', () => {
  test.each([
    'not paid till friday',
    'out by monday',
    'bailiffs coming tomorrow',
    'since saturday',
    'rent due today',
  ])('is no wish for that day: %s', (text) => {
    expect(firstOf(text)).toEqual([]);
  });

  test('a day beside it still is one', () => {
    expect(firstOf('not paid till friday open monday')).toEqual([2, 'day=MO']);
  });
});
