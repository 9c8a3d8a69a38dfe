import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { buildIndex } from '../mini/build.ts';
import { applyChanges, roomLeft, type Change } from '#src/search/building/edit.ts';
import { openIndex, type OpenIndex } from '#src/search/building/open.ts';
import { packIndex, ROOM_FOR_EDITS } from '#src/search/building/pack.ts';
import { ask, countsOf, idsOf, NOW, service, SERVICES, session, SOURCES, venue } from '../mini/directory.ts';

function openOf(services: readonly ServiceForIndex[]): OpenIndex {
  const { packed, gazetteer } = packIndex({ ...SOURCES, services });
  return openIndex(packed, gazetteer, SOURCES);
}
const put = (changed: ServiceForIndex): Change => ({ id: changed.id, service: changed });
const gone = (id: string): Change => ({ id, service: null });

describe('an edited service', () => {
  test('is found by its new words and no more by its old ones', () => {
    const open = openOf(SERVICES);
    applyChanges(open, [put(service('book-circle', { name: 'Ukulele circle' }))]);
    expect(idsOf(ask(open.index, 'q=ukulele'))).toEqual(['book-circle']);
    expect(idsOf(ask(open.index, 'q=books for sale'))).not.toContain('book-circle');
    expect(open.index.count).toBe(SERVICES.length);
  });

  test('can be new, and can be taken out again', () => {
    const open = openOf(SERVICES);
    applyChanges(open, [put(service('new', { name: 'Ukulele circle', needs: ['arts'] }))]);
    expect(idsOf(ask(open.index, 'q=ukulele'))).toEqual(['new']);
    expect(idsOf(ask(open.index, 'need=arts'))).toContain('new');
    applyChanges(open, [gone('new')]);
    expect(ask(open.index, 'q=ukulele').total).toBe(0);
    expect([open.index.positionOf('new'), open.index.count]).toEqual([-1, SERVICES.length]);
  });

  test('taking out what was never there changes nothing that is found', () => {
    const open = openOf(SERVICES);
    applyChanges(open, [gone('never')]);
    expect(open.index.count).toBe(SERVICES.length);
  });

  test('brings a language, an area and an organisation that nobody had', () => {
    const open = openOf(SERVICES);
    const changed = service('new', {
      languages: [{ name: 'Tigrinya', code: 'ti' }],
      deliveries: ['home'],
      areas: ['Larkrise'],
      organisation: { name: 'New one', slug: 'new-one', alternateName: null },
    });
    applyChanges(open, [put(changed)]);
    expect(countsOf(ask(open.index, ''), 'language')).toMatchObject({ ti: 1 });
    expect(idsOf(ask(open.index, 'near=Larkrise&within=1'))).toContain('new');
    expect(open.index.positionsOfOrganisation('new-one')).toEqual([open.index.positionOf('new')]);
    expect(open.index.positionsOfOrganisation('unknown')).toEqual([]);
  });

  test('is open at its new times and not at its old ones', () => {
    const morning = service('a', { sessions: [session('WE', '10:00', '11:00')] });
    const open = openOf([morning]);
    expect(ask(open.index, 'open_now=on').total).toBe(1);
    applyChanges(open, [put({ ...morning, sessions: [session('WE', '18:00', '19:00')] })]);
    expect(ask(open.index, 'open_now=on').total).toBe(0);
    expect(ask(open.index, 'open_now=on', { ...NOW, time: '18:30' }).total).toBe(1);
    expect(idsOf(ask(open.index, 'day=WE&part=morning'))).toEqual([]);
  });

  test('a spelling that only it uses is known from then on', () => {
    const open = openOf(SERVICES);
    applyChanges(open, [put(service('new', { name: 'Quiltmakers' }))]);
    expect(idsOf(ask(open.index, 'q=quiltmakres'))).toEqual(['new']);
  });

  test('stands among the names of the others where it belongs', () => {
    const named = ['Ants', 'Cats', 'Elks'].map((name) => service(name.toLowerCase(), { name }));
    const open = openOf(named);
    const added = ['Bats', 'Aardvarks', 'Dogs', 'Zebras', 'Bears', 'cats'];
    applyChanges(
      open,
      added.map((name, at) => put(service(`new${at}`, { name }))),
    );
    expect(ask(open.index, 'sort=name').results.map(({ name }) => name)).toEqual([
      'Aardvarks',
      'Ants',
      'Bats',
      'Bears',
      'Cats',
      'cats',
      'Dogs',
      'Elks',
      'Zebras',
    ]);
  });

  test('more than there is room for is refused before anything is changed', () => {
    const open = openOf([service('a')]);
    const many = Array.from({ length: ROOM_FOR_EDITS + 1 }, (_, at) => put(service(`s${at}`)));
    expect(() => applyChanges(open, many)).toThrow(RangeError);
    expect(open.index.count).toBe(1);
    applyChanges(open, many.slice(1));
    expect(roomLeft(open)).toBe(0);
    expect(ask(open.index, '').total).toBe(ROOM_FOR_EDITS + 1);
    applyChanges(open, [gone('s1')]);
    expect(ask(open.index, '').total).toBe(ROOM_FOR_EDITS);
  });
});

