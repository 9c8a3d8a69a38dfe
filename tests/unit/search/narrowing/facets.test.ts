import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DELIVERIES, SECTORS, WEEKDAYS } from '#db/vocabulary.ts';
import { isOpenAt, sessionsOn } from '#src/features/schedules/rules.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { distanceMetres, METRES_PER_MILE } from '#src/lib/distance.ts';
import { addDays } from '#src/lib/dates.ts';
import { dayLabel, withinLabel } from '#src/search/narrowing/facets.ts';
import { ask, CALENDAR, countsOf, idsOf, indexOf, NOW, PLACES, SERVICES } from '../mini/directory.ts';
import { NEEDS } from '../mini/needs.ts';

const index = indexOf();
const rulesOf = (service: ServiceForIndex) => [
  ...service.sessions,
  ...service.venues.flatMap((v) => v.sessions),
];
const runsOn = (service: ServiceForIndex, day: string): boolean =>
  sessionsOn(rulesOf(service), service.closures, CALENDAR, day).length > 0;
const [town] = PLACES;
/** Miles from Tarnbury to the nearest place a service is at, straight over the hills. */
const milesTo = (service: ServiceForIndex): number =>
  Math.min(
    ...service.venues.map((v) =>
      v.latitude === null || v.longitude === null || town === undefined
        ? Infinity
        : distanceMetres(town.latitude, town.longitude, v.latitude, v.longitude) / METRES_PER_MILE,
    ),
  );

