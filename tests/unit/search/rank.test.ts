import { describe, expect, test } from 'vitest';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { ask, idsOf, indexOf, service, SERVICES, venue } from './mini/directory.ts';

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