describe('after any edits', () => {
  const words = fc.constantFrom(
    'Food parcel',
    'Knitting circle',
    'Lonely hearts',
    'Debt desk',
    'Falls class',
  );
  const some = fc.record({
    id: fc.constantFrom(...SERVICES.map(({ id }) => id), 'new-one', 'new-two'),
    isGone: fc.boolean(),
    name: words,
    summary: words,
    needs: fc.subarray(['food-banks', 'arts', 'loneliness', 'debt']),
    audiences: fc.subarray(['carers', 'men'] as const),
    access: fc.subarray(['step_free', 'hearing_loop'] as const),
    miles: fc.integer({ min: 0, max: 30 }),
    minimumAge: fc.option(fc.integer({ min: 0, max: 99 })),
    weekday: fc.constantFrom('MO', 'WE', '1TH'),
    deliveries: fc.subarray(['venue', 'home', 'phone'] as const),
  });
  const changeOf = ({
    id,
    isGone,
    miles,
    weekday,
    ...more
  }: typeof some extends fc.Arbitrary<infer T> ? T : never) =>
    isGone
      ? gone(id)
      : put(
          service(id, {
            ...more,
            audiences: [...more.audiences],
            access: [...more.access],
            deliveries: [...more.deliveries],
            sessions: [session(weekday, '10:00', '12:00')],
            venues: [venue('Tarnbury', 52.49 + miles / 69.09, -2.87)],
          }),
        );
  const asked = fc.constantFrom(
    '',
    'q=food',
    'q=knitting lonely',
    'near=Tarnbury&within=10',
    'day=WE&part=morning',
    'open_now=on',
    'age=60',
    'audience=carers&delivery=home',
    'access=step_free&access=hearing_loop',
    'need=arts&need=debt',
  );

  test('what is found, in which order of names, and every count, are those of an index built anew', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(some, { maxLength: 4 }), { maxLength: 5 }),
        asked,
        (rounds, parameters) => {
          const open = openOf(SERVICES);
          const now = new Map(SERVICES.map((each) => [each.id, each] as const));
          for (const round of rounds) {
            const changes = [...new Map(round.map((each) => [each.id, changeOf(each)])).values()];
            applyChanges(open, changes);
            for (const change of changes) {
              if (change.service === null) now.delete(change.id);
              else now.set(change.id, change.service);
            }
          }
          const anew = buildIndex({ ...SOURCES, services: [...now.values()] });
          const search = `${parameters}&sort=name&per_page=100`;
          const [patched, built] = [ask(open.index, search), ask(anew, search)];
          expect(idsOf(patched).sort()).toEqual(idsOf(built).sort());
          expect(patched.results.map(({ name }) => name)).toEqual(built.results.map(({ name }) => name));
          const byValue = ({ facets }: typeof patched) =>
            facets.map(({ name, options }) => [
              name,
              [...options].sort((a, b) => (a.value < b.value ? -1 : 1)),
            ]);
          expect(byValue(patched)).toEqual(byValue(built));
        },
      ),
      { numRuns: 150 },
    );
  });
});
