import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costsOf, needValuesOf } from '#src/search/columns/choices.ts';
import { joinFilters, sift } from '#src/search/narrowing/filters.ts';
import { positionsIn, setBit, type Bits } from '#src/search/packed/bits.ts';
import { filterPairs, NO_FILTERS } from '#src/search/params.ts';
import type { FilterTest } from '#src/search/narrowing/filters.ts';
import { understand } from '#src/search/understand.ts';
import { ask, idsOf, indexOf, NOW, service, session, venue } from '../mini/directory.ts';

const hall = (...access: ('step_free' | 'hearing_loop' | 'bsl')[]) =>
  venue('Tarnbury', 52.49, -2.87, { access });

/** One service for each thing a filter may ask for; everything else about them is alike. */
const index = indexOf([
  service('a-need', { needs: ['food-banks'], price: { kind: 'words' } }),
  service('b-people', { audiences: ['carers', 'women'], price: { kind: 'unknown' } }),
  service('c-child', { minimumAge: 0, maximumAge: 5, price: { kind: 'unknown' } }),
  service('d-elder', { minimumAge: 65, price: { kind: 'from', pounds: 5, isOnlyPrice: false } }),
  service('e-dear', { price: { kind: 'from', pounds: 5.01, isOnlyPrice: true } }),
  service('f-free', { price: { kind: 'free' }, joinings: ['gp_referral'] }),
  service('g-phone', {
    deliveries: ['phone', 'online'],
    price: { kind: 'unknown' },
    joinings: ['self_referral', 'gp_referral'],
  }),
  service('h-evening', {
    sessions: [session('WE', '18:00', '20:00'), session('FR', '09:00', '11:00')],
    price: { kind: 'unknown' },
    joinings: [],
  }),
  service('i-now', {
    sessions: [session('WE', '10:00', '11:00')],
    price: { kind: 'unknown' },
    joinings: ['professional_referral'],
  }),
  service('j-polish', {
    languages: [{ name: 'Polish', code: 'pl' }],
    price: { kind: 'unknown' },
    joinings: ['professional_referral'],
  }),
  service('k-sign', {
    languages: [{ name: 'Signed English', code: null }],
    access: ['bsl'],
    price: { kind: 'unknown' },
    joinings: ['professional_referral'],
  }),
  service('l-rooms', {
    venues: [hall('step_free'), hall('hearing_loop')],
    price: { kind: 'unknown' },
    joinings: ['professional_referral'],
  }),
  service('m-room', {
    venues: [hall('step_free', 'hearing_loop')],
    price: { kind: 'unknown' },
    sector: 'private',
    capacity: 'open',
    joinings: ['professional_referral'],
  }),
]);
const lettersOf = (parameters: string): string =>
  idsOf(ask(index, `${parameters}&sort=name&per_page=100`))
    .map((id) => id[0])
    .join('');

describe('each filter by itself', () => {
  test.each([
    ['need=food-banks', 'a'],
    ['need=food', 'a'],
    ['need=meals-delivered', ''],
    ['need=food-banks&need=debt', 'a'],
    ['audience=carers', 'b'],
    ['audience=carers&audience=men', 'b'],
    ['audience=men', ''],
    ['age=5', 'abcefghijklm'],
    ['age=6', 'abefghijklm'],
    ['age=65', 'abdefghijklm'],
    ['age=64', 'abefghijklm'],
    ['cost=free', 'f'],
    ['cost=up-to-5', 'df'],
    ['delivery=phone', 'g'],
    ['delivery=phone&delivery=venue', 'abcdefghijklm'],
    ['day=WE', 'hi'],
    ['day=FR', 'h'],
    ['day=TU', ''],
    ['day=TU&day=FR', 'h'],
    ['day=today', 'hi'],
    ['day=tomorrow', ''],
    ['part=evening', 'h'],
    ['part=morning', 'hi'],
    ['day=WE&part=morning', 'i'],
    ['open_now=on', 'i'],
    ['language=pl', 'j'],
    ['language=signed-english', 'k'],
    ['access=step_free', 'lm'],
    ['access=bsl', 'k'],
    ['sector=private', 'm'],
    ['sector=private&sector=voluntary', 'abcdefghijklm'],
    ['self_referral=on', 'abcdeg'],
    ['space_now=on', 'm'],
  ])('%s leaves %s', (parameters, expected) => {
    expect(lettersOf(parameters)).toBe(expected);
  });

  test('all access that is needed must be in one place, not some of it in each of two', () => {
    expect(lettersOf('access=step_free&access=hearing_loop')).toBe('m');
  });

  test('access that comes with the service itself counts at each of its places', () => {
    const two = indexOf([service('x', { access: ['bsl'], venues: [hall('step_free'), hall()] })]);
    expect(idsOf(ask(two, 'access=bsl&access=step_free'))).toEqual(['x']);
    expect(idsOf(ask(two, 'access=bsl&access=hearing_loop'))).toEqual([]);
  });

  test('a distance narrows only when there is a place to measure from', () => {
    expect(ask(index, 'within=1').total).toBe(13);
    expect(lettersOf('within=1&near=Tarnbury')).toBe('glm');
  });
});

