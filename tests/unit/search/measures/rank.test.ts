import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { ask, idsOf, indexOf, question, service, SERVICES, venue } from '../mini/directory.ts';
import { nearnessOf } from '#src/search/measures/near.ts';
import { scoreWords } from '#src/search/measures/score.ts';
import { rank } from '#src/search/measures/rank.ts';

/** Services alike in everything but what is given, in the order a search for all their words puts them. */
function order(parameters: string, ...differences: Record<string, Partial<ServiceForIndex>>[]): string[] {
  const services = Object.entries(
    Object.assign({}, ...differences) as Record<string, Partial<ServiceForIndex>>,
  ).map(([id, more]) => service(id, { name: 'Supper club', needs: ['loneliness'], ...more }));
  return idsOf(ask(indexOf(services), parameters));
}

describe('between services that fit alike', () => {
  test.each([
    [
      'nearer',
      { near: { venues: [venue('T', 52.49, -2.87)] } },
      { far: { venues: [venue('T', 52.6, -2.87)] } },
    ],
    ['in date', { fresh: {} }, { stale: { isOverdue: true } }],
    ['lately checked', { lately: { assuredOn: '2026-11-17' } }, { earlier: { assuredOn: '2026-03-01' } }],
    ['with space', { space: { capacity: 'open' } }, { unknown: {} }],
    ['not full', { unknown: {} }, { full: { capacity: 'full' } }],
    ['running', { runs: {} }, { closed: { isTemporarilyClosed: true } }],
    ['about one need', { one: {} }, { many: { needs: ['loneliness', 'arts', 'debt', 'families', 'falls'] } }],
    ['for everyone, when nobody is named', { everyone: {} }, { veterans: { audiences: ['veterans'] } }],
  ] as [string, Record<string, Partial<ServiceForIndex>>, Record<string, Partial<ServiceForIndex>>][])(
    'the one that is %s comes first',
    (_, better, worse) => {
      expect(order('q=lonely&near=Tarnbury', worse, better)[0]).toBe(Object.keys(better)[0]);
    },
  );

  test('a service for exactly the people named beats one for everyone, which beats one for others', () => {
    const people = {
      others: { audiences: ['men'] },
      everyone: {},
      veterans: { audiences: ['veterans'] },
    } as Record<string, Partial<ServiceForIndex>>;
    expect(order('q=lonely veteran', people)).toEqual(['veterans', 'everyone', 'others']);
  });

  test('a better match beats a nearer door', () => {
    const services = [
      service('about-it', { name: 'Knitting circle', needs: ['arts'], venues: [venue('T', 52.55, -2.87)] }),
      service('next-door', {
        name: 'Sports hall',
        description: 'There is a knitting shelf.',
        venues: [venue('T', 52.49, -2.87)],
      }),
    ];
    const ids = idsOf(ask(indexOf([...SERVICES, ...services]), 'q=knitting&near=Tarnbury'));
    expect(ids.filter((id) => id === 'about-it' || id === 'next-door')).toEqual(['about-it', 'next-door']);
  });
});

describe('other orders', () => {
  const services = [
    service('b', { name: 'Échange', assuredOn: '2026-01-01' }),
    service('c', { name: 'zebra', assuredOn: null }),
    service('a', { name: 'Aardvark 10', assuredOn: '2026-05-01' }),
    service('d', { name: 'aardvark 9', assuredOn: '2026-05-01' }),
  ];
  test('by name as people read names: case, accents and numbers', () => {
    expect(idsOf(ask(indexOf(services), 'sort=name'))).toEqual(['d', 'a', 'b', 'c']);
  });
  test('by check, the latest first and never checked last; equal days by name', () => {
    expect(idsOf(ask(indexOf(services), 'sort=checked'))).toEqual(['d', 'a', 'b', 'c']);
  });
  test('by distance without a place is best first', () => {
    expect(idsOf(ask(indexOf(services), 'sort=distance'))).toEqual(idsOf(ask(indexOf(services), '')));
  });
});

/** The order of two services that differ in one thing, each time with the better one given last and named later. */
function first(
  parameters: string,
  better: Partial<ServiceForIndex>,
  worse: Partial<ServiceForIndex>,
): string {
  return (
    order(parameters, { a: { ...worse, name: 'Aerobics' } }, { z: { ...better, name: 'Zumba' } })[0] ?? ''
  );
}