/** What a choice means, said again without the code under test, for counting by hand. */
const MEANING: Record<string, (service: ServiceForIndex, value: string) => boolean> = {
  need: (service, value) =>
    service.needs.some((slug) => slug === value || NEEDS.bySlug.get(slug)?.parent === value),
  audience: (service, value) => service.audiences.some((audience) => audience === value),
  cost: (service, value) =>
    service.price.kind === 'free' ||
    (value === 'up-to-5' && service.price.kind === 'from' && service.price.pounds <= 5),
  delivery: (service, value) => service.deliveries.some((delivery) => delivery === value),
  day: (service, value) => {
    if (value === 'today') return runsOn(service, NOW.day);
    if (value === 'tomorrow') return runsOn(service, addDays(NOW.day, 1));
    // Any such day of the next five weeks, which hold a first, second, third and fourth of each weekday.
    return Array.from({ length: 35 }, (_, days) => addDays(NOW.day, days)).some(
      (day) => WEEKDAYS[(new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7] === value && runsOn(service, day),
    );
  },
  open_now: (service) => isOpenAt(rulesOf(service), service.closures, CALENDAR, NOW),
  self_referral: ({ joinings }) => joinings.includes('drop_in') || joinings.includes('self_referral'),
  space_now: (service) => service.capacity === 'open',
  access: (service, value) => service.venues.some((v) => v.access.some((feature) => feature === value)),
  language: (service, value) => service.languages.some((language) => language.code === value),
  sector: (service, value) => service.sector === value,
};

describe('counts beside the filters', () => {
  test.each(Object.keys(MEANING))(
    'with nothing chosen, those of %s are plain counts of the services',
    (name) => {
      const counts = Object.entries(countsOf(ask(index, ''), name));
      expect(counts.length).toBeGreaterThan(0);
      for (const [value, count] of counts) {
        const having = SERVICES.filter((service) => MEANING[name]?.(service, value) === true);
        expect([value, count]).toEqual([value, having.length]);
      }
    },
  );

  test('a choice that some service has is never missing', () => {
    const found = ask(index, '');
    for (const [name, values] of [
      ['delivery', DELIVERIES],
      ['sector', SECTORS],
      ['need', [...NEEDS.bySlug.keys()]],
    ] as const) {
      const had = values.filter((value) => SERVICES.some((service) => MEANING[name]?.(service, value)));
      expect(Object.keys(countsOf(found, name)).sort(), name).toEqual([...had].sort());
    }
  });

  test('distances are counted only from a place, each holding the smaller ones', () => {
    expect(countsOf(ask(index, ''), 'within')).toEqual({});
    const counts = countsOf(ask(index, 'near=Tarnbury&delivery=venue'), 'within');
    const venues = SERVICES.filter((service) => service.deliveries.includes('venue'));
    for (const [miles, count] of Object.entries(counts)) {
      // The refuge has no distance to show; its area holds the town.
      const near = venues.filter((item) => item.id === 'refuge' || milesTo(item) <= Number(miles));
      expect([miles, count]).toEqual([miles, near.length]);
    }
  });

  test('each ignores the selection of its own group, and of no other', () => {
    const chosen = ask(index, 'sector=statutory&need=falls');
    const without = ask(index, 'need=falls');
    expect(countsOf(chosen, 'sector')).toEqual(countsOf(without, 'sector'));
    expect(countsOf(chosen, 'need')).toEqual(countsOf(ask(index, 'sector=statutory'), 'need'));
  });

  test('day and part of the day are one choice of time: each is counted within the other', () => {
    const evenings = countsOf(ask(index, 'part=evening'), 'day');
    for (const [day, count] of Object.entries(evenings)) {
      expect([day, count]).toEqual([day, ask(index, `part=evening&day=${day}`).total]);
    }
    const wednesdays = countsOf(ask(index, 'day=WE'), 'part');
    expect(wednesdays).toEqual({ morning: 4, afternoon: 2, evening: 2 });
  });

  test('what is beside the results agrees with them, for any two choices', () => {
    const facets = ask(index, '').facets.flatMap(({ name, options }) =>
      options.map(({ value }) => [name, value] as const),
    );
    const pick = fc.constantFrom(...facets);
    fc.assert(
      fc.property(pick, pick, ([name, value], [other, otherValue]) => {
        fc.pre(name !== other);
        const found = ask(index, `${name}=${value}&per_page=100`);
        const both = ask(index, `${name}=${value}&${other}=${otherValue}&per_page=100`);
        expect(countsOf(found, other)[otherValue] ?? 0).toBe(both.total);
        expect(idsOf(found)).toEqual(expect.arrayContaining(idsOf(both)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the choices themselves', () => {
  const facetOf = (parameters: string, name: string) =>
    ask(index, parameters).facets.find((facet) => facet.name === name);

  test('stand in groups in one fixed order', () => {
    expect(ask(index, 'near=Tarnbury').facets.map(({ name }) => name)).toEqual([
      'need',
      'within',
      'audience',
      'cost',
      'delivery',
      'day',
      'part',
      'open_now',
      'self_referral',
      'space_now',
      'access',
      'language',
      'sector',
    ]);
  });

  test('a need tells which one it stands below', () => {
    const parents = facetOf('', 'need')?.options.map(({ value, parent }) => [value, parent]);
    expect(parents).toContainEqual(['food-banks', 'food']);
    expect(parents).toContainEqual(['food', null]);
  });

  test('a choice nothing has is left out, unless it is the one chosen', () => {
    expect(facetOf('need=families&sector=statutory', 'sector')?.options).toMatchObject([
      { value: 'statutory', count: 0, selected: true },
      { value: 'voluntary', count: 2, selected: false },
    ]);
  });

  test('a yes-or-no filter stays, even at nothing, so that the page does not jump', () => {
    const option = facetOf('need=families', 'space_now')?.options;
    expect(option).toEqual([{ value: 'on', label: 'Space now', count: 0, selected: false, parent: null }]);
  });

  test('languages stand by name, under the name that listings use', () => {
    expect(facetOf('', 'language')?.options).toMatchObject([{ value: 'pl', label: 'Polish', count: 1 }]);
  });

  test.each([
    [dayLabel('today'), 'Today'],
    [dayLabel('tomorrow'), 'Tomorrow'],
    [dayLabel('WE'), 'Wednesday'],
    [withinLabel(1), 'Within 1 mile'],
    [withinLabel(20), 'Within 20 miles'],
  ])('%s', (label, expected) => {
    expect(label).toBe(expected);
  });
});