describe('what a service counts as', () => {
  test.each([
    [{ kind: 'free' }, ['free', 'up-to-5']],
    [{ kind: 'from', pounds: 5, isOnlyPrice: true }, ['up-to-5']],
    [{ kind: 'from', pounds: 5.5, isOnlyPrice: true }, []],
    [{ kind: 'from', pounds: 0, isOnlyPrice: false }, ['up-to-5']],
    [{ kind: 'words' }, []],
    [{ kind: 'unknown' }, []],
  ] as const)('a price of %o is %o', (price, expected) => {
    expect(costsOf(price)).toEqual(expected);
  });

  test('its needs and what stands above them, each once', () => {
    const both = service('x', { needs: ['food-banks', 'meals-delivered', 'falls', 'gone-from-the-tree'] });
    expect(needValuesOf(index.needs, both)).toEqual([
      'food-banks',
      'meals-delivered',
      'falls',
      'gone-from-the-tree',
      'food',
    ]);
  });

  test.each([
    [['drop_in'], true],
    [['self_referral', 'gp_referral'], true],
    [['gp_referral', 'professional_referral'], false],
    [[], false],
  ] as const)('joining by %o is open to ask: %s', (joinings, expected) => {
    const found = ask(indexOf([service('x', { joinings: [...joinings] })]), 'self_referral=on');
    expect(found.total === 1).toBe(expected);
  });
});

/** A set of some of the first hundred positions. */
function setOf(positions: Iterable<number>): Bits {
  const bits = new Uint32Array(4);
  for (const position of positions) setBit(bits, position);
  return bits;
}

describe('sifting', () => {
  const odd: FilterTest = { name: 'age', passing: setOf([1, 3, 5, 77]) };
  const small: FilterTest = { name: 'need', passing: setOf([0, 1, 2, 3]) };
  const candidates = setOf([0, 1, 2, 3, 4, 5]);

  test('what passes every test is found, and the candidates are left as they are', () => {
    expect([...positionsIn(sift(candidates, [odd, small]).passing)]).toEqual([1, 3]);
    expect([...positionsIn(sift(candidates, []).passing)]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...positionsIn(candidates)]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('counts beside a filter look past its own selection, and past no other', () => {
    const { ignoring } = sift(candidates, [odd, small]);
    expect([...positionsIn(ignoring('age'))]).toEqual([0, 1, 2, 3]);
    expect([...positionsIn(ignoring('need'))]).toEqual([1, 3, 5]);
    expect([...positionsIn(ignoring('cost'))], 'a filter that is not set hides nothing').toEqual([1, 3]);
  });

  test('for any tests, ignoring one is what the others leave', () => {
    const names = ['age', 'need', 'cost', 'time'] as const;
    const some = fc.uniqueArray(fc.nat({ max: 99 }));
    fc.assert(
      fc.property(some, fc.array(some, { maxLength: 4 }), (first, rows) => {
        const tests = rows.map((row, at): FilterTest => ({ name: names[at] ?? 'age', passing: setOf(row) }));
        const { ignoring, passing } = sift(setOf(first), tests);
        const left = (but: number): number[] =>
          first
            .filter((at) => rows.every((row, number) => number === but || row.includes(at)))
            .sort((a, b) => a - b);
        expect([...positionsIn(passing)]).toEqual(left(-1));
        tests.forEach((test, number) => expect([...positionsIn(ignoring(test.name))]).toEqual(left(number)));
      }),
    );
  });
});

describe('filters chosen and filters read in the sentence', () => {
  const joined = (q: string, chosen = NO_FILTERS): string[] =>
    filterPairs(joinFilters(chosen, understand(index, q))).map(([name, value]) => `${name}=${value}`);

  test.each([
    ['a group on wednesday evening', NO_FILTERS, ['day=WE', 'part=evening']],
    ['a group on wednesday', { ...NO_FILTERS, day: ['FR'] }, ['day=FR', 'day=WE']],
    ['a group on wednesday', { ...NO_FILTERS, day: ['WE'] }, ['day=WE']],
    ['evening group', { ...NO_FILTERS, part: 'morning' }, ['part=morning']],
    ['free group', { ...NO_FILTERS, cost: 'up-to-5' }, ['cost=up-to-5']],
    ['free group open now', NO_FILTERS, ['cost=free', 'open_now=on']],
    ['a group', { ...NO_FILTERS, openNow: true }, ['open_now=on']],
    ['group for over 60s', NO_FILTERS, ['age=60']],
    ['group for over 60s', { ...NO_FILTERS, age: 70 }, ['age=70']],
    ['group by phone', { ...NO_FILTERS, delivery: ['home'] }, ['delivery=home', 'delivery=phone']],
    ['group with step free access', { ...NO_FILTERS, access: ['bsl'] }, ['access=bsl', 'access=step_free']],
    ['group step free', { ...NO_FILTERS, access: ['step_free'] }, ['access=step_free']],
    ['group in polish', NO_FILTERS, ['language=pl']],
  ] as const)('"%s" with %o', (q, chosen, expected) => {
    expect(joined(q, { ...chosen, day: [...chosen.day] } as typeof NO_FILTERS)).toEqual(expected);
  });

  test('joining changes neither of the two', () => {
    const chosen = { ...NO_FILTERS, day: ['FR' as const] };
    joined('a group on wednesday', chosen);
    expect(chosen.day).toEqual(['FR']);
    expect(NO_FILTERS.day).toEqual([]);
  });
});

test('the moment of the examples is a Wednesday at half past ten', () => {
  expect([NOW, new Date(`${NOW.day}T12:00Z`).getUTCDay()]).toEqual([{ day: '2026-11-18', time: '10:30' }, 3]);
});
