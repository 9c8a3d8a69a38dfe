import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findWaysOn } from '#src/search/answering/recovery.ts';
import { parseSearchParams } from '#src/search/params.ts';
import type { Recovery, Suggestion } from '#src/search/types.ts';
import { ask, indexOf, NOW, question, service, SERVICES, venue } from '../mini/directory.ts';

const index = indexOf([
  ...SERVICES,
  service('six-miles-off', {
    name: 'Ukulele band',
    needs: ['arts'],
    venues: [venue('Osmarsh', 52.49 + 6 / 69.09, -2.87)],
  }),
]);
const waysOn = (parameters: string): Recovery =>
  findWaysOn(index, parseSearchParams(new URLSearchParams(parameters)), question(index, parameters), NOW);
const waysOf = (recovery: Recovery): Suggestion[] => [
  ...recovery.filters,
  ...recovery.needs,
  ...(recovery.withoutFilters === null ? [] : [recovery.withoutFilters]),
  ...(recovery.widerArea === null ? [] : [recovery.widerArea]),
];

describe('filters in the way', () => {
  test('each is told with its words and what removing it gives, the most first', () => {
    const { filters } = waysOn('need=families&sector=statutory');
    expect(filters).toEqual([
      {
        name: 'need',
        value: 'families',
        label: 'Children and families',
        count: 2,
        parameters: 'sector=statutory',
      },
      {
        name: 'sector',
        value: 'statutory',
        label: 'Council, NHS or other public service',
        count: 2,
        parameters: 'need=families',
      },
    ]);
  });

  test('a filter that was read in the sentence is removed from the sentence', () => {
    const { filters } = waysOn('q=owe money on sunday');
    expect(filters).toMatchObject([{ name: 'day', value: 'SU', label: 'Sunday', parameters: 'q=owe+money' }]);
  });

  test('one whose removal still leads nowhere is not offered', () => {
    expect(waysOn('need=falls&sector=private&delivery=online').filters).toEqual([]);
  });

  test('removing all of them, chosen and read, is one way on', () => {
    const { withoutFilters } = waysOn('q=owe money on sunday&delivery=online&sector=private');
    expect(withoutFilters).toMatchObject({ label: 'Remove all filters', parameters: 'q=owe+money' });
    expect(withoutFilters?.count).toBeGreaterThan(0);
  });

  test('without any filter there is none to remove', () => {
    expect(waysOn('q=xylophone')).toMatchObject({ filters: [], withoutFilters: null, widerArea: null });
  });

  test('the page, the order and the corrections asked for stay; the page begins again', () => {
    const { filters } = waysOn('q=owe money&sector=private&sort=name&page=7&per_page=5&exact=on');
    expect(filters[0]?.parameters).toBe('q=owe+money&exact=on&sort=name&per_page=5');
  });
});

describe('a wider area', () => {
  test('is the smallest that gives anything', () => {
    expect(waysOn('q=ukulele&near=Tarnbury&within=1').widerArea).toMatchObject({
      miles: 10,
      label: 'Within 10 miles',
      count: 1,
      parameters: 'q=ukulele&near=Tarnbury&within=10',
    });
  });

  test('is any distance when nothing less will do', () => {
    const far = waysOn('q=falls team&near=Tarnbury, Northmoor&within=5');
    expect(far.widerArea).toMatchObject({ miles: null, label: 'Any distance' });
    expect(far.widerArea?.parameters).not.toContain('within');
  });

  test.each([
    ['no distance was asked for', 'q=ukulele&near=Tarnbury&sector=private'],
    ['there is no place', 'q=ukulele&within=1&sector=private'],
    ['no distance would help', 'q=ukulele&near=Tarnbury&within=1&sector=private'],
  ])('is not offered when %s', (_, parameters) => {
    expect(waysOn(parameters).widerArea).toBeNull();
  });
});

describe('the nearest needs', () => {
  const slugsOf = (parameters: string): string[] => waysOn(parameters).needs.map(({ slug }) => slug);

  test('are the one that was meant, its related ones, and those around it', () => {
    expect(slugsOf('q=food parcel&sector=private')).toEqual([
      'food-banks',
      'debt',
      'food',
      'meals-delivered',
    ]);
    expect(slugsOf('need=food-banks&sector=private')).toEqual([
      'food-banks',
      'debt',
      'food',
      'meals-delivered',
    ]);
  });

  test('or those a word of the sentence hints at', () => {
    expect(slugsOf('q=bailiffs&sector=private')[0]).toBe('debt');
    expect(slugsOf('q=playgroup xylophone&sector=private')).toContain('families');
  });

  test('or, when nothing hints at any, the top ones with the most services', () => {
    const { needs } = waysOn('q=zzyzx');
    expect(needs.map(({ slug }) => slug)).toContain('meeting-people');
    expect(needs.map(({ count }) => count)).toEqual(needs.map(({ count }) => count).sort((a, b) => b - a));
    expect(needs.length).toBeLessThanOrEqual(4);
  });

  test('stay near the place asked for while something is there, and leave it when nothing is', () => {
    expect(waysOn('q=zzyzx in tarnbury').needs[0]?.parameters).toBe('q=tarnbury&need=meeting-people');
    const { needs } = waysOn('q=food parcel&near=Tarnbury, Northmoor&within=1&sector=private');
    expect(needs[0]?.parameters).toBe('near=Tarnbury%2C+Northmoor&need=food-banks');
  });
});

describe('every way on', () => {
  const word = fc.constantFrom(
    '',
    'q=xylophone',
    'q=owe money',
    'q=food parcel on sunday',
    'q=free knitting in tarnbury',
  );
  const place = fc.constantFrom('', 'near=Tarnbury', 'near=Marlbridge', 'near=Tarnbury, Northmoor');
  const choice = fc.subarray(
    [
      'need=falls',
      'sector=private',
      'delivery=online',
      'day=SU',
      'space_now=on',
      'age=3',
      'within=1',
      'language=pl',
    ],
    { maxLength: 4 },
  );

  test('gives exactly the count it says when it is followed, and that is more than none', () => {
    fc.assert(
      fc.property(word, place, choice, (...parts) => {
        const parameters = parts.flat().filter(Boolean).join('&');
        for (const way of waysOf(waysOn(parameters))) {
          expect([parameters, way.label, way.count]).toEqual([
            parameters,
            way.label,
            ask(index, way.parameters).total,
          ]);
          expect(way.count).toBeGreaterThan(0);
        }
      }),
      { numRuns: 120 },
    );
  });

  test('from an empty page there is always one', () => {
    fc.assert(
      fc.property(word, place, choice, (...parts) => {
        const parameters = parts.flat().filter(Boolean).join('&');
        fc.pre(ask(index, parameters).total === 0);
        expect(waysOf(waysOn(parameters)).length).toBeGreaterThan(0);
      }),
    );
  });
});