describe('each favour by itself is enough to turn two names around', () => {
  const north = (miles: number) => ({ venues: [venue('T', 52.49 + miles / 69.09, -2.87)] });
  test.each([
    ['a mile against three', 'near=Tarnbury', north(1), north(3)],
    ['covering the place against twelve miles', 'near=Tarnbury', { deliveries: ['phone'] }, north(12)],
    ['two miles against covering the place', 'near=Tarnbury', north(2), { deliveries: ['phone'] }],
    [
      'checked yesterday against half a year ago',
      '',
      { assuredOn: '2026-11-17' },
      { assuredOn: '2026-05-18' },
    ],
    ['checked a month ago against never', '', { assuredOn: '2026-10-18' }, { assuredOn: null }],
    ['in date against overdue', '', {}, { isOverdue: true }],
    ['with space against not known', '', { capacity: 'open' }, { capacity: 'unknown' }],
    ['not known against full', '', { capacity: 'unknown' }, { capacity: 'full' }],
    ['full against not taking anyone', '', { capacity: 'full' }, { capacity: 'paused' }],
    ['paused against closed for now', '', { capacity: 'paused' }, { isTemporarilyClosed: true }],
    ['for everyone against for veterans', '', {}, { audiences: ['veterans'] }],
    ['for everyone against for parents', '', {}, { audiences: ['parents_and_families'] }],
    [
      'for parents against for women only',
      '',
      { audiences: ['parents_and_families'] },
      { audiences: ['women'] },
    ],
    ['for the age against saying no age', 'age=70', { minimumAge: 65 }, {}],
    [
      'for the people chosen against others too',
      'audience=carers',
      { audiences: ['carers'] },
      { audiences: ['carers'], isOverdue: true },
    ],
  ] as [string, string, Partial<ServiceForIndex>, Partial<ServiceForIndex>][])(
    '%s',
    (_, parameters, better, worse) => {
      expect(first(parameters, better, worse)).toBe('z');
      expect(first(`q=lonely&${parameters}`, better, worse)).toBe('z');
    },
  );

  test.each([
    ['being on a waiting list', { capacity: 'waiting_list' }],
    ['when it was checked, beyond half a year', { assuredOn: '2024-01-01' }],
    ['an age limit, when no age is asked for', { minimumAge: 18 }],
  ] as [string, Partial<ServiceForIndex>][])('%s changes nothing: equal ones stand by name', (_, more) => {
    const plain = { assuredOn: '2024-06-01' };
    expect(first('q=lonely', { ...plain, ...more }, plain)).toBe('a');
    expect(first('', { ...plain, ...more }, plain)).toBe('a');
  });

  test('a date to come counts as today, not as better than today', () => {
    expect(first('', { assuredOn: '2027-11-18' }, { assuredOn: '2026-11-18' })).toBe('a');
  });

  test('how near it is matters more when there are no words', () => {
    const stale = { isOverdue: true, capacity: 'full' as const, ...north(0) };
    expect(first('near=Tarnbury', stale, north(8))).toBe('z');
    expect(first('q=lonely&near=Tarnbury', stale, north(8))).toBe('a');
  });
});

describe('in any order asked for', () => {
  const index = indexOf();
  const sorts = fc.constantFrom('best', 'distance', 'name', 'checked');
  const asked = fc.constantFrom('', 'q=lonely', 'q=food bank', 'near=Tarnbury', 'q=knitting&near=Marlbridge');

  test('nothing is lost, nothing is doubled, and it does not matter in which order they came', () => {
    fc.assert(
      fc.property(sorts, asked, fc.subarray([...SERVICES.keys()]), fc.nat(), (sort, words, some, seed) => {
        const query = question(index, `${words}&sort=${sort}`);
        const scores = scoreWords(index, query.understood);
        const near = query.around === null ? null : nearnessOf(index, query.around);
        const orderOf = (positions: readonly number[], most: number): number[] => [
          ...rank(index, query, Uint32Array.from(positions), scores, near, most),
        ];
        const ordered = orderOf(some, some.length);
        const shuffled = some
          .map((at) => [(at * 7919 + seed) % 101, at] as const)
          .sort((a, b) => a[0] - b[0]);
        const again = orderOf(
          shuffled.map(([, at]) => at),
          some.length,
        );
        expect(again).toEqual(ordered);
        expect(orderOf(some, 3), 'asking for the first few gives the first few').toEqual(ordered.slice(0, 3));
        expect([...ordered].sort((a, b) => a - b)).toEqual(some);
      }),
    );
  });

  test('the positions given are left as they are', () => {
    const positions = Uint32Array.of(3, 1, 2);
    const query = question(index, 'sort=name');
    rank(index, query, positions, scoreWords(index, query.understood), null, 3);
    expect([...positions]).toEqual([3, 1, 2]);
  });
});
