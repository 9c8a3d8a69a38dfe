import { describe, expect, test } from 'vitest';
import { appliedFilters, filterLabel } from '#src/search/answering/describe.ts';
import { filterPairs, parseSearchParams } from '#src/search/params.ts';
import { understand } from '#src/search/understand.ts';
import { indexOf } from '../mini/directory.ts';

const index = indexOf();
const applied = (parameters: string) => {
  const params = parseSearchParams(new URLSearchParams(parameters));
  return appliedFilters(index, params, understand(index, params.q));
};

describe('the words for a filter', () => {
  test.each([
    ['need', 'food-banks', 'Food banks and food parcels'],
    ['language', 'pl', 'Polish'],
    ['within', '1', 'Within 1 mile'],
    ['within', '5', 'Within 5 miles'],
    ['age', '67', 'Age 67'],
    ['day', 'today', 'Today'],
    ['day', 'WE', 'Wednesday'],
    ['part', 'evening', 'Evening'],
    ['audience', 'carers', 'Carers'],
    ['cost', 'up-to-5', 'Free or up to £5'],
    ['delivery', 'home', 'They come to your home'],
    ['open_now', 'on', 'Open now'],
    ['self_referral', 'on', 'You can ask for yourself'],
    ['space_now', 'on', 'Space now'],
    ['access', 'step_free', 'Step-free'],
    ['sector', 'statutory', 'Council, NHS or other public service'],
  ])('%s=%s is "%s"', (name, value, label) => {
    expect(filterLabel(index, name, value)).toBe(label);
  });

  test('what has no words of its own is shown as it is', () => {
    for (const [name, value] of [
      ['need', 'gone'],
      ['language', 'xx'],
      ['sector', 'other'],
      ['nothing', 'x'],
    ] as const)
      expect(filterLabel(index, name, value)).toBe(value);
  });
});

describe('the filters of a search', () => {
  test('those chosen come first, then those read in the sentence', () => {
    expect(applied('q=free knitting&sector=private').map(({ name, fromWords }) => [name, fromWords])).toEqual(
      [
        ['sector', false],
        ['cost', true],
      ],
    );
  });

  test('each has the search without it: the form loses a value, the sentence loses its words', () => {
    expect(
      applied('q=Knitting on Wednesday&day=FR&day=MO&page=3').map((filter) => filter.parametersWithout),
    ).toEqual([
      'q=Knitting+on+Wednesday&day=MO',
      'q=Knitting+on+Wednesday&day=FR',
      'q=Knitting&day=FR&day=MO',
    ]);
  });

  test('none is none', () => {
    expect(applied('q=knitting&near=Tarnbury&sort=name')).toEqual([]);
  });

  test('taking away one leaves all the others, whichever it is', () => {
    const all =
      'need=food&within=5&audience=men&age=3&cost=free&delivery=home&day=MO&part=evening&open_now=on&self_referral=on&space_now=on&access=bsl&language=pl&sector=private';
    const filters = applied(all);
    expect(filters).toHaveLength(14);
    for (const { name, parametersWithout } of filters) {
      const left = filterPairs(parseSearchParams(new URLSearchParams(parametersWithout)).filters);
      expect(left.map(([other]) => other)).toEqual(
        filters.map((other) => other.name).filter((other) => other !== name),
      );
    }
  });
});
